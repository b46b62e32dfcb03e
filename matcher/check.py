"""Is this plan allowed, and is it the best? Asked of the plan alone, however it was made, and by other methods.

Where `matcher.plan` asks for assignments, this asks for flows: how many people can be matched, at all and by pairs
above a score, is the largest flow (Dinic), and a sum is the highest when nothing is gained by passing places round in a
ring (a network without a negative cycle, Klein 1967). Sums are of whole billionths, and exact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from matcher.plan import Objective, Pair, Plan

_BILLION = 10**9


class Broken(StrEnum):
    """A rule that a plan breaks."""

    OTHER_PEOPLE = "other_people"
    """Not one answer for each mentee."""
    NOT_ELIGIBLE = "not_eligible"
    FORBIDDEN = "forbidden"
    OVER_PLACES = "over_places"
    PIN_NOT_KEPT = "pin_not_kept"
    TOLD_WRONG = "told_wrong"
    """A score, a first choice, a reason or a total is not what the plan comes to."""
    MORE_COULD_BE_MATCHED = "more_could_be_matched"
    WORST_COULD_BE_BETTER = "worst_could_be_better"
    SUM_COULD_BE_BETTER = "sum_could_be_better"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the plan was asked for, as `matcher.plan.plan` takes it."""

    scores: NDArray[np.float64]
    places: NDArray[np.int64]
    objective: Objective
    pinned: Sequence[Pair] = ()
    forbidden: Sequence[Pair] = ()


def broken(plan: Plan, asked: Asked) -> Broken | None:
    """The first rule broken, in the order of `Broken`; None for a plan that is allowed, optimal and tells the truth."""
    return next(_broken(plan, asked), None)


def _broken(plan: Plan, asked: Asked) -> Iterator[Broken]:
    mentees, mentors = asked.scores.shape
    if len(plan.mentors) != mentees or any(column is not None and not 0 <= column < mentors for column in plan.mentors):
        yield Broken.OTHER_PEOPLE
        return
    pairs = [(row, column) for row, column in enumerate(plan.mentors) if column is not None]
    if any(np.isnan(asked.scores[pair]) for pair in pairs):
        yield Broken.NOT_ELIGIBLE
    if set(pairs) & set(asked.forbidden):
        yield Broken.FORBIDDEN
    if (np.bincount([column for _, column in pairs], minlength=mentors) > asked.places).any():
        yield Broken.OVER_PLACES
    if not set(asked.pinned) <= set(pairs):
        yield Broken.PIN_NOT_KEPT
    if not tells_the_truth(plan, asked):
        yield Broken.TOLD_WRONG
    yield from _could_be_better(pairs, asked)


def _could_be_better(pairs: list[Pair], asked: Asked) -> Iterator[Broken]:
    rest = _Rest.of(pairs, asked)
    if rest.largest(0) > len(rest.got):
        yield Broken.MORE_COULD_BE_MATCHED
    worst = min(rest.got, default=0)
    if asked.objective is not Objective.TOTAL and rest.got and rest.largest(worst + 1) >= len(rest.got):
        yield Broken.WORST_COULD_BE_BETTER
    if rest.a_ring_gains(asked.objective, worst):
        yield Broken.SUM_COULD_BE_BETTER


@dataclass(frozen=True, slots=True)
class _Rest:
    """Whoever was not pinned. ``units``: by mentor; -1 where the pair is not allowed or pins have all places. ``at``:
    the mentor, or one past the last for nobody."""

    units: NDArray[np.int64]
    places: NDArray[np.int64]
    at: NDArray[np.int64]

    @classmethod
    def of(cls, pairs: list[Pair], asked: Asked) -> "_Rest":
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
            values = np.rint(_BILLION * (1 - below**6 + 0.001 * (1 - below)))
        else:
            values = units
        least = 0 if objective is Objective.TOTAL else worst
        return np.column_stack([np.where(self.units >= least, values, -np.inf), np.zeros(len(units))])


def tells_the_truth(plan: Plan, asked: Asked) -> bool:
    """Whether the scores, first choices and totals are what the pairs come to, one by one and by plain loops."""
    got = [None if at is None else float(asked.scores[row, at]) for row, at in enumerate(plan.mentors)]
    left = [(at is None) == (why is not None) for at, why in zip(plan.mentors, plan.left_over, strict=True)]
    return (
        list(plan.scores) == got and all(left) and _first_choices(asked) == list(plan.first_choices) and _adds_up(plan)
    )


def _first_choices(asked: Asked) -> list[float | None]:
    forbidden = set(asked.forbidden)
    return [
        max(
            (
                float(score)
                for column, score in enumerate(row)
                if not np.isnan(score) and asked.places[column] > 0 and (number, column) not in forbidden
            ),
            default=None,
        )
        for number, row in enumerate(asked.scores)
    ]


def _adds_up(plan: Plan) -> bool:
    got = sorted(score for score in plan.scores if score is not None)
    totals = plan.totals
    if totals.matched != len(got) or abs(totals.total - sum(got)) > 1e-6:
        return False
    if totals.worst is None or totals.lowest_tenth is None:
        return not got
    lowest = got[: (len(got) + 9) // 10]
    return (
        bool(got) and abs(totals.worst - got[0]) < 1e-8 and abs(totals.lowest_tenth - sum(lowest) / len(lowest)) < 1e-8
    )
