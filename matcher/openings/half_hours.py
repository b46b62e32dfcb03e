"""Which half hours, added to one person's week, would give two people a time who have none."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher import week
from matcher.parts_of_week import FIRST_MINUTE, TimeOfDay
from matcher.people import Person

_BYTES = week.SLOTS // 8
_HALF_HOUR = 2


def starts(own: int, theirs: int) -> int:
    """The slots q for which ``own`` with q and q + 1 added shares a usable time with ``theirs``.

    For two weeks in slots that share no usable time yet, though perhaps quarter hours that stand alone.
    """
    alone = own & theirs
    within = theirs & _earlier(theirs, 1)
    after_one = theirs & _later(alone, 1)
    before_one = _earlier(theirs, 1) & _earlier(alone, 2)
    return within | after_one | before_one


def _earlier(slots: int, by: int) -> int:
    return slots >> by | (slots & ((1 << by) - 1)) << (week.SLOTS - by)


def _later(slots: int, by: int) -> int:
    return _earlier(slots, week.SLOTS - by)


def as_array(slots: int) -> NDArray[np.bool_]:
    """By slot of the week in UTC."""
    packed = np.frombuffer(slots.to_bytes(_BYTES, "little"), dtype=np.uint8)
    return np.unpackbits(packed, bitorder="little").astype(np.bool_)


def sayable(time_zone: str, monday: date) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The quarters of the local week at which a half hour may start, and the slot of each.

    A window does not cross midnight; and where the clock is changed, some half hours by the clock are none.
    """
    table = np.array(week.utc_slots(time_zone, monday), dtype=np.intp)
    quarters = np.arange(week.SLOTS - 1)
    whole = (table[1:] == (table[:-1] + 1) % week.SLOTS) & (quarters % week.SLOTS_IN_DAY < week.SLOTS_IN_DAY - 1)
    return quarters[whole], table[:-1][whole]


def oddness(quarters: NDArray[np.intp]) -> NDArray[np.intp]:
    """0 for a start that people would name first: by day, and on the half hour."""
    by_night = quarters % week.SLOTS_IN_DAY < FIRST_MINUTE[TimeOfDay.MORNINGS] // week.MINUTES_IN_SLOT
    return by_night * 2 + quarters % _HALF_HOUR


def distance(quarters: NDArray[np.intp], person: Person) -> NDArray[np.intp]:
    """How far each start is from the person's own times, in quarter hours round the week; 0 where they named none."""
    own = np.array(week.local_quarters(person), dtype=np.intp)
    if not own.size:
        return np.zeros(len(quarters), dtype=np.intp)
    apart = np.abs(quarters[:, np.newaxis] - own)
    nearest: NDArray[np.intp] = np.minimum(apart, week.SLOTS - apart).min(axis=1)
    return nearest
