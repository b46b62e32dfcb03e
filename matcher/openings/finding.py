"""From the limits of all mentors at once to the few who are looked at closer: those one reason away."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.openings import by_mentee, by_mentor, by_program
from matcher.openings.change import NEVER_OFFERED, Change, smallest_first
from matcher.openings.closer import Closer
from matcher.pair import Reason
from matcher.people import Mentee, PairRecords
from matcher.pool import Pool
from matcher.pool.standing import BIT


@dataclass(frozen=True, slots=True)
class Limit:
    """``alone``: how many mentors have no other reason against them. ``among``: how many have it among theirs."""

    reason: Reason
    alone: int
    among: int


@dataclass(frozen=True, slots=True)
class Openings:
    """``limits``: those that remove anybody, in the order of the reasons. ``changes``: the smallest first."""

    considered: int
    eligible: int
    limits: tuple[Limit, ...]
    changes: tuple[Change, ...]


def openings(mentee: Mentee, pool: Pool, between: PairRecords, without: Collection[str] = ()) -> Openings:
    """``without``: mentors of whom nothing is told, and who are not counted."""
    told = others_than(without, pool)
    bits = pool.objections(mentee, between)[told]
    ids = [mentor_id for mentor_id, each in zip(pool.ids, told.tolist(), strict=True) if each]
    return Openings(
        considered=len(ids),
        eligible=int(np.count_nonzero(bits == 0)),
        limits=limits(bits),
        changes=_changes(mentee, pool, between, _alone(bits, ids)),
    )


def others_than(without: Collection[str], pool: Pool) -> NDArray[np.bool_]:
    """In the order of the pool's ids: whether it is any mentor but these."""
    return np.array([mentor_id not in without for mentor_id in pool.ids], dtype=np.bool_)


def limits(bits: NDArray[np.uint32]) -> tuple[Limit, ...]:
    counted = (
        Limit(reason, int(np.count_nonzero(bits == bit)), int(np.count_nonzero(bits & np.uint32(bit))))
        for reason, bit in BIT.items()
    )
    return tuple(limit for limit in counted if limit.among)


def _alone(bits: NDArray[np.uint32], ids: Collection[str]) -> Mapping[Reason, list[str]]:
    """By each reason that may be offered to change, the mentors who have no other, by id."""
    listed = np.array(ids, dtype=object)
    return {reason: sorted(listed[bits == bit].tolist()) for reason, bit in BIT.items() if reason not in NEVER_OFFERED}


def _changes(mentee: Mentee, pool: Pool, between: PairRecords, alone: Mapping[Reason, list[str]]) -> tuple[Change, ...]:
    closer = Closer(mentee, pool, between, alone)
    return smallest_first([*by_mentee.changes(closer), *by_mentor.changes(closer), *by_program.changes(closer)])
