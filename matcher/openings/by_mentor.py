"""What one mentor could change: an answer, a way of meeting, half an hour more, a place."""

from collections.abc import Iterator
from itertools import islice

import numpy as np

from matcher import week
from matcher.explain import Phrase
from matcher.openings import half_hours
from matcher.openings.change import By, Change, Kind
from matcher.openings.closer import Closer
from matcher.openings.windows import phrase_of
from matcher.pair import Reason
from matcher.people import Mentor

# Of changes that are alike (one mentor each, as much asked of each), so many are looked for, by id.
MOST_ALIKE = 10


def changes(closer: Closer) -> Iterator[Change]:
    for alike in (_since(closer), _formats(closer), _windows(closer)):
        yield from islice(alike, MOST_ALIKE)
    yield from _places(closer)


def _since(closer: Closer) -> Iterator[Change]:
    """Of those who have not said how long they have been in recovery: the answer that would do."""
    for mentor, objection in closer.objected(Reason.TOO_EARLY):
        if objection.phrase.values["months"] is None:
            yield Change(By.MENTOR, Kind.SINCE, objection.would_change, (mentor.id,))


def _formats(closer: Closer) -> Iterator[Change]:
    formats = tuple(sorted(closer.mentee.formats or ()))
    if formats:
        phrase = Phrase("opening.format", {"who": By.MENTOR.value, "formats": formats})
        for mentor_id in closer.alone[Reason.NO_SHARED_FORMAT]:
            yield Change(By.MENTOR, Kind.FORMAT, phrase, (mentor_id,))


def _windows(closer: Closer) -> Iterator[Change]:
    theirs = week.free_slots(closer.mentee.weekly or (), closer.mentee.time_zone, closer.monday)
    for mentor in closer.mentors(Reason.NO_SHARED_TIME):
        quarter = _nearest(closer, mentor, theirs)
        if quarter is not None:
            yield Change(By.MENTOR, Kind.TIME, phrase_of(By.MENTOR, quarter), (mentor.id,))


def _nearest(closer: Closer, mentor: Mentor, theirs: int) -> int | None:
    """The half hour that would do, nearest to the times that the mentor gives already; None when none would."""
    own = week.free_slots(mentor.weekly or (), mentor.time_zone, closer.monday)
    quarters, slots = half_hours.sayable(mentor.time_zone, closer.monday)
    would_do = quarters[half_hours.as_array(half_hours.starts(own, theirs))[slots]]
    if not would_do.size:
        return None
    order = np.lexsort((would_do, half_hours.oddness(would_do), half_hours.distance(would_do, mentor)))
    return int(would_do[order[0]])


def _places(closer: Closer) -> Iterator[Change]:
    """Not of those who offer no place at all: whoever takes nobody new is not to be pressed."""
    for mentor, objection in closer.objected(Reason.AT_CAPACITY):
        if mentor.capacity:
            needed = closer.pool.record(mentor.id).places_in_use - mentor.capacity + 1
            yield Change(By.MENTOR, Kind.PLACE, objection.would_change, (mentor.id,), needed)
