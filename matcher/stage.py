"""How far along somebody is in recovery, from a date or from the stage they stated.

A date wins over a stated stage. Stages after the Betty Ford Institute Consensus Panel (2007).
"""

from calendar import monthrange
from datetime import date

from matcher.explain import Phrase

DAYS_IN_MONTH = 30.4375
MONTHS_OF_STATED: dict[str, int] = {"exploring": 0, "early": 6, "sustained": 36, "stable": 84}
_SUSTAINED_FROM = 12
_STABLE_FROM = 60
# Coarse on purpose: a card must not tell a stranger the exact length.
_YEARS_TOLD = (20, 10, 5, 2, 1)


def stage_on(stage: str | None, since: date | None, as_of: date) -> str | None:
    """The stage derived from the date where there is one, else the stated stage."""
    if since is None:
        return stage
    months = complete_months(since, as_of)
    if months < _SUSTAINED_FROM:
        return "early"
    return "sustained" if months < _STABLE_FROM else "stable"


def complete_months(since: date, as_of: date) -> int:
    """Calendar months completed on ``as_of``; one begun on the 31st is complete on a shorter month's last day."""
    since = min(since, as_of)
    months = (as_of.year - since.year) * 12 + as_of.month - since.month
    last_day = monthrange(as_of.year, as_of.month)[1]
    return months if as_of.day >= min(since.day, last_day) else months - 1


def day_complete(since: date, months: int) -> date:
    """The first day on which this many calendar months are complete; the end of a shorter month is clipped."""
    years, month = divmod(since.month - 1 + months, 12)
    year = since.year + years
    return date(year, month + 1, min(since.day, monthrange(year, month + 1)[1]))


def months_on(stage: str | None, since: date | None, as_of: date) -> float | None:
    """Months in recovery, in fractions, for comparing two people; None when neither is said."""
    if since is not None:
        return (as_of - min(since, as_of)).days / DAYS_IN_MONTH
    return None if stage is None else float(MONTHS_OF_STATED[stage])


def months_for_minimum(stage: str | None, since: date | None, as_of: date) -> int | None:
    """Whole months to hold against a program's minimum; None when neither is said."""
    if since is not None:
        return complete_months(since, as_of)
    return None if stage is None else MONTHS_OF_STATED[stage]


def stage_words(stage: str | None, since: date | None, as_of: date) -> Phrase | None:
    """How long, in the coarse steps that a card may tell; None when nothing is said."""
    if since is None:
        return None if stage is None else Phrase("stage_words.stated", {"stage": stage})
    years = complete_months(since, as_of) // 12
    return Phrase("stage_words.since", {"years": next((step for step in _YEARS_TOLD if years >= step), 0)})
