"""The best mentors for one mentee: exact, and the same answer every time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import fsum
from typing import NamedTuple

import numpy as np

from matcher.also import Why, also
from matcher.cautions import Caution, cautions
from matcher.comparison import EVEN_PLACES, Comparison, Order
from matcher.explain import Phrase
from matcher.order import steady
from matcher.pair import Pair
from matcher.people import Mentee, Mentor, PairRecords, Program
from matcher.pool import Pool
from matcher.rules import Objection, objections
from matcher.shared import Shared, shared_between
from matcher.spread import OrderedBy, Spread
from matcher.weights import Weights

__all__ = ["EVEN_PLACES", "FactorScore", "PairExamination", "Ranking", "Suggestion", "examine", "rank"]


class FactorScore(NamedTuple):
    factor: str
    weight: float
    similarity: float
    contribution: float
    because: Phrase


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``unknown``: the factors that the mentor left unsaid. ``known``: the share of the weight that both answered.

    ``rank``: the place in the order of the list. ``margin``: how far the score is below of the eligible mentor who is
    next by score; None for the last of all. ``steady``: the place by score stays under any single weight changed by a
    fifth. ``rank_before``: the place by score under the weights compared with, if any.
    """

    rank: int
    mentor_id: str
    score: float
    factors: tuple[FactorScore, ...]
    shared: Shared
    unknown: tuple[str, ...]
    known: float
    free_places: int
    cautions: tuple[Caution, ...]
    margin: float | None
    steady: bool
    rank_before: int | None = None


@dataclass(frozen=True, slots=True)
class Beyond:
    """What is asked besides the best by score. ``lists``: by mentor id, in how many lists of late."""

    spread: bool = False
    also: bool = False
    lists: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AlsoSuggested:
    """``suggestion.rank``: where they stand in the order of the list, outside of what is shown of it."""

    why: Why
    phrase: Phrase
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class Ranking:
    """``excluded`` counts each mentor once, by the first reason. ``also``: None when it was not asked for."""

    considered: int
    excluded: tuple[tuple[str, int], ...]
    eligible: int
    suggestions: tuple[Suggestion, ...]
    ordered_by: OrderedBy = OrderedBy.SCORE
    also: tuple[AlsoSuggested, ...] | None = None


@dataclass(frozen=True, slots=True)
class PairExamination:
    mentor_id: str
    eligible: bool
    objections: tuple[Objection, ...]
    suggestion: Suggestion | None


_BY_SCORE_ALONE = Beyond()


def rank(
    mentee: Mentee,
    pool: Pool,
    between: PairRecords,
    weights: Weights,
    limit: int = 10,
    compare_with: Weights | None = None,
    beyond: Beyond = _BY_SCORE_ALONE,
    without: Collection[str] = (),
) -> Ranking:
    """With ``compare_with`` each row also says its rank under those weights. ``without``: as `left_out`."""
    compared = left_out(pool.compare(mentee, between), without, mentee, pool, between)
    shown = Shown(mentee, pool, between, compared, weights)
    if beyond.spread:
        shown.order_shown = Spread(compared, weights.values, beyond.lists)
    best = shown.order_shown.best(limit)
    return Ranking(
        considered=compared.considered,
        excluded=compared.excluded,
        eligible=len(compared),
        suggestions=shown.suggestions(best, compare_with),
        ordered_by=OrderedBy.SPREAD if beyond.spread else OrderedBy.SCORE,
        also=shown.also(best, beyond.lists) if beyond.also else None,
    )


def examine(mentee: Mentee, mentor_id: str, pool: Pool, between: PairRecords, weights: Weights) -> PairExamination:
    """One pair in full, also when excluded. Raises KeyError for a mentor who is not of this program."""
    mentor = pool.mentor(mentor_id)
    against = objections_to(mentor, mentee, pool, between)
    if against:
        return PairExamination(mentor_id, False, against, None)
    compared = pool.compare(mentee, between)
    shown = Shown(mentee, pool, between, compared, weights)
    (suggestion,) = shown.suggestions([compared.position(mentor_id)])
    return PairExamination(mentor_id, True, (), suggestion)


