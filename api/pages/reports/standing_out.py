"""What the fairness report says first, in sentences: of everyone, and of groups where more than chance is at work."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from api.pages.filters import number, percent
from api.pages.reports import names

Rows = Sequence[Mapping[str, Any]]
# Of more than these nobody reads the last.
MOST = 6
_OVERALL = {
    ("waiting", "days_waited"): _l("Of about %(people)s people who wait, half have waited %(value)s or more."),
    ("waiting", "eligible_mentors"): _l("Today each of them could choose from about %(value)s mentors on average."),
    ("introduced", "days_waited"): _l(
        "About %(people)s people were introduced to a mentor. Half of them had waited %(value)s or more."
    ),
    ("mentors", "times_suggested"): _l(
        "About %(people)s mentors are active. Each was on a list %(value)s times on average."
    ),
    ("mentors", "times_matched"): _l("Each was introduced to someone %(value)s times on average."),
}
_CLEAR = {
    ("waiting", "days_waited"): _l(
        "%(group)s have waited longer than %(best)s: half of them %(value)s or more, in place of %(of_best)s."
    ),
    ("waiting", "eligible_mentors"): _l(
        "%(group)s have fewer mentors to choose from than %(best)s: about %(value)s each, in place of %(of_best)s."
    ),
    ("introduced", "days_waited"): _l(
        "%(group)s had waited longer for their mentor than %(best)s: half of them %(value)s or more, "
        "in place of %(of_best)s."
    ),
    ("waiting_or_introduced", "matched_share"): _l(
        "%(group)s have found a mentor less often than %(best)s: about %(value)s of them, in place of %(of_best)s."
    ),
    ("mentors", "times_suggested"): _l(
        "%(group)s were on lists less often than %(best)s: about %(value)s times each, in place of %(of_best)s."
    ),
    ("mentors", "times_matched"): _l(
        "%(group)s were introduced less often than %(best)s: about %(value)s times each, in place of %(of_best)s."
    ),
}


def overall(found: Mapping[str, Any]) -> list[str]:
    """Of how evenly mentors are shown only who never was: Gini is left to those who know how to read it."""
    told = [
        str(_OVERALL[row["population"], row["measure"]])
        % {"people": number(row["people"]), "value": names.figure(row["measure"], row["value"])}
        for row in found["rows"]
        if row["topic"] == "everyone"
    ]
    exposure = found["exposure"]
    if exposure["never_shown_share"] is None:
        return told
    free = _("About %(mentors)s mentors have a free place today.", mentors=number(exposure["mentors"]))
    never = _("Of them, about %(share)s were on no list.", share=percent(exposure["never_shown_share"]))
    return [*told, f"{free} {never}"]


def clear(rows: Rows) -> tuple[list[str], int]:
    """A sentence for each group of which it is clear that it is served less well, the largest difference first; and
    how many there are beyond those."""
    best = {_table(row): row for row in rows if is_best(row)}
    found = sorted((row for row in rows if row["clear"]), key=_strength, reverse=True)
    said = [names.opened(_compared(row, best[_table(row)])) for row in found[:MOST]]
    return said, len(found) - len(said)


def is_best(row: Mapping[str, Any]) -> bool:
    """The group that the others of its table are compared with."""
    return bool(row["ratio_from"] == row["ratio_to"] == 1)


def _compared(row: Mapping[str, Any], best: Mapping[str, Any]) -> str:
    value, of_best = (names.figure(row["measure"], each["value"]) for each in (row, best))
    told = {"group": names.group(row), "best": names.group(best), "value": value, "of_best": of_best}
    return str(_CLEAR[row["population"], row["measure"]]) % told


def _table(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["population"], row["topic"], row["measure"]


def _strength(row: Mapping[str, Any]) -> float:
    """How far even the end of the interval that is nearer to 1 is from it."""
    low, high = row["ratio_from"], row["ratio_to"]
    return max(low, 1 / high if high else float("inf"))
