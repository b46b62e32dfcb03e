"""The week as a ring of 672 quarter hours in UTC; times are sets of them, kept as bits of one integer.

The ring is laid over a reference week, so that summer time counts as it holds then.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from matcher.people import Person, Window

MINUTES_IN_SLOT = 15
SLOTS = 7 * 24 * 4
SLOTS_IN_DAY = 24 * 4
_ALL = (1 << SLOTS) - 1
_SLOT = timedelta(minutes=MINUTES_IN_SLOT)
_FIRST_OF_DAY = sum(1 << day * SLOTS_IN_DAY for day in range(7))
_LAST_OF_DAY = _FIRST_OF_DAY << SLOTS_IN_DAY - 1


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
    turn = _turn(time_zone, monday)
    if turn is not None:
        local = _quarter_bits(weekly)
        return (local << turn | local >> SLOTS - turn) & _ALL
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
    return _windows_in(person.weekly or (), person.time_zone, slots, monday) if slots else ()


@lru_cache(maxsize=1024)
def _windows_in(weekly: tuple[Window, ...], time_zone: str, slots: int, monday: date) -> tuple[Window, ...]:
    local = _local(weekly, time_zone, slots, monday)
    starts = local & (~(local << 1) | _FIRST_OF_DAY)
    ends = local & (~(local >> 1) | _LAST_OF_DAY)
    return tuple(
        Window(start * MINUTES_IN_SLOT, (last + 1) * MINUTES_IN_SLOT)
        for start, last in zip(_listed(starts), _listed(ends), strict=True)
    )


def _local(weekly: tuple[Window, ...], time_zone: str, slots: int, monday: date) -> int:
    """The quarter hours of the local week that are in one of the windows, and at one of the slots: bits from Monday."""
    turn = _turn(time_zone, monday)
    if turn is not None:
        return (slots >> turn | slots << SLOTS - turn) & _quarter_bits(weekly)
    table = utc_slots(time_zone, monday)
    return sum(1 << quarter for quarter in _quarters_of(weekly) if slots >> table[quarter] & 1)


@lru_cache(maxsize=2048)
def _turn(time_zone: str, monday: date) -> int | None:
    """By how many slots the local week is behind the ring; None where the clock is changed in that week."""
    table = utc_slots(time_zone, monday)
    return table[0] if table == tuple((table[0] + quarter) % SLOTS for quarter in range(SLOTS)) else None


def _listed(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


@lru_cache(maxsize=4096)
def _quarters_of(weekly: tuple[Window, ...]) -> tuple[int, ...]:
    return tuple(sorted({quarter for window in weekly for quarter in _quarters(window)}))


def _quarter_bits(weekly: tuple[Window, ...]) -> int:
    bits = 0
    for window in weekly:
        quarters = _quarters(window)
        bits |= (1 << len(quarters)) - 1 << quarters.start
    return bits


def _quarters(window: Window) -> range:
    return range(window.start // MINUTES_IN_SLOT, window.end // MINUTES_IN_SLOT)
