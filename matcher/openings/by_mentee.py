"""What the mentee could change: another way of meeting, half an hour more, one of their wishes."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from matcher import musts, week
from matcher.explain import Phrase
from matcher.openings import half_hours
from matcher.openings.change import By, Change, Kind
from matcher.openings.closer import Closer
from matcher.openings.windows import phrase_of
from matcher.pair import Reason
from matcher.people import Mentor

# Half hours are told greedily: each opens the most of those that the ones before do not open.
WINDOWS = 3


def changes(closer: Closer) -> Iterator[Change]:
    yield from _formats(closer)
    yield from _windows(closer)
    yield from _wishes(closer)


def _formats(closer: Closer) -> Iterator[Change]:
    mentors = list(closer.mentors(Reason.NO_SHARED_FORMAT))
    for code in closer.pool.vocabulary.topics["formats"]:
        opened = tuple(mentor.id for mentor in mentors if code in (mentor.formats or ()))
        if opened:
            phrase = Phrase("opening.format", {"who": By.MENTEE.value, "formats": (code,)})
            yield Change(By.MENTEE, Kind.FORMAT, phrase, opened)


def _windows(closer: Closer) -> Iterator[Change]:
    mentors = list(closer.mentors(Reason.NO_SHARED_TIME))
    if not mentors:
        return
    quarters, slots = half_hours.sayable(closer.mentee.time_zone, closer.monday)
    opens = _opened_by_start(closer, mentors)[:, slots]
    left = np.ones(len(mentors), dtype=np.bool_)
    for _ in range(WINDOWS):
        more = opens[left].sum(axis=0)
        best = np.lexsort((quarters, half_hours.oddness(quarters), -more))[0]
        if not more[best]:
            return
        opened = tuple(mentor.id for mentor, each in zip(mentors, opens[:, best].tolist(), strict=True) if each)
        yield Change(By.MENTEE, Kind.TIME, phrase_of(By.MENTEE, int(quarters[best])), opened)
        left &= ~opens[:, best]


def _opened_by_start(closer: Closer, mentors: list[Mentor]) -> NDArray[np.bool_]:
    """Mentors x slots in UTC: whether half an hour from there on would be a time for the two."""
    mentee, monday = closer.mentee, closer.monday
    own = week.free_slots(mentee.weekly or (), mentee.time_zone, monday)
    theirs = (week.free_slots(mentor.weekly or (), mentor.time_zone, monday) for mentor in mentors)
    return np.array([half_hours.as_array(half_hours.starts(own, each)) for each in theirs])


def _wishes(closer: Closer) -> Iterator[Change]:
    """Each of the mentee's own limits that is the only one to shut somebody out. Only they may give it up."""
    unmet = {mentor.id: musts.unmet(closer.mentee.must, mentor) for mentor in closer.mentors(Reason.MENTEE_PREFERENCE)}
    for wish in dict.fromkeys(closer.mentee.must):
        opened = tuple(mentor_id for mentor_id, wishes in unmet.items() if wishes == (wish,))
        if opened:
            phrase = Phrase("opening.wish", {"about": wish.about, "any_of": tuple(sorted(wish.any_of))})
            yield Change(By.MENTEE, Kind.WISH, phrase, opened)
