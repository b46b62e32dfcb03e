"""On which day a proposal without an answer is due for what. All days are dates in the program's zone."""

from datetime import date, timedelta

DAYS_AFTER_A_LATE_NUDGE = 3
_ONE = timedelta(days=1)


def nudge_day(confirmed_on: date, answer_by: date) -> date:
    """Half way to the last day for an answer, and never on the day of the confirmation itself."""
    return confirmed_on + max(_ONE, timedelta(days=(answer_by - confirmed_on).days // 2))


def lapse_day(confirmed_on: date, answer_by: date, nudged_on: date) -> date:
    """The day after the last one for an answer; later where the nudge came late, so that there is time to answer it."""
    if nudged_on <= nudge_day(confirmed_on, answer_by):
        return answer_by + _ONE
    return max(answer_by + _ONE, nudged_on + timedelta(days=DAYS_AFTER_A_LATE_NUDGE))
