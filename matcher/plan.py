"""A plan for a whole waiting list: at most one mentor for each mentee, within the free places of each mentor.

A plan is a proposal and never a match. It is optimal in this order, and pairs that were pinned stand outside of it:

1. as many people matched as can be;
2. ``fair`` and ``even``: the lowest score in the plan as high as can be;
3. ``total`` and ``fair``: the highest sum of scores. ``even``: the highest sum of values in which a low score that
   rises counts more than a high one that falls (`matcher.assignment.concave`).

So ``total`` goes from 1 to 3 at once. Scores are compared in whole billionths, like the ranking's even scores, and sums
of them are exact. Rows and columns are taken in the order given: it decides between plans that are equally good, and
the same input always gives the same plan.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

import numpy as np
from numpy.typing import NDArray

from matcher import assignment
from matcher.assignment import NOBODY, Chosen, Grid, Ground
from matcher.comparison import UNITS

Pair = tuple[int, int]
Progress = Callable[[float], None]


class Objective(StrEnum):
    TOTAL = "total"
    FAIR = "fair"
    EVEN = "even"


class WhyLeftOver(StrEnum):
    NO_ONE_ELIGIBLE = "no_one_eligible"
    """No mentor is eligible, places apart."""
    ONLY_FORBIDDEN = "only_forbidden"
    """Every eligible mentor was forbidden for this person, in this plan."""
    PLACES_TAKEN = "places_taken"
    """There are eligible mentors, and others have all their places."""


class PinProblem(StrEnum):
    FORBIDDEN = "forbidden"
    NOT_ELIGIBLE = "not_eligible"
    SECOND_MENTOR = "second_mentor"
    NO_FREE_PLACE = "no_free_place"


class ImpossiblePin(ValueError):
    """No plan can keep this pinned pair: the first such in the order given."""

    def __init__(self, pair: Pair, problem: PinProblem) -> None:
        super().__init__(f"mentee {pair[0]} cannot be pinned to mentor {pair[1]}: {problem}")
        self.mentee, self.mentor = pair
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Totals:
    """``worst``: the lowest score in the plan. ``lowest_tenth``: the mean of its lowest tenth (rounded up: at least one
    person). Both None when nobody is matched. ``blocking_pairs``: see `blocking_pairs`."""

    matched: int
    total: float
    worst: float | None
    lowest_tenth: float | None
    blocking_pairs: int


@dataclass(frozen=True, slots=True)
class Plan:
    """By mentee row: the mentor's column, the score of that pair, the score of their best mentor, and why nobody. None
    where there is none. The best mentor is eligible, was not forbidden and has a free place before the plan begins."""

    objective: Objective
    mentors: tuple[int | None, ...]
    scores: tuple[float | None, ...]
    first_choices: tuple[float | None, ...]
    left_over: tuple[WhyLeftOver | None, ...]
    totals: Totals


def plan(
    scores: NDArray[np.float64],
    places: NDArray[np.int64],
    objective: Objective,
    pinned: Sequence[Pair] = (),
    forbidden: Sequence[Pair] = (),
    progress: Progress = lambda share: None,
) -> Plan:
    """``scores``: mentees x mentors, 0 to 1, NaN where the pair is not eligible. ``places``: the free ones, by mentor.

    A pin is kept whatever it costs, and the lowest score of 2. is that of the people who were not pinned. ``progress``
    is told the share done, rising from 0 to 1, between the steps; what it raises ends the work and comes out of here.

    Raises `ImpossiblePin`, and ValueError for arrays that are not as said.
    """
    _refuse_what_is_not_as_said(scores, places)
    units = np.rint(scores * UNITS)
    open_units = _without(units, forbidden)
    chosen = _pins(units, open_units, places, pinned)
    progress(0.0)
    _fill(chosen, open_units, places, objective, progress)
    told = _told(objective, chosen, units, open_units, places, scores)
    progress(1.0)
    return told


def _refuse_what_is_not_as_said(scores: NDArray[np.float64], places: NDArray[np.int64]) -> None:
    if scores.ndim != 2 or places.shape != scores.shape[1:]:
        raise ValueError("scores are mentees x mentors, and places one number a mentor")
    if (places < 0).any() or ((scores < 0) | (scores > 1)).any():
        raise ValueError("places are at least 0, and scores 0 to 1 or NaN")


def _without(units: Grid, forbidden: Sequence[Pair]) -> Grid:
    open_units = units.copy()
    for pair in forbidden:
        open_units[_within(pair, units)] = np.nan
    return open_units


def _within(pair: Pair, units: Grid) -> Pair:
    if not all(0 <= place < length for place, length in zip(pair, units.shape, strict=True)):
        raise ValueError(f"there is no pair {pair}")
    return pair


def _pins(units: Grid, open_units: Grid, places: Chosen, pinned: Sequence[Pair]) -> Chosen:
    chosen = np.full(len(units), NOBODY, dtype=np.int64)
    left = places.copy()
    for pair in dict.fromkeys(pinned):
        mentee, mentor = _within(pair, units)
        if np.isnan(units[pair]):
            raise ImpossiblePin(pair, PinProblem.NOT_ELIGIBLE)
        if np.isnan(open_units[pair]):
            raise ImpossiblePin(pair, PinProblem.FORBIDDEN)
        if chosen[mentee] != NOBODY:
            raise ImpossiblePin(pair, PinProblem.SECOND_MENTOR)
        if not left[mentor]:
            raise ImpossiblePin(pair, PinProblem.NO_FREE_PLACE)
        chosen[mentee] = mentor
        left[mentor] -= 1
    return chosen


def _fill(chosen: Chosen, open_units: Grid, places: Chosen, objective: Objective, progress: Progress) -> None:
    """Finds mentors for those who were not pinned."""
    free = np.flatnonzero(chosen == NOBODY)
    left = places - np.bincount(chosen[chosen != NOBODY], minlength=len(places))
    solve = {Objective.TOTAL: assignment.total, Objective.FAIR: assignment.fair, Objective.EVEN: assignment.even}
    in_reach = np.where(left > 0, open_units[free], np.nan)
    chosen[free] = solve[objective](Ground(in_reach, left), _rising(progress))


def _rising(progress: Progress) -> Callable[[], None]:
    """How many steps there will be is not known: each look takes a tenth of what is left."""
    shares = (1 - 0.9**step for step in count(1))
    return lambda: progress(next(shares))


def _told(objective: Objective, chosen: Chosen, units: Grid, open_units: Grid, places: Chosen, scores: Grid) -> Plan:
    in_reach = ~np.isnan(open_units) & (places > 0)
    bests = np.max(scores, axis=1, initial=-1.0, where=in_reach)
    return Plan(
        objective,
        tuple(int(mentor) if mentor != NOBODY else None for mentor in chosen),
        tuple(float(scores[row, mentor]) if mentor != NOBODY else None for row, mentor in enumerate(chosen)),
        tuple(float(best) if best >= 0 else None for best in bests),
        tuple(None if mentor != NOBODY else _why(units[row], open_units[row]) for row, mentor in enumerate(chosen)),
        totals_of(chosen, open_units, places),
    )


def _why(units: Grid, open_units: Grid) -> WhyLeftOver:
    if np.isnan(units).all():
        return WhyLeftOver.NO_ONE_ELIGIBLE
    return WhyLeftOver.ONLY_FORBIDDEN if np.isnan(open_units).all() else WhyLeftOver.PLACES_TAKEN


def totals_of(chosen: Chosen, open_units: Grid, places: Chosen) -> Totals:
    """What any choice of mentors (NOBODY for none) comes to; scores in whole billionths."""
    matched = np.flatnonzero(chosen != NOBODY)
    got = np.sort(open_units[matched, chosen[matched]]) / UNITS
    return Totals(
        len(got),
        float(got.sum()),
        float(got[0]) if got.size else None,
        lowest_tenth(got),
        blocking_pairs(chosen, open_units, places),
    )


def lowest_tenth(rising: Sequence[float] | NDArray[np.float64]) -> float | None:
    """See `Totals`. ``rising``: the scores, the lowest first."""
    lowest = rising[: -(-len(rising) // 10)]
    return float(np.mean(lowest)) if len(lowest) else None


def blocking_pairs(chosen: Chosen, open_units: Grid, places: Chosen) -> int:
    """How many pairs would both rather have one another than what the plan gives them.

    An allowed pair counts when the mentee has nobody or a lower score, and the mentor has a free place or somebody with
    a lower score. Even scores are no reason to swap. A mentor without any place is in no such pair; whether somebody
    was pinned makes no difference to what they would rather have.
    """
    mentees, mentors = open_units.shape
    now = np.full(mentees, -1.0)
    matched = np.flatnonzero(chosen != NOBODY)
    now[matched] = open_units[matched, chosen[matched]]
    least = np.full(mentors, np.inf)
    np.minimum.at(least, chosen[matched], now[matched])
    has_room = np.bincount(chosen[matched], minlength=mentors) < places
    least[has_room] = -1.0
    return int(np.count_nonzero((open_units > now[:, None]) & (open_units > least)))
