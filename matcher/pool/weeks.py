"""Weeks as columns: for each mentor the quarter hours at which a free half hour begins, a bit each.

"May begin here" is free at a quarter hour and the next, on the ring of 672. It holds for two people together where it
holds for each, so that a pair costs an AND and a count of bits (shared/design/matching-facts.md has the measurement).
"""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher import week
from matcher.people import Person
from matcher.pool.codes import Rows, wider

_BITS = 32
WORDS = week.SLOTS // _BITS
_LAST = np.uint32(_BITS - 1)
_ALL = (1 << week.SLOTS) - 1
# Of so few mentors all words are looked at together: calling numpy takes longer than what it does.
_FEW = 640


class Weeks:
    """``starts``: 21 words of 32 quarter hours, a column each. The ring has no seam between the words."""

    def __init__(self, size: int) -> None:
        self.starts: NDArray[np.uint32] = np.zeros((WORDS, size), np.uint32)
        self.said: NDArray[np.bool_] = np.zeros(size, np.bool_)

    def write(self, row: int, person: Person, monday: date) -> None:
        self.said[row] = person.weekly is not None
        self.starts[:, row] = _words(_starts(person, monday))

    def share_a_half_hour(self, mentee: Person, monday: date, size: int) -> NDArray[np.bool_]:
        """Of the first ``size`` mentors, who shares one with this mentee; those who have not said are among them."""
        found, both = np.zeros(size, np.uint32), np.empty(size, np.uint32)
        for number, word in _kept(mentee, monday).items():
            found |= np.bitwise_and(self.starts[number, :size], word, out=both)
        fine: NDArray[np.bool_] = found != 0
        fine |= ~self.said[:size]
        return fine

    def quarters(self, mentee: Person, monday: date, rows: Rows) -> NDArray[np.uint16]:
        """How many usable quarter hours each of these rows shares with the mentee: each beginning, and the next one.

        Words that have no bit in common are counted together, for counting takes longer than all else.
        """
        if len(rows) <= _FEW:
            return self._quarters_of_few(mentee, monday, rows)
        total, waiting, taken = np.zeros(len(rows), np.uint16), np.zeros(len(rows), np.uint32), 0
        for usable, bits in self._usable(_kept(mentee, monday), rows):
            if taken & bits:
                total += np.bitwise_count(waiting)
                waiting, taken = usable, bits
            else:
                waiting |= usable
                taken |= bits
        total += np.bitwise_count(waiting)
        return total

    def _quarters_of_few(self, mentee: Person, monday: date, rows: Rows) -> NDArray[np.uint16]:
        """The same over all words at once."""
        begins = self.starts.take(rows, axis=1)
        begins &= _words(_starts(mentee, monday))[:, None]
        usable, over = begins << np.uint32(1), begins >> _LAST
        usable |= begins
        usable[1:] |= over[:-1]
        usable[0] |= over[-1]
        total: NDArray[np.uint16] = np.add.reduce(np.bitwise_count(usable), axis=0, dtype=np.uint16)
        return total

    def _usable(self, words: Mapping[int, np.uint32], rows: Rows) -> Iterator[tuple[NDArray[np.uint32], int]]:
        """Word by word the quarter hours with a beginning or after one, and the bits that they may have."""
        last = WORDS - 1
        over = self._begins(last, words[last], rows) >> _LAST if last in words else None
        for number in range(WORDS):
            usable, bits, over = over, int(over is not None), None
            if number in words:
                word, begins = words[number], self._begins(number, words[number], rows)
                both = begins << np.uint32(1)
                both |= begins
                usable, bits = both if usable is None else both | usable, bits | int(word | word << np.uint32(1))
                over = begins >> _LAST if word >> _LAST else None
            if usable is not None:
                yield usable, bits

    def _begins(self, number: int, word: np.uint32, rows: Rows) -> NDArray[np.uint32]:
        begins: NDArray[np.uint32] = self.starts[number].take(rows)
        begins &= word
        return begins

    def grow(self, size: int) -> None:
        self.starts, self.said = wider(self.starts, size), wider(self.said, size)

    def move(self, origin: int, target: int) -> None:
        self.starts[:, target], self.said[target] = self.starts[:, origin], self.said[origin]


def _kept(person: Person, monday: date) -> dict[int, np.uint32]:
    """The person's words that are not empty, by their numbers."""
    return {number: word for number, word in enumerate(_words(_starts(person, monday))) if word}


def _words(bits: int) -> NDArray[np.uint32]:
    return np.frombuffer(bits.to_bytes(week.SLOTS // 8, "little"), "<u4").astype(np.uint32, copy=False)


def _starts(person: Person, monday: date) -> int:
    free = week.free_slots(person.weekly or (), person.time_zone, monday)
    return free & (free >> 1 | (free & 1) << (week.SLOTS - 1)) & _ALL
