"""Who may be paired with one mentee, by columns. What each limit means is said in ``matcher.rules``."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher import week
from matcher.pair import Reason
from matcher.people import Mentee, Must, PairRecords
from matcher.pool.codes import Rows
from matcher.pool.columns import Columns
from matcher.pool.standing import BIT, REASONS

_MEDICATION = "medication"


def eligible(
    columns: Columns, mentee: Mentee, as_of: date, kept_from: Mapping[int, int], standing: Mapping[Reason, int]
) -> tuple[Rows, tuple[tuple[str, int], ...]]:
    """The rows that pass all limits, and how many each limit was the first to stop.

    ``kept_from``: by row, the bits of what the records say of the two. ``standing``: ``first_reasons`` without them.
    """
    passing = columns.standing.bits[: columns.size] == 0
    counts = Counter(standing)
    for row, bits in kept_from.items():
        passing[row] = False
        against = int(columns.standing.bits[row])
        counts[_first(against | bits)] += 1
        if against:
            counts[_first(against)] -= 1
    left = int(np.count_nonzero(passing))
    for reason, fine in between_two(columns, mentee, as_of):
        passing &= fine
        before, left = left, int(np.count_nonzero(passing))
        counts[reason] = before - left
    return np.flatnonzero(passing), tuple((reason.value, counts[reason]) for reason in Reason if counts[reason])


def all_against(columns: Columns, mentee: Mentee, as_of: date, kept_from: Mapping[int, int]) -> NDArray[np.uint32]:
    """Every reason against each row, a bit each."""
    against = columns.standing.bits[: columns.size].astype(np.uint32)
    for row, bits in kept_from.items():
        against[row] |= bits
    for reason, fine in between_two(columns, mentee, as_of):
        against |= (~fine).astype(np.uint32) * np.uint32(BIT[reason])
    return against


def first_reasons(columns: Columns) -> dict[Reason, int]:
    """How many each limit is the first to stop, of those that hold whoever the mentee is."""
    against = columns.standing.bits[: columns.size]
    lowest = against & (~against + np.uint16(1))
    found = np.bincount(np.bitwise_count(lowest - np.uint16(1)), minlength=17)
    return {reason: int(found[number]) for number, reason in enumerate(REASONS)}


def _first(bits: int) -> Reason:
    """The lowest."""
    return REASONS[(bits & -bits).bit_length() - 1]


def between_two(columns: Columns, mentee: Mentee, as_of: date) -> Iterator[tuple[Reason, NDArray[np.bool_]]]:
    """Each limit that rests on both profiles, in the order of the reasons, with who passes it."""
    size, lists = columns.size, columns.lists
    yield Reason.NO_SHARED_LANGUAGE, lists["languages"].any_of(mentee.languages, size)
    if mentee.formats is not None:
        shared = lists["formats"].any_of(mentee.formats, size)
        yield Reason.NO_SHARED_FORMAT, shared | ~lists["formats"].said[:size]
    if mentee.weekly is not None:
        monday = week.reference_monday(as_of)
        yield Reason.NO_SHARED_TIME, columns.weeks.share_a_half_hour(mentee, monday, size)
    yield Reason.NOT_COMFORTABLE, _comfortable(columns, mentee)
    if mentee.must:
        yield Reason.MENTEE_PREFERENCE, np.logical_and.reduce([_meets(columns, must) for must in mentee.must])
    yield Reason.MENTOR_PREFERENCE, columns.musts.met_by(mentee, size)


def by_the_records(between: PairRecords) -> dict[str, int]:
    """For each mentor whom the records keep from this mentee, the bits of the reasons."""
    kept = {
        Reason.SAME_PERSON: between.same_person,
        Reason.KEPT_APART: between.kept_apart,
        Reason.DECLINED_BEFORE: between.declined_before,
    }
    bits: dict[str, int] = {}
    for reason, mentors in kept.items():
        for mentor_id in mentors:
            bits[mentor_id] = bits.get(mentor_id, 0) | BIT[reason]
    return bits


def _comfortable(columns: Columns, mentee: Mentee) -> NDArray[np.bool_]:
    told = (mentee.experiences or frozenset()) | (mentee.pathways or frozenset())
    answered = columns.not_comfortable.said[: columns.size]
    fine = ~columns.not_comfortable.any_of(told, columns.size)
    return fine & answered if _MEDICATION in (mentee.pathways or ()) else fine


def _meets(columns: Columns, must: Must) -> NDArray[np.bool_]:
    """What a mentor has not said meets none."""
    if must.about in columns.answers:
        return columns.answers[must.about].among(must.any_of, columns.size)
    return columns.lists[must.about].any_of(must.any_of, columns.size)
