"""One mentee beside all who may be paired with them: similarities before any weights, scores and places after.

A score is an exactly rounded sum (fsum), so that neither the order of mentors nor that of a set shows in it. Arrays
only say which scores are even and which are not; where they cannot tell for sure, the exact sum is asked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum

import numpy as np
from numpy.typing import NDArray

from matcher.factors.measure import Measure

# Scores that differ only beyond these places are even.
EVEN_PLACES = 9
UNITS: int = 10**EVEN_PLACES
# So near to the edge between two units, arrays leave the decision to the exact sum. Their error is far smaller.
_DOUBT = 1e-4
# Scores in an array that are further apart than this are not even.
_APART = 2.0 / UNITS

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ties:
    """What decides between even scores, before the id: more ``free`` places, then ``introduced`` longer ago.

    ``introduced``: microseconds since 1970, UTC; the smallest number of all for never.
    """

    free: NDArray[np.int64]
    introduced: NDArray[np.int64]


@dataclass(frozen=True)
class Comparison:
    """``similarities``, ``said``: factors x eligible mentors; where a mentor has not said, the mean of those who did.

    ``excluded`` counts each mentor once, by the first reason. ``rows``: where in ``ids`` the eligible are. ``measures``
    by factor, only those kept; ``means`` of those who said, where somebody did not.
    """

    considered: int
    excluded: tuple[tuple[str, int], ...]
    ids: Sequence[str]
    rows: NDArray[np.intp]
    measures: Mapping[str, Measure]
    means: Mapping[str, float]
    similarities: NDArray[np.float64]
    said: NDArray[np.bool_]
    ties: Ties

    @cached_property
    def mentor_ids(self) -> tuple[str, ...]:
        """Of the eligible, in the order of the columns."""
        return tuple(self.ids[row] for row in self.rows.tolist())

    def __len__(self) -> int:
        return len(self.rows)

    def mentor_id(self, position: int) -> str:
        row: int = self.rows[position]
        return self.ids[row]

    def position(self, mentor_id: str) -> int:
        """Raises ValueError for a mentor who is not eligible."""
        return self.mentor_ids.index(mentor_id)

    @property
    def factors(self) -> tuple[str, ...]:
        """Those that the mentee gave something to compare in."""
        return tuple(self.measures)

    def shares(self, weights: Mapping[str, float]) -> tuple[float, ...]:
        """Of each factor its part of the weights kept; none at all when no kept factor has a weight."""
        total = fsum(weights[factor] for factor in self.factors)
        return () if total == 0 else tuple(weights[factor] / total for factor in self.factors)

    def scores(self, weights: Mapping[str, float]) -> Scores:
        """By eligible mentor, from 0 to 1."""
        shares = self.shares(weights)
        if not shares:
            return np.zeros(len(self))
        scores: Scores = np.array(shares) @ self.similarities
        # The shares of the weights may add up to a hair over 1.
        return np.minimum(scores, 1.0, out=scores) if scores.max(initial=0.0) > 1.0 else scores

    def only(self, positions: NDArray[np.intp]) -> "Comparison":
        """The same mentee beside these of the eligible alone: the means stay those of all."""
        return replace(
            self,
            rows=self.rows[positions],
            similarities=self.similarities[:, positions],
            said=self.said[:, positions],
            ties=Ties(self.ties.free[positions], self.ties.introduced[positions]),
        )

    @cached_property
    def turns(self) -> NDArray[np.int64]:
        order = sorted(zip(-self.ties.free, self.ties.introduced, self.mentor_ids, range(len(self)), strict=True))
        turns = np.empty(len(self), np.int64)
        turns[[position for *_, position in order]] = np.arange(len(self))
        return turns

    def score(self, position: int, shares: Sequence[float]) -> float:
        """Of one mentor, rounded once."""
        column = self.similarities[:, position].tolist()
        return min(1.0, fsum(share * each for share, each in zip(shares, column, strict=False)))

    def order(self, weights: Mapping[str, float]) -> "Order":
        return Order(self, self.shares(weights), self.scores(weights))


class Order:
    """Places of the eligible mentors, from 1: by score, and even scores by the agreed rule."""

    def __init__(self, compared: Comparison, shares: Sequence[float], scores: Scores) -> None:
        self._compared, self._shares, self.scores = compared, shares, scores
        # The first so many, as far as anybody asked; and of each of them the place, from 0.
        self._first: list[int] = []
        self._places: dict[int, int] = {}

    def best(self, limit: int) -> list[int]:
        if limit <= 0:
            return []
        wanted = min(limit + 1, len(self.scores))
        if len(self._first) < wanted:
            # One more, for whoever asks for the best asks next who is below the last of them.
            self._first = self._sorted(self._within_reach_of(wanted))[:wanted]
            self._places = {position: place for place, position in enumerate(self._first)}
        return self._first[:limit]

    def place(self, position: int) -> int:
        if position in self._places:
            return 1 + self._places[position]
        own = self.scores[position]
        even = self._sorted(self._near(own))
        return 1 + int(np.count_nonzero(self.scores > own + _APART)) + even.index(position)

    def next_after(self, position: int) -> int | None:
        """Who is one place below; None for the last."""
        place = self._places.get(position)
        if place is not None and place + 1 < len(self._first):
            return self._first[place + 1]
        own = self.scores[position]
        even = self._sorted(self._near(own))
        later = even[even.index(position) + 1 :]
        if later:
            return later[0]
        below = np.flatnonzero(self.scores < own - _APART)
        if not below.size:
            return None
        theirs = self.scores[below]
        return self._sorted(below[theirs >= theirs.max() - _APART])[0]

    @cached_property
    def units(self) -> NDArray[np.int64]:
        """Every score as a whole number of the last place that counts: even scores have the same."""
        return self._units(np.arange(len(self.scores)))

    @property
    def turns(self) -> NDArray[np.int64]:
        """Whose turn it is where scores are even: smaller first, each with a number of their own."""
        return self._compared.turns

    def _within_reach_of(self, limit: int) -> NDArray[np.intp]:
        """All of the first so many, and a few more."""
        if limit >= len(self.scores):
            return np.arange(len(self.scores))
        least = np.partition(self.scores, -limit)[-limit]
        return np.flatnonzero(self.scores >= least - _APART)

    def _near(self, score: float) -> NDArray[np.intp]:
        return np.flatnonzero(np.abs(self.scores - score) <= _APART)

    def _sorted(self, positions: NDArray[np.intp]) -> list[int]:
        if len(positions) == 1:
            return [int(positions[0])]
        ties, named = self._compared.ties, self._compared.mentor_id
        columns = zip(
            (-self._units(positions)).tolist(),
            (-ties.free[positions]).tolist(),
            ties.introduced[positions].tolist(),
            map(named, positions.tolist()),
            positions.tolist(),
            strict=True,
        )
        return [each[-1] for each in sorted(columns)]

    def _units(self, positions: NDArray[np.intp]) -> NDArray[np.int64]:
        def exact(number: int) -> float:
            return self._compared.score(int(positions[number]), self._shares)

        return _rounded(self.scores[positions], exact)


def in_units(compared: Comparison, shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """The scores of all, a row for each row of the ``shares``, as whole numbers of the last place that counts."""

    def exact(number: int) -> float:
        row, position = divmod(number, len(compared))
        return compared.score(position, shares[row].tolist())

    scores = np.minimum(1.0, shares @ compared.similarities)
    return _rounded(scores.ravel(), exact).reshape(scores.shape)


def _rounded(scores: Scores, exact: Callable[[int], float]) -> NDArray[np.int64]:
    """``exact``: the score of this number among them as an exactly rounded sum, for those that are near an edge."""
    scaled = scores * UNITS
    units = np.rint(scaled)
    scaled -= units
    for number in (np.abs(scaled, out=scaled) > 0.5 - _DOUBT).nonzero()[0].tolist():
        units[number] = round(round(exact(number), EVEN_PLACES) * UNITS)
    return units.astype(np.int64)