def left_out(
    compared: Comparison, without: Collection[str], mentee: Mentee, pool: Pool, between: PairRecords
) -> Comparison:
    """As if these mentors were not there: nothing is told of them, and nothing counted. No other score changes."""
    here = {mentor_id for mentor_id in without if mentor_id in pool}
    if not here:
        return compared
    counts = dict(compared.excluded)
    for mentor_id in here:
        for first in objections_to(pool.mentor(mentor_id), mentee, pool, between)[:1]:
            counts[first.reason.value] -= 1
    others = [position for position, mentor_id in enumerate(compared.mentor_ids) if mentor_id not in here]
    return replace(
        compared.only(np.array(others, np.intp)),
        considered=compared.considered - len(here),
        excluded=tuple((reason, count) for reason, count in counts.items() if count),
    )


def objections_to(mentor: Mentor, mentee: Mentee, pool: Pool, between: PairRecords) -> tuple[Objection, ...]:
    """Every reason against this pair in full, of one mentor of the pool."""
    records = {mentor.id: pool.record(mentor.id)}
    alone = Program(as_of=pool.as_of, mentors=(mentor,), records=records, requirements=pool.requirements)
    return objections(mentee, mentor, alone, between)


class Shown:
    """The eligible mentors in order; only the rows that are shown are put into words."""

    def __init__(
        self, mentee: Mentee, pool: Pool, between: PairRecords, compared: Comparison, weights: Weights
    ) -> None:
        self._mentee, self._pool, self._between, self._compared = mentee, pool, between, compared
        self._weights, self._shares = weights, compared.shares(weights.values)
        self.order = compared.order(weights.values)
        self.order_shown: Order | Spread = self.order

    def suggestions(self, positions: Sequence[int], compare_with: Weights | None = None) -> tuple[Suggestion, ...]:
        stays = steady(positions, self._compared, self._weights.values, self.order)
        before = None if compare_with is None else self._compared.order(compare_with.values)
        return tuple(
            self._suggestion(position, stay, None if before is None else before.place(position))
            for position, stay in zip(positions, stays, strict=True)
        )

    def also(self, best: Sequence[int], lists: Mapping[str, int]) -> tuple[AlsoSuggested, ...]:
        found = also(self._compared, self._weights.values, best, lists)
        rows = self.suggestions([each.position for each in found])
        return tuple(AlsoSuggested(each.why, each.phrase, row) for each, row in zip(found, rows, strict=True))

    def _suggestion(self, position: int, stays: bool, rank_before: int | None) -> Suggestion:
        pair = self._pair(position)
        factors, unknown = self._factors(position, pair.mentor)
        # Rounded once; the shares of the weights may add up to a hair over 1.
        score = min(1.0, fsum([part.contribution for part in factors]))
        return Suggestion(
            rank=self.order_shown.place(position),
            mentor_id=pair.mentor.id,
            score=score,
            factors=factors,
            shared=shared_between(self._mentee, pair.mentor, self._pool.as_of),
            unknown=unknown,
            known=min(1.0, fsum([part.weight for part in factors if part.factor not in unknown])),
            free_places=pair.free_places,
            cautions=cautions(pair, nothing_to_compare=not factors),
            margin=self._margin(position, score),
            steady=stays,
            rank_before=rank_before,
        )

    def _pair(self, position: int) -> Pair:
        mentor = self._pool.mentor(self._compared.mentor_id(position))
        record = self._pool.record(mentor.id)
        return Pair(self._mentee, mentor, record, self._between, self._pool.requirements, self._pool.as_of)

    def _margin(self, position: int, score: float) -> float | None:
        """Never below 0: of two even scores the later may be a hair higher."""
        below = self.order.next_after(position)
        return None if below is None else max(0.0, score - self._compared.score(below, self._shares))

    def _factors(self, position: int, mentor: Mentor) -> tuple[tuple[FactorScore, ...], tuple[str, ...]]:
        """With the names of those that this mentor left unsaid. None where no factor that is kept has a weight.

        The similarities are those that the order was made of, to the last digit.
        """
        parts, unknown = [], []
        columns = self._compared.similarities[:, position].tolist(), self._compared.said[:, position].tolist()
        measures = self._compared.measures.items()
        for weight, (factor, measure), similarity, said in zip(self._shares, measures, *columns, strict=False):
            if said:
                because = measure.because(mentor, similarity)
            else:
                unknown.append(factor)
                because = Phrase(f"{factor}.unknown")
            parts.append(FactorScore(factor, weight, similarity, weight * similarity, because))
        return tuple(parts), tuple(unknown)
