"""Coded answers as columns: lists as bits, single answers as small numbers."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matcher.people import CodeSet

_BITS = 8
# Which bits a byte has: 256 bytes by 8 bits.
_OF_BYTE = (np.arange(256)[:, None] >> np.arange(_BITS) & 1).astype(np.float64)

Rows = NDArray[np.intp]
Item = TypeVar("Item", bound=np.generic)


class CodeLists:
    """One topic: a bit a code, eight codes a plane; ``said`` where the list was given at all.

    Codes known beforehand have the same bits in every process; others take the next bit when they first come.
    """

    def __init__(self, codes: Iterable[str], size: int) -> None:
        self._bit: dict[str, int] = {}
        self._codes: list[str] = []
        self.planes: NDArray[np.uint8] = np.zeros((0, size), np.uint8)
        self.said: NDArray[np.bool_] = np.zeros(size, np.bool_)
        for code in codes:
            self._bit_of(code)

    def write(self, row: int, codes: CodeSet) -> None:
        self.said[row] = codes is not None
        bits = sum(1 << self._bit_of(code) for code in codes or ())
        self.planes[:, row] = np.frombuffer(bits.to_bytes(len(self.planes), "little"), np.uint8)

    def read(self, row: int) -> CodeSet:
        if not self.said[row]:
            return None
        bits, codes = int.from_bytes(self.planes[:, row].tobytes(), "little"), []
        while bits:
            highest = bits.bit_length() - 1
            codes.append(self._codes[highest])
            bits ^= 1 << highest
        return frozenset(codes)

    def any_of(self, codes: Collection[str], size: int) -> NDArray[np.bool_]:
        """Of the first ``size`` mentors, who has at least one of these."""
        found = np.zeros(size, np.uint8)
        for plane, mask in self._masks(codes).items():
            found |= self.planes[plane, :size] & np.uint8(mask)
        held: NDArray[np.bool_] = found != 0
        return held

    def sums(self, values: Mapping[str, float], rows: Rows) -> NDArray[np.float64]:
        """For each of these rows the values of its codes added up."""
        tables: dict[int, NDArray[np.float64]] = {}
        for code, value in values.items():
            if code in self._bit:
                plane, bit = divmod(self._bit[code], _BITS)
                tables.setdefault(plane, np.zeros(_BITS))[bit] = value
        if not tables:
            return np.zeros(len(rows))
        first, *others = (self._looked_up(tables[plane], plane, rows) for plane in sorted(tables))
        for other in others:
            first += other
        return first

    def counts(self, codes: Collection[str], rows: Rows) -> NDArray[np.uint8]:
        """For each of these rows how many of these codes it has."""
        total = np.zeros(len(rows), np.uint8)
        for plane, mask in self._masks(codes).items():
            total += np.bitwise_count(self.planes[plane].take(rows) & np.uint8(mask))
        return total

    def grow(self, size: int) -> None:
        self.planes = wider(self.planes, size)
        self.said = wider(self.said, size)

    def move(self, origin: int, target: int) -> None:
        self.planes[:, target] = self.planes[:, origin]
        self.said[target] = self.said[origin]

    def _looked_up(self, values: NDArray[np.float64], plane: int, rows: Rows) -> NDArray[np.float64]:
        found: NDArray[np.float64] = (_OF_BYTE @ values).take(self.planes[plane].take(rows))
        return found

    def _bit_of(self, code: str) -> int:
        bit = self._bit.setdefault(code, len(self._bit))
        if bit == len(self._codes):
            self._codes.append(code)
        if bit // _BITS >= len(self.planes):
            self.planes = np.concatenate([self.planes, np.zeros((1, len(self.said)), np.uint8)])
        return bit

    def _masks(self, codes: Collection[str]) -> dict[int, int]:
        masks: dict[int, int] = {}
        for code in codes:
            if code in self._bit:
                plane, bit = divmod(self._bit[code], _BITS)
                masks[plane] = masks.get(plane, 0) | 1 << bit
        return masks


class Answers:
    """One question with a single answer: 0 for unsaid, else the answer's number."""

    def __init__(self, codes: Iterable[str], size: int) -> None:
        self.codes: list[str | None] = [None, *codes]
        self._number = {code: number for number, code in enumerate(self.codes)}
        self.numbers: NDArray[np.int16] = np.zeros(size, np.int16)

    def write(self, row: int, code: str | None) -> None:
        if code not in self._number:
            self._number[code] = len(self.codes)
            self.codes.append(code)
        self.numbers[row] = self._number[code]

    def read(self, row: int) -> str | None:
        return self.codes[int(self.numbers[row])]

    def among(self, codes: Collection[str], size: int) -> NDArray[np.bool_]:
        """Of the first ``size`` mentors, who answered one of these."""
        table = np.array([code in codes for code in self.codes])
        return table.take(self.numbers[:size])

    def values(self, values: Mapping[str, float], rows: Rows) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """For each of these rows the value of its answer, 0 for unsaid; and whether it was said."""
        table = np.array([0.0 if code is None else values.get(code, 0.0) for code in self.codes])
        numbers = self.numbers.take(rows)
        return table.take(numbers), numbers != 0

    def grow(self, size: int) -> None:
        self.numbers = wider(self.numbers, size)

    def move(self, origin: int, target: int) -> None:
        self.numbers[target] = self.numbers[origin]


def wider(column: NDArray[Item], size: int) -> NDArray[Item]:
    """The same column with room for ``size`` rows, the new ones zero."""
    room: NDArray[Item] = np.zeros((*column.shape[:-1], size), column.dtype)
    room[..., : column.shape[-1]] = column
    return room
