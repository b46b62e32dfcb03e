"""A suggestion as it is told: a word for each number, parts that add up to the score, and the shared week."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from api.pages.suggestions import week
from api.pages.suggestions.names import FACTORS, SHARED

# From which similarity on a factor is named before all others.
MUCH = 0.75
NAMED = 3
# How long the bar of the heaviest factor is drawn, in pixels.
BAR = 230
ALIKE = (
    (0.995, _l("all of it")),
    (0.75, _l("most of it")),
    (0.5, _l("a good part")),
    (0.25, _l("some of it")),
    (0.005, _l("a little")),
)
# Said once above the list: it is true of the mentee, not of one mentor.
OF_THE_LIST = "too_little_said"


def told(row: Mapping[str, Any]) -> dict[str, Any]:
    """For a template. Of a pair without a score only the words."""
    factors = sorted(row["factors"], key=lambda part: -part["contribution"])
    total, parts = hundredths([part["contribution"] for part in factors], row["score"] or 0)
    _whole, weights = hundredths([part["weight"] for part in factors], sum(part["weight"] for part in factors))
    longest = BAR / (max((part["weight"] for part in factors), default=1) or 1)
    shown = [
        _part(part, points, weight, part["factor"] in row["unknown"], longest)
        for part, points, weight in zip(factors, parts, weights, strict=True)
    ]
    idle = [part for part in shown if not part["weighs"]]
    nothing = [part for part in shown if part["weighs"] and not part["similarity"] and not part["unknown"]]
    return {
        **row,
        "name": row["mentor"]["preferred_name"],
        "places": row["mentor"]["free_places"],
        "stage_words": row["mentor"]["stage_words"],
        "points": total,
        "score_words": number(total),
        "above_all": above_all(factors, row["unknown"]),
        "parts": shown,
        # Where nothing is shared one line is enough for all.
        "strong": [part for part in shown if part not in nothing and part not in idle],
        "idle": [str(part["name"]) for part in idle],
        "nothing": [str(part["name"]) for part in nothing],
        "nothing_of": number(sum(part["of_points"] for part in nothing)),
        "week": week.picture(row["shared"]["windows"]),
        "cautions": [each for each in row["cautions"] if each["code"] != OF_THE_LIST],
        "too_little_said": any(each["code"] == OF_THE_LIST for each in row["cautions"]),
        "sure": sure(row) if row["score"] is not None else [],
    }


def _part(part: Mapping[str, Any], points: int, weight: int, unknown: bool, longest: float) -> dict[str, Any]:
    return {
        "factor": part["factor"],
        "name": FACTORS[part["factor"]],
        "because": part["because"],
        "similarity": part["similarity"],
        "unknown": unknown,
        "alike": _("not said") if unknown else alike(part["similarity"]),
        "points": number(points),
        "of": number(weight),
        "of_points": weight,
        "weighs": part["weight"] > 0,
        # A bar is as long as the factor may count, and filled as far as it does.
        "long": round(part["weight"] * longest),
        "filled": round(part["contribution"] * longest),
    }


def hundredths(parts: Sequence[float], total: float) -> tuple[int, list[int]]:
    """Rounded so that the parts add up to the total that is shown (the largest remainders are rounded up)."""
    whole = round(total * 100)
    rounded = [int(part * 100 + 1e-9) for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: rounded[place] - parts[place] * 100)
    for place in by_remainder[: max(0, whole - sum(rounded))]:
        rounded[place] += 1
    return whole, rounded


def number(points: int) -> str:
    return format_decimal(points / 100, "0.00")


def alike(similarity: float) -> str:
    return str(next((words for least, words in ALIKE if similarity >= least), _("nothing in common")))


def above_all(factors: Sequence[Mapping[str, Any]], unknown: Sequence[str]) -> list[str]:
    """The strongest of what the two truly share."""
    much = [part["factor"] for part in factors if part["similarity"] >= MUCH and part["factor"] not in unknown]
    return [str(SHARED[factor]) for factor in much[:NAMED]]


def sure(row: Mapping[str, Any]) -> list[str]:
    """How much weight this place on the list can bear."""
    said = (
        _("Both have said all that counts here.")
        if row["known"] >= 0.995
        else _("%(percent)s of 100 parts rest on what both have said.", percent=round(row["known"] * 100))
    )
    if row["margin"] is None:
        return [said]
    if row["margin"] < 0.005:
        ahead = _("Level with the next.")
    else:
        ahead = _("%(points)s ahead of the next.", points=number(round(row["margin"] * 100)))
    if row["steady"]:
        return [said, ahead, _("Steady.")]
    return [said, ahead, _("Not steady.")]


def what_moved(rows: Sequence[Mapping[str, Any]]) -> str:
    """For who does not see the list move: who is first, and how many are elsewhere."""
    moved = [row for row in rows if row["rank_before"] != row["rank"]]
    if not rows or not moved:
        return _("The order is the same as with the program's weights.")
    first = rows[0]
    if first["rank_before"] == first["rank"]:
        begin = _("%(name)s is still first.", name=first["mentor"]["preferred_name"])
    else:
        begin = _(
            "%(name)s is first now, and was number %(rank)s.",
            name=first["mentor"]["preferred_name"],
            rank=first["rank_before"],
        )
    return begin + " " + ngettext("%(num)s mentor has another place.", "%(num)s mentors have other places.", len(moved))
