"""Shared times told roughly, as on the blind card: "weekday evenings" and never the hour."""

from datetime import date
from enum import StrEnum

from matcher import week
from matcher.explain import Phrase
from matcher.people import Person, Window

MINUTES_IN_DAY = 24 * 60


class Days(StrEnum):
    WEEKDAY = "weekday"
    WEEKEND = "weekend"


class TimeOfDay(StrEnum):
    NIGHTS = "nights"
    MORNINGS = "mornings"
    AFTERNOONS = "afternoons"
    EVENINGS = "evenings"


FIRST_MINUTE = {
    TimeOfDay.NIGHTS: 0,
    TimeOfDay.MORNINGS: 5 * 60,
    TimeOfDay.AFTERNOONS: 12 * 60,
    TimeOfDay.EVENINGS: 17 * 60,
}


def parts_of_week(one: Person, other: Person, as_of: date) -> tuple[Phrase, ...]:
    """The parts of ``one``'s week in which both are free for half an hour or more, weekdays first."""
    monday = week.reference_monday(as_of)
    slots = week.shared_slots(one, other, monday) or 0
    touched = {_part(minute) for window in week.local_windows(one, slots, monday) for minute in _quarters(window)}
    return tuple(
        Phrase("part_of_week", {"days": days.value, "time": time.value})
        for days in Days
        for time in FIRST_MINUTE
        if (days, time) in touched
    )


def _quarters(window: Window) -> range:
    return range(window.start, window.end, week.MINUTES_IN_SLOT)


def _part(minute: int) -> tuple[Days, TimeOfDay]:
    day, minute_of_day = divmod(minute, MINUTES_IN_DAY)
    time = max((time for time, first in FIRST_MINUTE.items() if first <= minute_of_day), key=FIRST_MINUTE.__getitem__)
    return (Days.WEEKEND if day >= 5 else Days.WEEKDAY), time
