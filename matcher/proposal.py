"""A plan by ids: who is proposed to whom out of a pool of mentors, and what is told of those who are left over."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.people import Mentee, PairRecords
from matcher.plan import Objective, Pair, Plan, Progress, WhyLeftOver, plan
from matcher.pool import Pool
from matcher.rank import left_out
from matcher.score_table import ScoreTable

# How much of the work it is to compare everyone, before anything is solved.
COMPARING = 0.6
Excluded = tuple[tuple[str, int], ...]
Solver = Callable[
    [NDArray[np.float64], NDArray[np.int64], Objective, Sequence[Pair], Sequence[Pair], Progress],
    Plan,
]


@dataclass(frozen=True, slots=True)
class Couple:
    mentee_id: str
    mentor_id: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """``pinned`` and ``forbidden`` may name people who are not planned for: such pairs count for nothing.

    ``without``: mentors who are left out of it, and out of what is counted.
    """

    weights: Mapping[str, float]
    objective: Objective = Objective.FAIR
    pinned: Sequence[Couple] = ()
    forbidden: Sequence[Couple] = ()
    without: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Assignment:
    """``first_choice_score``: of the best mentor for this mentee alone, as if nobody else were waiting."""

    mentee_id: str
    mentor_id: str
    score: float
    first_choice_score: float


@dataclass(frozen=True, slots=True)
class LeftOver:
    """``excluded``: how many mentors each reason takes away, each mentor counted by the first."""

    mentee_id: str
    why: WhyLeftOver
    excluded: Excluded


@dataclass(frozen=True, slots=True)
class Proposal:
    """``proposed``: how many mentors would be asked. ``with_places``: of how many, who had a free place and may be
    paired with somebody who is planned for.
    """

    assignments: tuple[Assignment, ...]
    left_over: tuple[LeftOver, ...]
    plan: Plan
    with_places: int
    proposed: int


def propose(
    mentees: Sequence[Mentee],
    between: Mapping[str, PairRecords],
    pool: Pool,
    wanted: Wanted,
    progress: Progress = lambda share: None,
    solve: Solver = plan,
) -> Proposal:
    """The mentees in their order, the mentors by id: the same people always get the same plan.

    ``between``: by mentee. ``progress`` is told the share done, 0 to 1; what it raises ends the work and comes out of
    here. ``solve``: `matcher.plan.plan`, or what does the same elsewhere. Raises `matcher.plan.ImpossiblePin`.
    """
    mentor_ids = sorted(set(pool.ids) - set(wanted.without))
    scores, excluded = _compared(mentees, between, pool, mentor_ids, wanted, progress)
    places = np.array([pool.free_places(mentor_id) for mentor_id in mentor_ids], dtype=np.int64)
    rows = {mentee.id: row for row, mentee in enumerate(mentees)}
    columns = {mentor_id: column for column, mentor_id in enumerate(mentor_ids)}
    found = solve(
        scores,
        places,
        wanted.objective,
        _places_of(wanted.pinned, rows, columns),
        _places_of(wanted.forbidden, rows, columns),
        lambda share: progress(COMPARING + (1 - COMPARING) * share),
    )
    return Proposal(
        _assignments(mentees, mentor_ids, found),
        _left_over(mentees, excluded, found),
        found,
        int(np.count_nonzero((places > 0) & ~np.isnan(scores).all(axis=0))),
        len({column for column in found.mentors if column is not None}),
    )


def _compared(
    mentees: Sequence[Mentee],
    between: Mapping[str, PairRecords],
    pool: Pool,
    mentor_ids: Sequence[str],
    wanted: Wanted,
    progress: Progress,
) -> tuple[NDArray[np.float64], list[Excluded]]:
    """The table of scores, and for each mentee which reasons exclude how many."""
    table, excluded = ScoreTable(len(mentees), mentor_ids), []
    for row, mentee in enumerate(mentees):
        records = between[mentee.id]
        compared = left_out(pool.compare(mentee, records), wanted.without, mentee, pool, records)
        table.put(row, compared.ids, compared.rows, compared.scores(wanted.weights))
        excluded.append(compared.excluded)
        progress(COMPARING * (row + 1) / len(mentees))
    return table.scores, excluded


def _places_of(couples: Sequence[Couple], rows: Mapping[str, int], columns: Mapping[str, int]) -> list[Pair]:
    return [
        (rows[couple.mentee_id], columns[couple.mentor_id])
        for couple in couples
        if couple.mentee_id in rows and couple.mentor_id in columns
    ]


def _assignments(mentees: Sequence[Mentee], mentor_ids: Sequence[str], found: Plan) -> tuple[Assignment, ...]:
    rows = zip(mentees, found.mentors, found.scores, found.first_choices, strict=True)
    return tuple(
        Assignment(mentee.id, mentor_ids[column], score, score if first is None else first)
        for mentee, column, score, first in rows
        if column is not None and score is not None
    )


def _left_over(mentees: Sequence[Mentee], excluded: Sequence[Excluded], found: Plan) -> tuple[LeftOver, ...]:
    return tuple(
        LeftOver(mentee.id, why, reasons)
        for mentee, why, reasons in zip(mentees, found.left_over, excluded, strict=True)
        if why is not None
    )
