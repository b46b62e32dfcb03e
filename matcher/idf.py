"""How telling a code is: the fewer active mentors of the program have it, the more."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log


@dataclass(frozen=True, slots=True)
class Idf:
    """``counts``: how many of the ``mentors`` have each code in one list."""

    mentors: int
    counts: Mapping[str, int]

    def of(self, code: str) -> float:
        """ln((1 + N) / (1 + n)) + 1: from 1, for what everyone has, upwards."""
        return log((1 + self.mentors) / (1 + self.counts.get(code, 0))) + 1
