"""One mentee beside all who may be paired with them: similarities before any weights, scores and places after.

A score is an exactly rounded sum (fsum), so that neither the order of mentors nor that of a set shows in it. Arrays
only say which scores are even and which are not; where they cannot tell for sure, the exact sum is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

import numpy as np
from numpy.typing import NDArray

from matcher.factors.measure import Measure

# Scores that differ only beyond these places are even.
EVEN_PLACES = 9
_UNITS = 10**EVEN_PLACES
# So near to the edge between two units, arrays leave the decision to the exact sum. Their error is far smaller.
_DOUBT = 1e-4

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

    ``excluded`` counts each mentor once, by the first reason. ``measures`` by factor, only those kept.
    """

    considered: int
    excluded: tuple[tuple[str, int], ...]
    mentor_ids: Sequence[str]
    measures: Mapping[str, Measure]
    means: Mapping[str, float]
    similarities: NDArray[np.float64]
    said: NDArray[np.bool_]
    ties: Ties

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
            return np.zeros(len(self.mentor_ids))
        # The shares of the weights may add up to a hair over 1.
        return np.minimum(1.0, np.array(shares) @ self.similarities)

    def only(self, positions: NDArray[np.intp]) -> "Comparison":
        """The same mentee beside these of the eligible alone: the means stay those of all."""
        return replace(
            self,
            mentor_ids=[self.mentor_ids[position] for position in positions.tolist()],
            similarities=self.similarities[:, positions],
            said=self.said[:, positions],
            ties=Ties(self.ties.free[positions], self.ties.introduced[positions]),
        )

    def order(self, weights: Mapping[str, float]) -> "Order":
        return Order(self, self.shares(weights), self.scores(weights))


class Order:
    """Places of the eligible mentors, from 1: by score, and even scores by the agreed rule."""

    def __init__(self, compared: Comparison, shares: Sequence[float], scores: Scores) -> None:
        self._compared, self._shares, self.scores = compared, shares, scores
        self.units = self._rounded()

    def best(self, limit: int) -> list[int]:
        if limit <= 0 or not len(self.units):
            return []
        if limit >= len(self.units):
            return self._sorted(np.arange(len(self.units)))
        least = np.partition(self.units, -limit)[-limit]
        return self._sorted(np.flatnonzero(self.units >= least))[:limit]

    def place(self, position: int) -> int:
        own = self.units[position]
        even = np.flatnonzero(self.units == own)
        before = 0 if len(even) == 1 else self._sorted(even).index(position)
        return 1 + int(np.count_nonzero(self.units > own)) + before

    def next_after(self, position: int) -> int | None:
        """Who is one place below; None for the last."""
        own = self.units[position]
        even = self._sorted(np.flatnonzero(self.units == own))
        later = even[even.index(position) + 1 :]
        if later:
            return later[0]
        below = self.units[self.units < own]
        return self._sorted(np.flatnonzero(self.units == below.max()))[0] if below.size else None

    def _sorted(self, positions: NDArray[np.intp]) -> list[int]:
        if len(positions) == 1:
            return [int(positions[0])]
        ties, ids = self._compared.ties, self._compared.mentor_ids
        columns = zip(
            (-self.units[positions]).tolist(),
            (-ties.free[positions]).tolist(),
            ties.introduced[positions].tolist(),
            (ids[position] for position in positions),
            positions.tolist(),
            strict=True,
        )
        return [each[-1] for each in sorted(columns)]

    def _rounded(self) -> NDArray[np.int64]:
        """Every score as a whole number of the last place that counts: even scores have the same."""
        exact = self.scores * _UNITS
        units = np.rint(exact)
        for position in np.flatnonzero(np.abs(exact - units) > 0.5 - _DOUBT):
            column = self._compared.similarities[:, position].tolist()
            total = min(1.0, fsum(share * each for share, each in zip(self._shares, column, strict=True)))
            units[position] = round(round(total, EVEN_PLACES) * _UNITS)
        whole: NDArray[np.int64] = units.astype(np.int64)
        return whole
