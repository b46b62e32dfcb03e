"""The week as a ring of 672 quarter hours in UTC; times are sets of them, kept as bits of one integer.

The ring is laid over a reference week, so that summer time counts as it holds then.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from matcher.people import Person, Window

MINUTES_IN_SLOT = 15
SLOTS = 7 * 24 * 4
SLOTS_IN_DAY = 24 * 4
_ALL = (1 << SLOTS) - 1
_SLOT = timedelta(minutes=MINUTES_IN_SLOT)


def reference_monday(as_of: date) -> date:
    """The Monday on or after ``as_of``."""
    return as_of + timedelta(days=-as_of.weekday() % 7)


@lru_cache(maxsize=2048)
def utc_slots(time_zone: str, monday: date) -> tuple[int, ...]:
    """For each local quarter hour since Monday 00:00 its slot in UTC, 0 to 671.

    A wall time that occurs twice is its first occurrence (fold 0).
    """
    midnight = datetime.combine(monday, time(), ZoneInfo(time_zone))
    return tuple((quarter + _slots_behind(midnight + _SLOT * quarter)) % SLOTS for quarter in range(SLOTS))


@lru_cache(maxsize=4096)
def clocks_differ(time_zone: str, one: date, other: date) -> bool:
    """Whether any quarter hour is at another time in UTC in these two weeks."""
    return utc_slots(time_zone, one) != utc_slots(time_zone, other)


@lru_cache(maxsize=4096)
def mondays_with_other_clocks(time_zone: str, monday: date, weeks: int) -> frozenset[date]:
    """Of so many weeks to come, those in which some quarter hour is at another time in UTC than in this one."""
    later = (monday + timedelta(weeks=number) for number in range(1, weeks + 1))
    return frozenset(each for each in later if clocks_differ(time_zone, monday, each))


def _slots_behind(wall: datetime) -> int:
    """How many slots this wall time is behind UTC; rounded down, for a few zones were once off the quarter hour."""
    offset = wall.utcoffset()
    assert offset is not None
    return -offset // _SLOT


@lru_cache(maxsize=16384)
def _window_bits(start: int, end: int, time_zone: str, monday: date) -> int:
    bits = 0
    for slot in utc_slots(time_zone, monday)[start // MINUTES_IN_SLOT : end // MINUTES_IN_SLOT]:
        bits |= 1 << slot
    return bits


@lru_cache(maxsize=4096)
def free_slots(weekly: tuple[Window, ...], time_zone: str, monday: date) -> int:
    bits = 0
    for window in weekly:
        bits |= _window_bits(window.start, window.end, time_zone, monday)
    return bits


def usable(shared: int) -> int:
    """Those of the shared slots that have a shared neighbour: the runs of 30 minutes and more, round the ring."""
    later = (shared << 1 | shared >> (SLOTS - 1)) & _ALL
    earlier = shared >> 1 | (shared & 1) << (SLOTS - 1)
    return shared & (later | earlier)


def minutes(slots: int) -> int:
    return slots.bit_count() * MINUTES_IN_SLOT


def shared_quarters(one: Person, other: Person, monday: date) -> int | None:
    """All slots that suit both, usable or too short; None while either has not said when they are free."""
    if one.weekly is None or other.weekly is None:
        return None
    return free_slots(one.weekly, one.time_zone, monday) & free_slots(other.weekly, other.time_zone, monday)


def shared_slots(one: Person, other: Person, monday: date) -> int | None:
    """Their usable shared slots; None while either has not said when they are free."""
    shared = shared_quarters(one, other, monday)
    return None if shared is None else usable(shared)


def local_quarters(person: Person) -> list[int]:
    """The quarter hours of the person's own week in which they are free, from Monday 00:00 on."""
    return list(_quarters_of(person.weekly or ()))


def local_windows(person: Person, slots: int, monday: date) -> tuple[Window, ...]:
    """These slots in the person's own times, as far as their windows reach: merged, but cut at each midnight.

    A usable run across midnight gives two windows, of which one may be as short as 15 minutes.
    """
    if not slots:
        return ()
    table, bits = utc_slots(person.time_zone, monday), f"{slots:0{SLOTS}b}"
    quarters = [quarter for quarter in _quarters_of(person.weekly or ()) if bits[-1 - table[quarter]] == "1"]
    own = set(quarters)
    starts = [q for q in quarters if q % SLOTS_IN_DAY == 0 or q - 1 not in own]
    ends = [q + 1 for q in quarters if (q + 1) % SLOTS_IN_DAY == 0 or q + 1 not in own]
    return tuple(
        Window(start * MINUTES_IN_SLOT, end * MINUTES_IN_SLOT) for start, end in zip(starts, ends, strict=True)
    )


@lru_cache(maxsize=4096)
def _quarters_of(weekly: tuple[Window, ...]) -> tuple[int, ...]:
    return tuple(sorted({quarter for window in weekly for quarter in _quarters(window)}))


def _quarters(window: Window) -> range:
    return range(window.start // MINUTES_IN_SLOT, window.end // MINUTES_IN_SLOT)
