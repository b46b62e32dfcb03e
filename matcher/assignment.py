"""Who goes where: exact optima, found by scipy's solvers for assignments and matchings.

Values are whole numbers held as float64, and sums of them stay far under 2**53, so that optima are exact. One mentor is
as many columns as places that could be used. The solvers are one thread without chance: the same matrix gives the same
answer, and the order of rows and columns decides between equally good ones.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

# Scores are compared as they are ranked: equal after rounding to 9 places.
from matcher.comparison import UNITS

# So much of the score itself is added, so that no rise counts for nothing.
PLAIN_SHARE = 0.001
NOBODY = -1

Grid = NDArray[np.float64]
Allowed = NDArray[np.bool_]
Chosen = NDArray[np.int64]
Look = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Ground:
    """``units``: mentees x mentors, in whole billionths, NaN where a pair is not allowed or the mentor has no place.
    ``places``: by mentor."""

    units: Grid
    places: Chosen


def total(ground: Ground, look: Look) -> Chosen:
    """The highest sum of scores for as many people as can be. ``look`` is called after each step, here and below."""
    most = Edges.of(ground).matched_most(0.0)
    look()
    return best(ground.units, ~np.isnan(ground.units), ground.places, _count(most))


def fair(ground: Ground, look: Look) -> Chosen:
    """As `total`, among the plans whose lowest score is as high as can be."""
    reached = highest_worst(ground, look)
    worst = _worst(ground.units, reached)
    return best(ground.units, ground.units >= worst, ground.places, _count(reached))


def even(ground: Ground, look: Look) -> Chosen:
    """As `fair`, but with the highest sum of `concave` values."""
    reached = highest_worst(ground, look)
    worst = _worst(ground.units, reached)
    return best(concave(ground.units, worst), ground.units >= worst, ground.places, _count(reached))


def concave(units: Grid, worst: float) -> Grid:
    """1 - x ** 6 + (1 - x) / 1000 in whole billionths; x is how far below the highest score, as a share of the way from
    there down to ``worst``. Below ``worst`` it means nothing.

    The power, which is how much more a low score that rises counts than a high one that falls, is multiplied out:
    numpy's own differs in its last digit with the place of a number in the array, and so with the order of people.
    """
    highest = float(np.max(units, initial=worst, where=~np.isnan(units)))
    below = (highest - units) / max(highest - worst, 1.0)
    sixth = below * below
    sixth *= below
    sixth *= sixth
    return np.rint(UNITS * (1 - sixth + PLAIN_SHARE * (1 - below)))


def best(values: Grid, allowed: Allowed, places: Chosen, count: int) -> Chosen:
    """The mentor of each mentee, or NOBODY: ``count`` people, the most that can be, with the highest sum of values."""
    chosen = np.full(len(allowed), NOBODY, dtype=np.int64)
    if not count:
        return chosen
    rows, columns = np.flatnonzero(allowed.any(axis=1)), _columns(allowed, places)
    costs = np.where(allowed[rows], -values[rows], np.inf).take(columns, axis=1)
    found_rows, found_columns = linear_sum_assignment(_with_blanks(costs, count))
    real = (found_rows < len(rows)) & (found_columns < len(columns))
    chosen[rows[found_rows[real]]] = columns[found_columns[real]]
    return chosen


def _with_blanks(costs: Grid, count: int) -> Grid:
    """Adds blank people for every place that stays free, or blank places for everyone who stays without, if those are
    fewer. Any full assignment then has ``count`` real pairs, and no bonus for each of them eats up digits."""
    rows, columns = costs.shape
    if count == min(rows, columns):
        return costs
    if rows < columns:
        return np.hstack([costs, np.zeros((rows, rows - count))])
    return np.vstack([costs, np.zeros((columns - count, columns))])


def _columns(allowed: Allowed, places: Chosen) -> Chosen:
    """A column for each place that could be used: no more than people who could take it."""
    usable = np.minimum(places, np.count_nonzero(allowed, axis=0))
    return np.repeat(np.arange(len(places)), usable)


@dataclass(frozen=True, slots=True)
class Edges:
    """Every allowed pair of a person and a place, by person: its ``units`` and its ``column``. Read off the grid once,
    for trying one lowest score after the other.

    ``starts``: where each person's begin. ``mentors``: by column.
    """

    units: Grid
    column: NDArray[np.int32]
    starts: NDArray[np.int64]
    mentors: Chosen

    @classmethod
    def of(cls, ground: Ground) -> "Edges":
        allowed = ~np.isnan(ground.units)
        mentors = _columns(allowed, ground.places)
        units = ground.units.take(mentors, axis=1)
        there = allowed.take(mentors, axis=1)
        column = np.broadcast_to(np.arange(len(mentors), dtype=np.int32), there.shape)[there]
        starts = np.concatenate([[0], np.cumsum(np.count_nonzero(there, axis=1))])
        return cls(units[there], column, starts, mentors)

    def matched_most(self, least: float) -> Chosen:
        """As many people as can be, by pairs of at least this score."""
        if not self.mentors.size:
            return np.full(len(self.starts) - 1, NOBODY, dtype=np.int64)
        kept = self.units >= least
        column = self.column[kept]
        starts = np.concatenate([[0], np.cumsum(kept, dtype=np.int32)])[self.starts].astype(np.int32)
        shape = len(starts) - 1, len(self.mentors)
        pairs = csr_array((np.ones(len(column), np.int8), column, starts), shape=shape)
        found = maximum_bipartite_matching(pairs, perm_type="column")
        return np.where(found >= 0, self.mentors[found], NOBODY)


def highest_worst(ground: Ground, look: Look) -> Chosen:
    """As many people as can be, the lowest score as high as can be: looked for between a lowest score that was reached
    and one that cannot be passed, both drawn closer by what each try shows."""
    edges = Edges.of(ground)
    reached = edges.matched_most(0.0)
    look()
    count = _count(reached)
    low, high = _worst(ground.units, reached), _own_best(ground.units, count)
    tries = 0
    while low < high:
        # The bound itself now and then: it is often the answer, and then proves it.
        tries += 1
        asked = high if tries % 3 == 0 else (low + high) / 2
        found = edges.matched_most(asked)
        look()
        if _count(found) == count:
            reached, low = found, _worst(ground.units, found)
        else:
            high = _at_most(ground.units, ground.units >= asked, found)
    return reached


def _at_most(units: Grid, allowed: Allowed, found: Chosen) -> float:
    """What the lowest score cannot pass, when too few were ``found`` by the ``allowed`` pairs alone.

    From whoever has nobody go to mentors by allowed pairs, and back to people by found ones. By König's theorem the
    people not reached and the places of the mentors reached cover every allowed pair, and are as many as were found.
    To match more people takes one of the pairs that they leave uncovered.
    """
    frontier = found == NOBODY
    people, mentors = frontier.copy(), np.zeros(units.shape[1], dtype=np.bool_)
    while frontier.any():
        new = allowed[frontier].any(axis=0) & ~mentors
        mentors |= new
        frontier = (found != NOBODY) & new[found] & ~people
        people |= frontier
    open_pairs = units[people][:, ~mentors]
    return float(np.max(open_pairs, initial=-1.0, where=~np.isnan(open_pairs)))


def _own_best(units: Grid, count: int) -> float:
    """So many people have an allowed pair of at least this score."""
    if not count:
        return 0.0
    bests = np.max(units, axis=1, initial=-1.0, where=~np.isnan(units))
    return float(np.sort(bests)[-count])


def _worst(units: Grid, chosen: Chosen) -> float:
    matched = np.flatnonzero(chosen != NOBODY)
    return float(units[matched, chosen[matched]].min(initial=UNITS))


def _count(chosen: Chosen) -> int:
    return int(np.count_nonzero(chosen != NOBODY))
