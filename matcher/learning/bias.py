"""Whether people of a group were chosen as often as others who were as alike.

Two people with the same similarities are chosen equally often by whoever looks at nothing else: with the chance of
McFadden's model (1974), ``exp(sharpness x score)`` over the sum of these for all who were shown, by weights fitted to
the decisions for other askers. What was chosen beyond that, or short of it, is what the similarities don't explain. It
need not be ill will (a list leaves things out), but whoever learns from these decisions should know it first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from matcher.learning.evaluating import EVEN_PLACES, Judged
from matcher.looking_back.disclosure import SMALLEST

_DOUBT = 0.05
# Below so many expected surprises a normal curve says little.
_LEAST_VARIANCE = 3.0


class Finding(StrEnum):
    MORE_OFTEN = "more_often"
    LESS_OFTEN = "less_often"
    AS_EXPECTED = "as_expected"
    NOT_ENOUGH = "not_enough_to_tell"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Shares of the decisions. ``chosen``: that somebody of the group was; ``expected``: that somebody would have been
    by the similarities alone; ``low`` to ``high``: how much more often they were, all groups at once 95 times in 100.
    ``first_now`` and ``first_then``: that somebody of the group stands first.
    """

    chosen: float
    expected: float
    low: float
    high: float
    first_now: float
    first_then: float


@dataclass(frozen=True, slots=True)
class GroupShares:
    """``numbers`` is None where the cell is small."""

    topic: str
    group: str
    finding: Finding
    numbers: Numbers | None


@dataclass(frozen=True, eq=False)
class _Cell:
    """A number for each decision, but for ``people``: how many different ones of the group were shown."""

    topic: str
    group: str
    people: int
    chosen: NDArray[np.float64]
    expected: NDArray[np.float64]
    first_now: NDArray[np.float64]
    first_then: NDArray[np.float64]


def by_group(held: Sequence[Judged], now: NDArray[np.float64], then: NDArray[np.float64]) -> tuple[GroupShares, ...]:
    """By topic and group. Groups of fewer than SMALLEST people are not named at all."""
    cells = _cells(held, now, then)
    hidden = [cell for _, together in groupby(cells, key=lambda cell: cell.topic) for cell in _hidden(list(together))]
    named = [cell for cell in cells if cell.people >= SMALLEST]
    return tuple(_shares(cell, len(named), cell in hidden) for cell in named)


def _cells(held: Sequence[Judged], now: NDArray[np.float64], then: NDArray[np.float64]) -> list[_Cell]:
    members: dict[tuple[str, str], list[NDArray[np.bool_]]] = {}
    named = {
        (topic, group) for each in held for topic, rows in each.decision.groups.items() for row in rows for group in row
    }
    for topic, group in sorted(named):
        members[topic, group] = [_members(each, topic, group) for each in held]
    chances = [_chances(each.decision.similarities @ each.fit.weights, each.fit.sharpness) for each in held]
    firsts = [[_firsts(each.decision.similarities @ weights) for each in held] for weights in (now, then)]
    chosen = [np.eye(len(each.decision.similarities))[each.decision.chosen] for each in held]
    return [
        _Cell(topic, group, _people(held, rows), *(_sums(rows, each) for each in (chosen, chances, *firsts)))
        for (topic, group), rows in members.items()
    ]


def _members(each: Judged, topic: str, group: str) -> NDArray[np.bool_]:
    rows = each.decision.groups.get(topic, ((),) * len(each.decision.similarities))
    return np.array([group in row for row in rows], dtype=np.bool_)


def _people(held: Sequence[Judged], rows: Sequence[NDArray[np.bool_]]) -> int:
    if not all(each.decision.candidates for each in held):
        return sum(int(each.sum()) for each in rows)
    return len(
        {
            each.decision.candidates[int(row)]
            for each, of_it in zip(held, rows, strict=True)
            for row in np.flatnonzero(of_it)
        }
    )


def _chances(scores: NDArray[np.float64], sharpness: float) -> NDArray[np.float64]:
    from scipy.special import softmax

    return np.asarray(softmax(sharpness * scores), dtype=np.float64)


def _firsts(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Those who share the first place have a part of it each."""
    rounded = np.round(scores, EVEN_PLACES)
    best = (rounded == rounded.max()).astype(np.float64)
    shared: NDArray[np.float64] = best / best.sum()
    return shared


def _sums(rows: Sequence[NDArray[np.bool_]], numbers: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    return np.array([each[of_it].sum() for of_it, each in zip(rows, numbers, strict=True)])


def _hidden(cells: Sequence[_Cell]) -> list[_Cell]:
    """Of one topic, the cells whose numbers are not told: those in which fewer than SMALLEST were chosen, or fewer
    were not, and those not named. No subtraction tells one: they are two or more, and SMALLEST were chosen there.
    """
    in_order = sorted(cells, key=lambda cell: (cell.people >= SMALLEST, _size(cell)))
    hidden: list[_Cell] = []
    for cell in in_order:
        open_to_all = cell.people >= SMALLEST and _size(cell) >= SMALLEST
        covered = len(hidden) != 1 and sum(_size(each) for each in hidden) >= SMALLEST
        if open_to_all and (not hidden or covered):
            break
        hidden.append(cell)
    return hidden


def _size(cell: _Cell) -> float:
    chosen = float(cell.chosen.sum())
    return min(chosen, len(cell.chosen) - chosen)


def _shares(cell: _Cell, compared: int, hidden: bool) -> GroupShares:
    surprise = float(cell.chosen.sum() - cell.expected.sum())
    variance = float((cell.expected * (1 - cell.expected)).sum())
    interval = _interval(surprise, variance, compared)
    finding = _finding(*interval) if variance >= _LEAST_VARIANCE else Finding.NOT_ENOUGH
    return GroupShares(cell.topic, cell.group, finding, None if hidden else _numbers(cell, interval))


def _numbers(cell: _Cell, interval: tuple[float, float]) -> Numbers:
    low, high = (each / len(cell.chosen) for each in interval)
    chosen, expected, first_now, first_then = (
        float(each.mean()) for each in (cell.chosen, cell.expected, cell.first_now, cell.first_then)
    )
    return Numbers(chosen, expected, low, high, first_now, first_then)


def _interval(surprise: float, variance: float, compared: int) -> tuple[float, float]:
    """The count is a sum of unequal coin tosses, taken as normal with half a count of slack (a correction for
    continuity); the doubt is shared among all that are compared (Bonferroni).
    """
    from scipy.stats import norm

    width = float(norm.ppf(1 - _DOUBT / (2 * compared))) * variance**0.5 + 0.5
    return surprise - width, surprise + width


def _finding(low: float, high: float) -> Finding:
    if low > 0:
        return Finding.MORE_OFTEN
    return Finding.LESS_OFTEN if high < 0 else Finding.AS_EXPECTED
