"""The order of the eligible mentors: by score, and even scores by the agreed rule; and how steady it is."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from matcher.pair import free_places, record_of
from matcher.people import Mentor, Program
from matcher.score import Scores, Table

# A place is steady when it stands under any single weight that is a fifth less or more.
CHANGED_BY = (0.8, 1.2)
_NEVER = datetime.min.replace(tzinfo=UTC)


class Order:
    """Places from 1. Each row has a whole number of its own, and better is smaller."""

    def __init__(self, scores: Scores, ties: NDArray[np.int64]) -> None:
        self._keys = ties - scores.units() * len(ties)

    def best(self, limit: int) -> list[int]:
        return [int(row) for row in np.argsort(self._keys)[:limit]]

    def place(self, row: int) -> int:
        return 1 + int(np.count_nonzero(self._keys < self._keys[row]))

    def next_after(self, row: int) -> int | None:
        """The row one place below; None for the last."""
        below = np.flatnonzero(self._keys > self._keys[row])
        return int(below[np.argmin(self._keys[below])]) if below.size else None


def ties_of(eligible: Sequence[Mentor], program: Program) -> NDArray[np.int64]:
    """The place of each among even scores: more free places, never introduced, longest ago, id."""

    def key(row: int) -> tuple[int, bool, datetime, str]:
        mentor = eligible[row]
        introduced = record_of(mentor, program).last_introduced
        return -free_places(mentor, program), introduced is not None, introduced or _NEVER, mentor.id

    ties = np.empty(len(eligible), dtype=np.int64)
    ties[sorted(range(len(eligible)), key=key)] = np.arange(len(eligible))
    return ties


def steady(rows: Sequence[int], table: Table, weights: Mapping[str, float], ties: NDArray[np.int64]) -> dict[int, bool]:
    """Of these rows, which keep their place under any single weight changed by a fifth either way."""
    now = Order(table.under(weights), ties)
    places = {row: now.place(row) for row in rows}
    others = [Order(table.under(changed), ties) for changed in _changed(table, weights)] if rows else []
    return {row: all(other.place(row) == place for other in others) for row, place in places.items()}


def _changed(table: Table, weights: Mapping[str, float]) -> Iterator[dict[str, float]]:
    for column in table.columns:
        if weights[column.factor] > 0:
            for times in CHANGED_BY:
                yield {**weights, column.factor: weights[column.factor] * times}
