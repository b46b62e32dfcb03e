"""How near two people come who have no time in common, by the clock of the first."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from matcher import week
from matcher.people import Person

MINUTES_IN_WEEK = week.SLOTS * week.MINUTES_IN_SLOT


@dataclass(frozen=True, slots=True)
class NearTimes:
    """``earlier``: when the time of one ends; ``later``: when the other's begins; both in ``one``'s local minutes.

    They are ``minutes`` apart, counted on from ``one``'s own wall time. ``one_first``: whose time ends first.
    """

    earlier: int
    later: int
    minutes: int
    one_first: bool


def nearest(one: Person, other: Person, monday: date) -> NearTimes:
    """For two who share no quarter hour and both have some; of several just as near, the first in ``one``'s week."""
    table = week.utc_slots(one.time_zone, monday)
    theirs = _listed(week.free_slots(other.weekly or (), other.time_zone, monday))
    gap, quarter, after = min(_gaps(week.local_quarters(one), table, theirs))
    earlier, later = (quarter - gap, quarter) if after else (quarter + 1, quarter + 1 + gap)
    return NearTimes(_minute(earlier), _minute(later), gap * week.MINUTES_IN_SLOT, not after)


def _gaps(own: Sequence[int], table: Sequence[int], theirs: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """(quarter hours between, quarter of one's own, whether it comes after the other's), round the ring."""
    for quarter in own:
        slot = table[quarter]
        place = bisect_right(theirs, slot)
        yield (theirs[place % len(theirs)] - slot - 1) % week.SLOTS, quarter, False
        yield (slot - theirs[place - 1] - 1) % week.SLOTS, quarter, True


def _listed(slots: int) -> list[int]:
    return [slot for slot in range(week.SLOTS) if slots >> slot & 1]


def _minute(quarter: int) -> int:
    return quarter * week.MINUTES_IN_SLOT % MINUTES_IN_WEEK
