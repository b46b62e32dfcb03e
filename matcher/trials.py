"""Other weights tried over a whole waiting list: what would be different, before anybody decides.

Scores under different weights are on different scales and are not compared with each other; places are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from matcher.comparison import Comparison
from matcher.plan import Objective, Totals, plan

LOOKED_AT = 10
# So many pairs are planned while somebody waits for the answer.
MOST_PLANNED = 1_000_000

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Change:
    """For one mentee: whether another mentor is first, and of the first ten before how many stay among the first ten,
    of how many, and by how many places they move on average, up or down."""

    first_choice_changed: bool
    stay: int
    looked_at: int
    moved: float


@dataclass(frozen=True, slots=True)
class Side:
    """Under one of the two sets of weights.

    ``worst_off``: the lowest of all best scores, of those who have a choice. ``plan``: of the whole list, the worst-off
    first ("fair"); None where there are too many pairs to plan at once.
    """

    worst_off: float | None
    plan: Totals | None


@dataclass(frozen=True, slots=True)
class Trial:
    """``changes``: in the order of the mentees; None for one whom no mentor may be paired with."""

    changes: tuple[Change | None, ...]
    before: Side
    after: Side


def trial(compared: Iterable[Comparison], before: Values, after: Values) -> Trial:
    """Each comparison is a mentee's; it is let go of as soon as it has been looked at."""
    changes, waiting = [], WaitingList((before, after))
    for each in compared:
        changes.append(change(each, before, after))
        waiting.add(each)
    return Trial(tuple(changes), waiting.side(0), waiting.side(1))


def change(compared: Comparison, before: Values, after: Values) -> Change | None:
    first = compared.order(before).best(LOOKED_AT)
    if not first:
        return None
    order = compared.order(after)
    places = [order.place(position) for position in first]
    return Change(
        first_choice_changed=places[0] != 1,
        stay=sum(place <= LOOKED_AT for place in places),
        looked_at=len(first),
        moved=fmean(abs(place - was) for was, place in enumerate(places, start=1)),
    )


class WaitingList:
    """The scores of all mentees under each of some weights, with the mentors whom any of them may be paired with."""

    def __init__(self, weights: Sequence[Values]) -> None:
        self._weights = weights
        self._columns: dict[str, int] = {}
        self._places: list[int] = []
        self._rows: list[tuple[NDArray[np.intp], list[NDArray[np.float64]]]] = []

    def add(self, compared: Comparison) -> None:
        for mentor_id, free in zip(compared.mentor_ids, compared.ties.free.tolist(), strict=True):
            if mentor_id not in self._columns:
                self._columns[mentor_id] = len(self._places)
                self._places.append(free)
        columns = np.array([self._columns[mentor_id] for mentor_id in compared.mentor_ids], np.intp)
        self._rows.append((columns, [compared.scores(weights) for weights in self._weights]))

    def side(self, under: int) -> Side:
        best = [float(scores[under].max()) for columns, scores in self._rows if len(columns)]
        pairs = len(self._rows) * len(self._places)
        return Side(min(best, default=None), self._planned(under) if pairs <= MOST_PLANNED else None)

    def _planned(self, under: int) -> Totals:
        filled = np.full((len(self._rows), len(self._places)), np.nan)
        for row, (columns, scores) in enumerate(self._rows):
            filled[row, columns] = scores[under]
        return plan(filled, np.array(self._places, np.int64), Objective.FAIR).totals
