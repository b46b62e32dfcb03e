"""A look over the whole waiting list, from the mentors there are to those who are missing."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.explain import Phrase
from matcher.openings import others_than
from matcher.pair import Reason
from matcher.people import Mentee, PairRecords
from matcher.pool import Pool
from matcher.supply_gaps.recruiting import Recruit, recruits

# With fewer mentors than these to choose from, a person has no good choice: one of them may say no, another be away.
GOOD_CHOICE = 3
_NOT_ACTIVE = np.uint32(1 << list(Reason).index(Reason.NOT_ACTIVE))


@dataclass(frozen=True, slots=True)
class InTheWay:
    """For how many ``people`` this is what stands in the way most often; None: no single thing."""

    reason: Reason | None
    people: int

    @property
    def phrase(self) -> Phrase:
        return Phrase("in_the_way", {"reason": self.reason and self.reason.value, "people": self.people})


@dataclass(frozen=True, slots=True)
class SupplyGaps:
    """``recruits``: the kinds of mentor that open the most doors together, the best first."""

    waiting: int
    without_good_choice: int
    in_the_way: tuple[InTheWay, ...]
    recruits: tuple[Recruit, ...]

    @property
    def opened_together(self) -> int:
        return sum(recruit.adds for recruit in self.recruits)


def supply_gaps(
    waiting: Sequence[tuple[Mentee, PairRecords]], pool: Pool, time_zone: str, without: Collection[str] = ()
) -> SupplyGaps:
    """``time_zone``: the program's, by whose clock a recruit is free. ``without``: mentors who are not counted."""
    counted = others_than(without, pool)
    looked = [(mentee, pool.objections(mentee, between)[counted]) for mentee, between in waiting]
    short = [(mentee, bits) for mentee, bits in looked if np.count_nonzero(bits == 0) < GOOD_CHOICE]
    return SupplyGaps(
        waiting=len(waiting),
        without_good_choice=len(short),
        in_the_way=_in_the_way([bits for _, bits in short]),
        recruits=recruits([mentee for mentee, _ in short], pool.vocabulary, pool.as_of, time_zone),
    )


def _in_the_way(people: Sequence[NDArray[np.uint32]]) -> tuple[InTheWay, ...]:
    """What stands in the way of most people first; of several alike in the order of the reasons."""
    counts = Counter(map(_most_often_alone, people))
    return tuple(
        sorted(
            (InTheWay(reason, counts[reason]) for reason in (*Reason, None) if counts[reason]),
            key=lambda each: -each.people,
        )
    )


def _most_often_alone(bits: NDArray[np.uint32]) -> Reason | None:
    """The reason that shuts out the most of the active mentors on its own; None when none does.

    Mentors who are not active are no supply: of those who have stopped there may be more than of all others.
    """
    active = bits[bits & _NOT_ACTIVE == 0]
    alone = [int(np.count_nonzero(active == 1 << place)) for place in range(len(Reason))]
    return list(Reason)[int(np.argmax(alone))] if any(alone) else None
