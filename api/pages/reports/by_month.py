"""Months as they are told: their names, what the last of them says beside the first, and each one's numbers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from flask_babel import format_date, format_decimal, get_locale
from flask_babel import gettext as _

from api.pages.filters import percent

Rows = Sequence[Mapping[str, Any]]
# Of the picture: from one month to the next, and from 0 to 1.
WIDE, HIGH = 24, 100


def name(month: str, form: str = "yMMMM") -> str:
    """ "2026-10-01" -> "October 2026" """
    return format_skeleton(form, date.fromisoformat(month), locale=get_locale())


def period(found: Mapping[str, Any]) -> tuple[str, str]:
    """The first month and the last."""
    return name(found["from"]), name(found["to"])


def findings(rows: Rows) -> list[str]:
    """What was so in the last month of which enough is known, and in the first."""
    scores = [(row["month"], score(row["first_score_p50"])) for row in rows if row["first_score_p50"] is not None]
    shares = [
        (row["month"], percent(row["first_chosen_share"])) for row in rows if row["first_chosen_share"] is not None
    ]
    told = []
    if scores:
        last = _("In %(month)s, half of the mentors who were first on a list had a score of %(score)s or more.")
        told.append(_said(last, "score", scores))
    if shares:
        last = _("In %(month)s, the first on the list was chosen in about %(share)s of all choices.")
        told.append(_said(last, "share", shares))
    return told


def _said(sentence: str, what: str, of_months: Sequence[tuple[str, str]]) -> str:
    (first, before), (last, now) = of_months[0], of_months[-1]
    told = sentence % {"month": name(last), what: now}
    if first == last:
        return told
    return f"{told} " + _("In %(month)s it was %(before)s.", month=name(first), before=before)


def told(row: Mapping[str, Any]) -> dict[str, Any]:
    """None in the place of what rests on too few people."""
    share = row["first_chosen_share"]
    return {
        "month": name(row["month"], "yMMM"),
        "lists": row["lists"],
        "scores": [_levels(row, "first_score"), _levels(row, "shown_score")] if row["lists"] is not None else None,
        "confirmations": row["confirmations"],
        "share": None if share is None else percent(share),
    }


def _levels(row: Mapping[str, Any], of: str) -> dict[str, str]:
    return {level: score(row[f"{of}_{level}"]) for level in ("p10", "p50", "p90")}


def score(value: float) -> str:
    return format_decimal(value, "0.00")


def bars(rows: Rows) -> list[dict[str, Any]]:
    """For the picture of the first on each list, from the top; none where there is no movement to see."""
    shown = [
        {
            "x": place * WIDE + WIDE // 2,
            "month": format_date(date.fromisoformat(row["month"]), "LLLLL"),
            **{level: round(HIGH * (1 - row[f"first_score_{level}"])) for level in ("p10", "p50", "p90")},
        }
        for place, row in enumerate(rows)
        if row["first_score_p50"] is not None
    ]
    return shown if len(shown) > 1 else []
