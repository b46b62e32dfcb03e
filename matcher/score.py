"""Scores of all eligible mentors for one mentee: a weighted sum of similarities, column by column.

A score is an exactly rounded sum (fsum), so that neither the order of mentors nor that of a set shows in it. Arrays
only say which scores are even and which are not; where they cannot tell for sure, the exact sum is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum

import numpy as np
from numpy.typing import NDArray

from matcher.explain import Phrase
from matcher.factors import PREPARE
from matcher.factors.measure import Measure, Question
from matcher.people import Mentor

# Scores that differ only beyond these places are even.
EVEN_PLACES = 9
_UNITS = 10**EVEN_PLACES
# So near to the edge between two units, arrays leave the decision to the exact sum. Their error is a millionth of it.
_DOUBT = 1e-3


@dataclass(frozen=True, slots=True)
class Column:
    """One factor for all eligible mentors. None in ``said``: not said."""

    factor: str
    measure: Measure
    said: Sequence[float | None]
    mean: float

    def similarity(self, row: int) -> float:
        """Silence neither helps nor hurts: it takes the mean of those who did say."""
        said = self.said[row]
        return self.mean if said is None else said

    def because(self, row: int, mentor: Mentor) -> Phrase:
        return Phrase(f"{self.factor}.unknown") if self.said[row] is None else self.measure.because(mentor)


class Table:
    """The similarities in all factors that the mentee gave something to compare in, before any weights."""

    def __init__(self, columns: Sequence[Column], size: int) -> None:
        self.columns = tuple(columns)
        self.size = size

    @cached_property
    def matrix(self) -> NDArray[np.float64]:
        similarities = [[column.mean if said is None else said for said in column.said] for column in self.columns]
        return np.array(similarities, dtype=np.float64).reshape(len(self.columns), self.size).T

    def under(self, weights: Mapping[str, float]) -> "Scores":
        """No column at all is left when none has a weight."""
        total = fsum(weights[column.factor] for column in self.columns)
        if total == 0:
            return Scores(Table((), self.size), ())
        return Scores(self, tuple(weights[column.factor] / total for column in self.columns))


@dataclass(frozen=True)
class Scores:
    """``shares``: of each column its part of the weights kept."""

    table: Table
    shares: tuple[float, ...]

    def total(self, row: int) -> float:
        # The shares of the weights may add up to a hair over 1.
        return min(1.0, fsum(w * c.similarity(row) for w, c in zip(self.shares, self.table.columns, strict=True)))

    def unknown(self, row: int) -> tuple[str, ...]:
        return tuple(column.factor for column in self.table.columns if column.said[row] is None)

    def known(self, row: int) -> float:
        columns = zip(self.shares, self.table.columns, strict=True)
        return min(1.0, fsum(share for share, column in columns if column.said[row] is not None))

    def units(self) -> NDArray[np.int64]:
        """Every total rounded to a whole number of the last place that counts: even scores have the same."""
        exact = np.minimum(1.0, self.table.matrix @ np.array(self.shares)) * _UNITS
        units = np.rint(exact)
        for row in np.flatnonzero(np.abs(exact - units) > 0.5 - _DOUBT):
            units[row] = round(round(self.total(int(row)), EVEN_PLACES) * _UNITS)
        whole: NDArray[np.int64] = units.astype(np.int64)
        return whole


def compare(question: Question, eligible: Sequence[Mentor]) -> Table:
    prepared = {factor: prepare(question) for factor, prepare in PREPARE.items()}
    kept = {factor: measure for factor, measure in prepared.items() if measure is not None}
    return Table([_column(factor, measure, eligible) for factor, measure in kept.items()], len(eligible))


def _column(factor: str, measure: Measure, eligible: Sequence[Mentor]) -> Column:
    said = [measure.similarity(mentor) for mentor in eligible]
    known = [similarity for similarity in said if similarity is not None]
    return Column(factor, measure, said, fsum(known) / len(known) if known else 0.0)
