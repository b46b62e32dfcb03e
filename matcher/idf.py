"""How telling a code is: the fewer active mentors of the program have it, the more."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from matcher.people import CodeSet, Mentor


@dataclass(frozen=True, slots=True)
class Idf:
    """``counts``: how many of the ``mentors`` have each code in one list."""

    mentors: int
    counts: Mapping[str, int]

    def of(self, code: str) -> float:
        """ln((1 + N) / (1 + n)) + 1: from 1, for what everyone has, upwards."""
        return log((1 + self.mentors) / (1 + self.counts.get(code, 0))) + 1


def idf_of(answers: Sequence[CodeSet]) -> Idf:
    return Idf(len(answers), Counter(code for answer in answers if answer for code in answer))


def answers_of(mentors: Iterable[Mentor], topic: str) -> list[CodeSet]:
    return [getattr(mentor, topic) for mentor in mentors]
