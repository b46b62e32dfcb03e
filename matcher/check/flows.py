"""Could as allowed a plan be better? Asked of the plan alone, however it was made.

Where `matcher.plan` asks for assignments, this asks for flows: how many people can be matched, at all and by pairs
above a score, is the largest flow (Dinic), and a sum is the highest when nothing is gained by passing places round in a
ring (a network without a negative cycle, Klein 1967). Sums are of whole billionths, and exact.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from matcher.check.asked import Asked
from matcher.plan import Objective, Pair

_BILLION = 10**9


@dataclass(frozen=True, slots=True)
class Rest:
    """Whoever was not pinned. ``units``: by mentor; -1 where the pair is not allowed or pins have all places. ``at``:
    the mentor, or one past the last for nobody."""

    units: NDArray[np.int64]
    places: NDArray[np.int64]
    at: NDArray[np.int64]

    @classmethod
    def of(cls, pairs: list[Pair], asked: Asked) -> "Rest":
        units = np.rint(np.nan_to_num(asked.scores, nan=-1e-9) * _BILLION).astype(np.int64)
        at = np.full(len(units), units.shape[1], dtype=np.int64)
        places = asked.places.copy()
        for mentee, mentor in asked.forbidden:
            units[mentee, mentor] = -1
        for mentee, mentor in pairs:
            at[mentee] = mentor
        for _, mentor in set(asked.pinned):
            places[mentor] -= 1
        units[:, places == 0] = -1
        free = [row for row in range(len(units)) if row not in {mentee for mentee, _ in asked.pinned}]
        return cls(units[free], places, at[free])

    @property
    def got(self) -> list[int]:
        return [int(self.units[row, at]) for row, at in enumerate(self.at) if at < len(self.places)]

    def largest(self, least: int) -> int:
        """How many of these people can be matched by pairs of at least this score: the largest flow."""
        mentees, mentors = self.units.shape
        if not mentees or not mentors:
            return 0
        arcs = np.zeros((mentees + mentors + 2, mentees + mentors + 2), dtype=np.int32)
        arcs[-2, :mentees] = 1
        arcs[:mentees, mentees:-2] = self.units >= least
        arcs[mentees:-2, -1] = np.minimum(self.places, mentees)
        return int(maximum_flow(csr_array(arcs), mentees + mentors, mentees + mentors + 1).flow_value)

    def a_ring_gains(self, objective: Objective, worst: int) -> bool:
        """Whether places can be passed round, with as many people matched, for a higher sum (Bellman-Ford)."""
        lengths = self._lengths(objective, worst)
        shortest = np.zeros(len(lengths))
        for _ in range(len(lengths)):
            nearer = np.minimum(shortest, (shortest[:, None] + lengths).min(axis=0))
            if (nearer == shortest).all():
                return False
            shortest = nearer
        return True

    def _lengths(self, objective: Objective, worst: int) -> NDArray[np.float64]:
        """From a mentor (or nobody, the last) to another: what is lost when the person who loses least goes over. A
        free place goes over for nothing, though not to nobody: that would match one person more or less."""
        values = self._values(objective, worst)
        lengths = np.full((values.shape[1], values.shape[1]), np.inf)
        for row, at in enumerate(self.at):
            lengths[at] = np.minimum(lengths[at], values[row, at] - values[row])
        in_use = np.bincount(self.at, minlength=values.shape[1])[:-1]
        with_room = np.flatnonzero(in_use < self.places)
        lengths[with_room, :-1] = np.minimum(lengths[with_room, :-1], 0)
        return lengths

    def _values(self, objective: Objective, worst: int) -> NDArray[np.float64]:
        units = self.units.astype(np.float64)
        if objective is Objective.EVEN:
            highest = max(units.max(initial=worst), worst)
            below = (highest - units) / max(highest - worst, 1.0)
            cube = below * below * below
            values = np.rint(_BILLION * (1 - cube * cube + 0.001 * (1 - below)))
        else:
            values = units
        least = 0 if objective is Objective.TOTAL else worst
        return np.column_stack([np.where(self.units >= least, values, -np.inf), np.zeros(len(units))])
