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
from matcher.score_table import ScoreTable

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
    return WaitingList(compared, before, after).tried()


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


@dataclass(frozen=True, slots=True)
class _Row:
    """What is planned from of one mentee: see `Comparison`. ``scores``: before, after."""

    ids: Sequence[str]
    rows: NDArray[np.intp]
    free: NDArray[np.int64]
    scores: tuple[NDArray[np.float64], NDArray[np.float64]]

    @property
    def mentor_ids(self) -> list[str]:
        return [self.ids[row] for row in self.rows.tolist()]


class WaitingList:
    """What a trial needs of everyone who waits. Once it is made the mentors may change: it holds what they were.

    Each comparison is a mentee's; it is let go of as soon as it has been looked at. So are the scores, once there are
    too many pairs to plan.
    """

    def __init__(self, compared: Iterable[Comparison], before: Values, after: Values) -> None:
        self._changes: list[Change | None] = []
        self._best: list[tuple[float, float]] = []
        self._rows: list[_Row] | None = []
        self._pairs = 0
        for each in compared:
            self._changes.append(change(each, before, after))
            self._add(each, (each.scores(before), each.scores(after)))

    def tried(self) -> Trial:
        return Trial(tuple(self._changes), *self._sides())

    def _add(self, compared: Comparison, scores: tuple[NDArray[np.float64], NDArray[np.float64]]) -> None:
        if len(compared):
            self._best.append((float(scores[0].max()), float(scores[1].max())))
        self._pairs += len(compared)
        if self._pairs > MOST_PLANNED:
            self._rows = None
        if self._rows is not None:
            self._rows.append(_Row(compared.ids, compared.rows, compared.ties.free, scores))

    def _sides(self) -> tuple[Side, Side]:
        plans = self._plans()
        worst = [min((best[under] for best in self._best), default=None) for under in (0, 1)]
        return Side(worst[0], plans[0]), Side(worst[1], plans[1])

    def _plans(self) -> tuple[Totals | None, Totals | None]:
        if self._rows is None:
            return None, None
        places = {
            mentor_id: free
            for row in self._rows
            for mentor_id, free in zip(row.mentor_ids, row.free.tolist(), strict=True)
        }
        if len(self._rows) * len(places) > MOST_PLANNED:
            return None, None
        return _planned(self._rows, 0, places), _planned(self._rows, 1, places)


def _planned(rows: Sequence[_Row], under: int, places: Mapping[str, int]) -> Totals:
    """The mentors by id, as in `matcher.proposal`: its plan for the same people comes to the same."""
    mentor_ids = sorted(places)
    table = ScoreTable(len(rows), mentor_ids)
    for number, row in enumerate(rows):
        table.put(number, row.ids, row.rows, row.scores[under])
    free = np.array([places[mentor_id] for mentor_id in mentor_ids], np.int64)
    return plan(table.scores, free, Objective.FAIR).totals
