"""The limits that mentors set: the same ones are held once, and asked once for each mentee."""

import numpy as np
from numpy.typing import NDArray

from matcher import musts
from matcher.people import Must, Person
from matcher.pool.codes import wider

Asked = tuple[Must, ...]


class Musts:
    """``numbers``: 0 for whoever asks nothing, else the number of what they ask. Numbers out of use are given again."""

    def __init__(self, size: int) -> None:
        self.numbers: NDArray[np.int32] = np.zeros(size, np.int32)
        self._asked: list[Asked] = [()]
        self._number: dict[Asked, int] = {(): 0}
        self._askers = [0]
        self._free: list[int] = []

    def write(self, row: int, asked: Asked) -> None:
        number = self._hold(asked)
        self.clear(row)
        self.numbers[row] = number

    def clear(self, row: int) -> None:
        number = int(self.numbers[row])
        self.numbers[row] = 0
        if number:
            self._askers[number] -= 1
            if not self._askers[number]:
                del self._number[self._asked[number]]
                self._free.append(number)

    def met_by(self, mentee: Person, size: int) -> NDArray[np.bool_]:
        """Of the first ``size`` mentors, whose limits this mentee meets."""
        met, said = np.ones(len(self._asked), np.bool_), dict[str, frozenset[str]]()
        for asked, number in self._number.items():
            for must in asked:
                if must.about not in said:
                    said[must.about] = musts.said_on(mentee, must.about) or frozenset()
                if must.any_of.isdisjoint(said[must.about]):
                    met[number] = False
        return met.take(self.numbers[:size])

    def grow(self, size: int) -> None:
        self.numbers = wider(self.numbers, size)

    def move(self, origin: int, target: int) -> None:
        """What ``target`` asked is no longer held; ``origin`` asks nothing any more."""
        self.clear(target)
        self.numbers[target], self.numbers[origin] = self.numbers[origin], 0

    def _hold(self, asked: Asked) -> int:
        if not asked:
            return 0
        if asked not in self._number:
            number = self._free.pop() if self._free else len(self._asked)
            self._asked[number : number + 1] = [asked]
            self._askers[number : number + 1] = [0]
            self._number[asked] = number
        self._askers[self._number[asked]] += 1
        return self._number[asked]
