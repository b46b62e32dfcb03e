"""Scores of all eligible mentors for one mentee: a weighted sum of similarities, column by column.

Sums are ``fsum``: exactly rounded, so that neither the order of mentors nor that of a set shows in a score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from matcher.explain import Phrase
from matcher.factors import PREPARE
from matcher.factors.measure import Measure, Question
from matcher.people import Mentor
from matcher.weights import Weights


@dataclass(frozen=True, slots=True)
class Column:
    """One factor for all eligible mentors. ``weight`` is its share of the weights kept; None in ``said``: not said."""

    factor: str
    weight: float
    measure: Measure
    said: Sequence[float | None]
    mean: float

    def similarity(self, row: int) -> float:
        """Silence neither helps nor hurts: it takes the mean of those who did say."""
        said = self.said[row]
        return self.mean if said is None else said

    def because(self, row: int, mentor: Mentor) -> Phrase:
        return Phrase(f"{self.factor}.unknown") if self.said[row] is None else self.measure.because(mentor)


@dataclass(frozen=True, slots=True)
class Scores:
    columns: tuple[Column, ...]
    totals: Sequence[float]

    def unknown(self, row: int) -> tuple[str, ...]:
        return tuple(column.factor for column in self.columns if column.said[row] is None)

    def known(self, row: int) -> float:
        return min(1.0, fsum(column.weight for column in self.columns if column.said[row] is not None))


def score_all(question: Question, eligible: Sequence[Mentor], weights: Weights) -> Scores:
    columns = _columns(question, eligible, weights)
    # The shares of the weights may add up to a hair over 1.
    totals = [min(1.0, fsum(c.weight * c.similarity(row) for c in columns)) for row in range(len(eligible))]
    return Scores(columns, totals)


def _columns(question: Question, eligible: Sequence[Mentor], weights: Weights) -> tuple[Column, ...]:
    """None at all when no factor is left, or none with a weight."""
    prepared = {factor: prepare(question) for factor, prepare in PREPARE.items()}
    kept = {factor: measure for factor, measure in prepared.items() if measure is not None}
    total = fsum(weights.values[factor] for factor in kept)
    if total == 0:
        return ()
    return tuple(_column(factor, weights.values[factor] / total, measure, eligible) for factor, measure in kept.items())


def _column(factor: str, weight: float, measure: Measure, eligible: Sequence[Mentor]) -> Column:
    said = [measure.similarity(mentor) for mentor in eligible]
    known = [similarity for similarity in said if similarity is not None]
    return Column(factor, weight, measure, said, fsum(known) / len(known) if known else 0.0)
