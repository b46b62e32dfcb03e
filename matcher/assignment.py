"""Who goes where: the exact optimum, found by scipy's assignment solver.

Values are whole numbers held as float64: every sum on the way stays under 2**53, so that optima are exact. One mentor
is as many columns as places that could be used. The solver is one thread without chance: the same matrix gives the
same answer, and the order of rows and columns decides between equally good ones.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

# Scores are compared as they are ranked: equal after rounding to 9 places.
UNITS = 10**9
# How fast a better score counts for less: the power at which the first solution is nearly always the fairest already.
CONCAVE = 6
NOBODY = -1

Grid = NDArray[np.float64]
Allowed = NDArray[np.bool_]
Chosen = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ground:
    """``units``: mentees x mentors, in whole billionths, NaN where a pair is not allowed. ``places``: by mentor."""

    units: Grid
    places: Chosen

    @property
    def allowed(self) -> Allowed:
        return ~np.isnan(self.units)


def most(allowed: Allowed, places: Chosen) -> int:
    """How many people can be matched at once."""
    columns = _columns(allowed, places)
    if not columns.size:
        return 0
    found = maximum_bipartite_matching(csr_array(allowed[:, columns]), perm_type="column")
    return int(np.count_nonzero(found >= 0))


def best(values: Grid, allowed: Allowed, places: Chosen, count: int) -> Chosen:
    """The mentor of each mentee, or NOBODY: ``count`` people (who can be matched) with the highest sum of values."""
    chosen = np.full(len(allowed), NOBODY, dtype=np.int64)
    rows, columns = np.flatnonzero(allowed.any(axis=1)), _columns(allowed, places)
    if not count:
        return chosen
    costs = np.where(allowed, -values, np.inf)[np.ix_(rows, columns)]
    found_rows, found_columns = linear_sum_assignment(_with_blanks(costs, count))
    real = (found_rows < len(rows)) & (found_columns < len(columns))
    chosen[rows[found_rows[real]]] = columns[found_columns[real]]
    return chosen


def _with_blanks(costs: Grid, count: int) -> Grid:
    """Blank places for everyone who stays without (or blank people for every place that stays free, if those are fewer)
    leave exactly ``count`` real pairs in any full assignment, without a bonus that would eat up digits."""
    rows, columns = costs.shape
    if rows - count <= columns - count:
        return np.hstack([costs, np.zeros((rows, rows - count))])
    return np.vstack([costs, np.zeros((columns - count, columns))])


def _columns(allowed: Allowed, places: Chosen) -> Chosen:
    """A column for each place that could be used: no more than people who could take it."""
    usable = np.minimum(places, np.count_nonzero(allowed, axis=0))
    return np.repeat(np.arange(len(places)), usable)


def concave(units: Grid) -> Grid:
    """1 - (1 - score) ** 6 in whole billionths: what lifts a low score counts more than what lifts a high one."""
    return np.rint(UNITS * (1 - (1 - units / UNITS) ** CONCAVE))


def total(ground: Ground, step: Callable[[], None]) -> Chosen:
    count = most(ground.allowed, ground.places)
    step()
    return best(ground.units, ground.allowed, ground.places, count)


def even(ground: Ground, step: Callable[[], None]) -> Chosen:
    chosen, worst = _fairest(ground, step)
    if worst is None or _worst(ground, chosen) == worst:
        return chosen
    return best(concave(ground.units), ground.units >= worst, ground.places, int(np.count_nonzero(chosen >= 0)))


def fair(ground: Ground, step: Callable[[], None]) -> Chosen:
    chosen, worst = _fairest(ground, step)
    if worst is None:
        return chosen
    return best(ground.units, ground.units >= worst, ground.places, int(np.count_nonzero(chosen >= 0)))


def _fairest(ground: Ground, step: Callable[[], None]) -> tuple[Chosen, float | None]:
    """The best by the concave values, and the highest worst score that as many people can have (None: nobody)."""
    count = most(ground.allowed, ground.places)
    step()
    chosen = best(concave(ground.units), ground.allowed, ground.places, count)
    step()
    worst = _highest_worst(ground, count, _worst(ground, chosen)) if count else None
    step()
    return chosen, worst


def _worst(ground: Ground, chosen: Chosen) -> float:
    matched = np.flatnonzero(chosen >= 0)
    return float(ground.units[matched, chosen[matched]].min())


def _highest_worst(ground: Ground, count: int, reached: float) -> float:
    """From a worst score that was reached: proven by one look, else searched by halves among the scores above."""
    if most(ground.units > reached, ground.places) < count:
        return reached
    above = np.unique(ground.units[ground.units > reached])
    low, high = 0, len(above)
    while high - low > 1:
        middle = (low + high) // 2
        if most(ground.units >= above[middle], ground.places) >= count:
            low = middle
        else:
            high = middle
    return float(above[low])
