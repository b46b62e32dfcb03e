"""Decisions of the past, and the same as differences: the chosen one against each who was passed over."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

# Differences beyond these places are noise of floating point; a constant added to a column leaves no trace.
_PLACES = 9


@dataclass(frozen=True, eq=False)
class Decision:
    """Of several people shown for one ``asker``, one was chosen.

    ``similarities``: rows (those shown) x factors, finite, in whatever unit the weights multiply. What nobody was
    compared in is the same number in every row. ``groups``: by topic the groups that each row belongs to, none where
    nothing is known. ``candidates``: who the rows are; only how many different ones a group has is ever read, and
    without them every row is somebody else. Raises ValueError.
    """

    asker: str
    similarities: NDArray[np.float64]
    chosen: int
    candidates: Sequence[str] = ()
    groups: Mapping[str, Sequence[Collection[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.similarities.ndim != 2 or not np.isfinite(self.similarities).all():
            raise ValueError("similarities are a table of finite numbers, a row for each person shown")
        shown = len(self.similarities)
        if not 0 <= self.chosen < shown:
            raise ValueError("the chosen one is among those shown")
        if any(len(each) != shown for each in self.groups.values()) or len(self.candidates) not in (0, shown):
            raise ValueError("groups and candidates name one for each person shown")

    @property
    def passed_over(self) -> int:
        return len(self.similarities) - 1

    def differences(self) -> NDArray[np.float64]:
        """Those passed over x factors: how much more alike the chosen one was; in the order of the numbers."""
        chosen = self.similarities[self.chosen]
        behind = np.delete(chosen - self.similarities, self.chosen, axis=0)
        # Adding 0.0 makes one zero of two: -0.0 has other bytes.
        rounded: NDArray[np.float64] = np.round(behind, _PLACES) + 0.0
        return rounded[np.lexsort(rounded.T[::-1])] if rounded.size else rounded


@dataclass(frozen=True, eq=False)
class Pairs:
    """``differences``: pairs x factors. ``shares``: what each pair counts; those of one decision count 1 together."""

    differences: NDArray[np.float64]
    shares: NDArray[np.float64]
    decisions: int


def pairs_of(decisions: Sequence[Decision]) -> Pairs:
    """The decisions in which somebody was passed over, in an order of their own: that of their numbers."""
    tables = sorted((each.differences() for each in decisions if each.passed_over), key=lambda table: table.tobytes())
    shares = [np.full(len(table), 1 / len(table)) for table in tables]
    return Pairs(np.concatenate(tables), np.concatenate(shares), len(tables))


def by_asker(decisions: Sequence[Decision]) -> list[list[Decision]]:
    """The decisions of each asker, in an order that follows from what was decided and from nobody's name."""
    together: dict[str, list[tuple[bytes, Decision]]] = {}
    for decision in decisions:
        together.setdefault(decision.asker, []).append((decision.differences().tobytes(), decision))
    sorted_within = [sorted(each, key=lambda pair: pair[0]) for each in together.values()]
    sorted_within.sort(key=lambda each: [content for content, _ in each])
    return [[decision for _, decision in each] for each in sorted_within]
