"""The shared week as a small drawing, seven columns of a day each, and the same in words beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from babel.dates import get_day_names
from flask_babel import get_locale

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# In units of the drawing: a column is so wide, and an hour so high; names of days stand in the first row.
WIDE, HOUR, TOP = 14, 3, 14


def picture(windows: Sequence[Mapping[str, str]]) -> dict[str, Any] | None:
    """``path`` draws a line for each time; ``words`` has the same, days with the same times together."""
    if not windows:
        return None
    lines = "".join(
        f"M{DAYS.index(each['day']) * WIDE + WIDE // 2} {TOP + _hours(each['from']) * HOUR:g}"
        f"v{(_hours(each['to']) - _hours(each['from'])) * HOUR:g}"
        for each in windows
    )
    return {"path": lines, "words": in_words(windows)}


def in_words(windows: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    by_day: dict[str, list[str]] = {}
    for each in windows:
        by_day.setdefault(each["day"], []).append(f"{each['from']}–{each['to']}")
    alike: dict[str, list[str]] = {}
    for day in DAYS:
        if day in by_day:
            alike.setdefault(", ".join(by_day[day]), []).append(short(day))
    return [(", ".join(days), times) for times, days in alike.items()]


def short(day: str) -> str:
    return str(get_day_names("abbreviated", context="stand-alone", locale=get_locale())[DAYS.index(day)])


def initials() -> list[tuple[int, str]]:
    """Where in the drawing each day's letter stands."""
    names = get_day_names("narrow", context="stand-alone", locale=get_locale())
    return [(place * WIDE + WIDE // 2, str(names[place])) for place in range(len(DAYS))]


def _hours(clock: str) -> float:
    hours, minutes = clock.split(":")
    return int(hours) + int(minutes) / 60
