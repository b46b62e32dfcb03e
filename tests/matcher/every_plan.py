"""Small waiting lists as Hypothesis draws them, and the best of every plan there is, found by trying them all."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from matcher.check import Asked
from matcher.plan import Objective, Pair, Plan, plan

# Tenths for many even scores, billionths for the smallest difference that counts, and anything else.
SCORES = st.one_of(
    st.integers(0, 10).map(lambda tenths: tenths / 10),
    st.integers(0, 3).map(lambda units: 0.5 + units * 1e-9),
    st.floats(0, 1),
)
OBJECTIVES = st.sampled_from(Objective)
Key = tuple[int, int, int]


def made(asked: Asked) -> Plan:
    return plan(asked.scores, asked.places, asked.objective, asked.pinned, asked.forbidden)


@st.composite
def waiting_lists(draw: st.DrawFn, objectives: st.SearchStrategy[Objective] = OBJECTIVES) -> Asked:
    """Up to four people and four mentors with up to two places, pins that can be kept, and forbidden pairs."""
    mentees, mentors = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    cells = draw(st.lists(SCORES | st.just(np.nan), min_size=mentees * mentors, max_size=mentees * mentors))
    scores = np.array(cells, dtype=np.float64).reshape(mentees, mentors)
    places = np.array(draw(st.lists(st.integers(0, 2), min_size=mentors, max_size=mentors)), dtype=np.int64)
    eligible = [(int(row), int(column)) for row, column in np.argwhere(~np.isnan(scores))]
    some = st.lists(st.sampled_from(eligible), max_size=2, unique=True) if eligible else st.just([])
    forbidden = draw(some)
    pinned = _that_can_be_kept([pair for pair in draw(some) if pair not in forbidden], places)
    return Asked(scores, places, draw(objectives), pinned, forbidden)


def _that_can_be_kept(pairs: list[Pair], places: NDArray[np.int64]) -> list[Pair]:
    kept: list[Pair] = []
    for mentee, mentor in pairs:
        taken = sum(column == mentor for _, column in kept)
        if taken < places[mentor] and mentee not in [row for row, _ in kept]:
            kept.append((mentee, mentor))
    return kept


@dataclass(frozen=True)
class Rules:
    """What a plan may do, and how good it is, in whole billionths, written from the design alone."""

    asked: Asked

    def units(self, mentee: int, mentor: int) -> int:
        return round(float(self.asked.scores[mentee, mentor]) * 10**9)

    def allowed(self, mentee: int, mentor: int) -> bool:
        return not np.isnan(self.asked.scores[mentee, mentor]) and (mentee, mentor) not in self.asked.forbidden

    def every(self) -> list[tuple[int | None, ...]]:
        """Every plan that is allowed and keeps the pins."""
        mentees, mentors = self.asked.scores.shape
        pins = dict(self.asked.pinned)
        choices = [
            [pins[row]] if row in pins else [None, *(column for column in range(mentors) if self.allowed(row, column))]
            for row in range(mentees)
        ]
        return [one for one in product(*choices) if all(one.count(j) <= self.asked.places[j] for j in range(mentors))]

    def gets(self, mentors: tuple[int | None, ...]) -> list[int]:
        """The scores of whoever was not pinned."""
        pins = dict(self.asked.pinned)
        return [self.units(row, at) for row, at in enumerate(mentors) if at is not None and row not in pins]

    def best(self) -> Key:
        plans = [self.gets(mentors) for mentors in self.every()]
        count = max(len(got) for got in plans)
        worst = max(min(got, default=0) for got in plans if len(got) == count)
        return max(self.key(got, worst) for got in plans if len(got) == count)

    def key(self, got: list[int], worst: int) -> Key:
        """People matched, their worst score (of no matter for the total), and the sum that the objective raises.
        ``worst``: the best that the worst can be."""
        if self.asked.objective is Objective.TOTAL:
            return len(got), 0, sum(got)
        lowest = min(got, default=0)
        values = [self.lifted(unit, worst) for unit in got] if self.asked.objective is Objective.EVEN else got
        return len(got), lowest, sum(values)

    def lifted(self, unit: int, worst: int) -> int:
        """1 - x ** 6 + (1 - x) / 1000, x from 0 at the highest score there is to 1 at the worst of the plan."""
        highest = max(self.in_reach(), default=worst)
        below = (highest - unit) / max(highest - worst, 1)
        cube = below * below * below
        return round(10**9 * (1 - cube * cube + 0.001 * (1 - below)))

    def in_reach(self) -> list[int]:
        """The scores of allowed pairs of people who were not pinned, with mentors who have a place left."""
        mentees, mentors = self.asked.scores.shape
        pins = dict(self.asked.pinned)
        left = [self.asked.places[column] - list(pins.values()).count(column) for column in range(mentors)]
        pairs = product((row for row in range(mentees) if row not in pins), range(mentors))
        return [self.units(*pair) for pair in pairs if left[pair[1]] > 0 and self.allowed(*pair)]
