"""When the clocks of a zone change next, and what that does to a weekly time for somebody elsewhere."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

A_YEAR = timedelta(days=366)
# Its clocks have stood since 1968.
STEADY = "America/Phoenix"


@dataclass(frozen=True, slots=True)
class Change:
    """``at`` is the first moment of the new time, in the zone itself; ``minutes`` are below 0 when clocks go back."""

    at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class SeenElsewhere:
    """One weekly time, before and after a change: as the clock shows it at home, and as it shows it elsewhere."""

    here: datetime
    before: datetime
    after: datetime


def next_change(time_zone: str, now: datetime, within: timedelta = A_YEAR) -> Change | None:
    zone = ZoneInfo(time_zone)
    begin = now.astimezone(UTC).replace(second=0, microsecond=0)
    offset = _offset(begin, zone)
    for days in range(1, within.days + 1):
        later = begin + timedelta(days=days)
        if _offset(later, zone) != offset:
            at = _first_minute(later - timedelta(days=1), later, zone)
            return Change(at.astimezone(zone), int((_offset(at, zone) - offset).total_seconds() // 60))
    return None


def seen_elsewhere(change: Change, weekday: int, at: time, elsewhere: str = STEADY) -> SeenElsewhere:
    """``weekday``: 0 is Monday. The last such time before the change, and the first one after it."""
    zone, other = change.at.tzinfo, ZoneInfo(elsewhere)
    days = (weekday - change.at.weekday()) % 7
    after = datetime.combine(change.at.date() + timedelta(days=days), at, zone)
    if after <= change.at:
        after += timedelta(days=7)
    before = after - timedelta(days=7)
    return SeenElsewhere(after, before.astimezone(other), after.astimezone(other))


def _first_minute(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Of the new time, between two moments of which the first has the old one."""
    old = _offset(before, zone)
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        before, after = (middle, after) if _offset(middle, zone) == old else (before, middle)
    return after


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset
