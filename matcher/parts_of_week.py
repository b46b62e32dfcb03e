"""Shared times told roughly, as on the blind card: "weekday evenings" and never the hour."""

from datetime import date

from matcher import week
from matcher.explain import Phrase
from matcher.people import Person, Window

MINUTES_IN_DAY = 24 * 60
FIRST_MINUTE = {"nights": 0, "mornings": 5 * 60, "afternoons": 12 * 60, "evenings": 17 * 60}
DAYS = ("weekday", "weekend")


def parts_of_week(one: Person, other: Person, as_of: date) -> tuple[Phrase, ...]:
    """The parts of ``one``'s week in which both are free for half an hour or more, weekdays first."""
    monday = week.reference_monday(as_of)
    slots = week.shared_slots(one, other, monday) or 0
    touched = {_part(minute) for window in week.local_windows(one, slots, monday) for minute in _quarters(window)}
    return tuple(
        Phrase("part_of_week", {"days": days, "time": time})
        for days in DAYS
        for time in FIRST_MINUTE
        if (days, time) in touched
    )


def _quarters(window: Window) -> range:
    return range(window.start, window.end, week.MINUTES_IN_SLOT)


def _part(minute: int) -> tuple[str, str]:
    day, minute_of_day = divmod(minute, MINUTES_IN_DAY)
    time = max((first, name) for name, first in FIRST_MINUTE.items() if first <= minute_of_day)[1]
    return DAYS[day >= 5], time
