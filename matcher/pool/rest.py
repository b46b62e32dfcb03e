"""What no comparison reads of a mentor, packed small: times as they were said, absences, limits, own interests."""

import json
from datetime import date
from itertools import starmap
from typing import Any

from matcher.people import Mentor, Must, TimeOff, Window


def pack(mentor: Mentor, own_interests: list[str]) -> bytes:
    rest = [
        None if mentor.weekly is None else [(window.start, window.end) for window in mentor.weekly],
        [(off.first.toordinal(), off.last.toordinal()) for off in mentor.time_off],
        [(must.about, sorted(must.any_of)) for must in mentor.must],
        own_interests,
        mentor.hours_per_week,
    ]
    return json.dumps(rest, separators=(",", ":")).encode()


def unpack(packed: bytes) -> dict[str, Any]:
    """The answers by their names; ``own_interests`` besides."""
    weekly, time_off, must, own_interests, hours = json.loads(packed)
    return {
        "weekly": None if weekly is None else tuple(starmap(Window, weekly)),
        "time_off": tuple([TimeOff(date.fromordinal(first), date.fromordinal(last)) for first, last in time_off]),
        "must": tuple([Must(about, frozenset(any_of)) for about, any_of in must]),
        "own_interests": own_interests,
        "hours_per_week": hours,
    }
