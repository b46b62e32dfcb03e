"""What two people share, as codes and times; what may be told of it, and to whom, is decided elsewhere."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from matcher import week
from matcher.people import CodeSet, Mentee, Mentor, Person, Window

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class SharedWindow:
    """In the time of the one who is shown it; ``end`` may be 24:00."""

    day: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Shared:
    experiences: tuple[str, ...]
    interests: tuple[str, ...]
    background: tuple[str, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    windows: tuple[SharedWindow, ...]


def shared_between(mentee: Mentee, mentor: Mentor, as_of: date) -> Shared:
    return Shared(
        experiences=_both(mentee.experiences, mentor.experiences),
        interests=_both(mentee.interests, mentor.interests),
        background=_both(mentee.shared, mentor.shared),
        languages=_both(mentee.languages, mentor.languages),
        formats=_both(mentee.formats, mentor.formats),
        windows=common_windows(mentee, mentor, as_of),
    )


def common_windows(one: Person, other: Person, as_of: date) -> tuple[SharedWindow, ...]:
    """The times that suit both, for half an hour or more, as ``one``'s clock shows them."""
    monday = week.reference_monday(as_of)
    slots = week.shared_slots(one, other, monday) or 0
    return tuple(map(told, week.local_windows(one, slots, monday)))


def _both(one: CodeSet, other: CodeSet) -> tuple[str, ...]:
    return tuple(sorted((one or frozenset()) & (other or frozenset())))


@lru_cache(maxsize=4096)
def told(window: Window) -> SharedWindow:
    day = window.start // _DAY
    return SharedWindow(DAYS[day], _clock(window.start - day * _DAY), _clock(window.end - day * _DAY))


def clock_on(minute: int) -> tuple[str, str]:
    """The day and the time of a minute of the week."""
    day, minutes = divmod(minute, _DAY)
    return DAYS[day], _clock(minutes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
