"""The pools of mentors that this process holds in memory, each as its database is at the moment it is asked for."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, RLock
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from api.services import pairs, vocabulary
from api.services.acts import Act
from api.services.programs import today_in
from data.db import Database, began, current_database
from data.store import known, pool_changes
from data.store.pool_changes import Head
from matcher.comparison import Comparison
from matcher.people import Mentee, Mentor, MentorRecord, PairRecords, Program
from matcher.pool import Pool

# Programs that a process holds at a time; who has not been asked about for longest is let go, and loaded when asked.
MOST_PROGRAMS = 64


# So many people are compared while others wait for the pool: about as long as one of their own requests takes.
AT_ONCE = 20


class Moved(Exception):
    """The mentors are not what they were a moment ago."""


@dataclass(slots=True)
class _Held:
    """``version``: all changes up to it are in the pool, and had been committed by ``seen_at`` (monotonic).

    ``lock``: columns do not change while somebody reads them.
    """

    lock: RLock = field(default_factory=RLock)
    pool: Pool | None = None
    version: int = 0
    seen_at: float = 0.0


_all_held: WeakKeyDictionary[Database, OrderedDict[str, _Held]] = WeakKeyDictionary()
_one_at_a_time = Lock()


@contextmanager
def up_to_date(act: Act, head: Head | None = None) -> Iterator[Pool]:
    """The program's mentors with every write that was acknowledged before this was asked, for this thread alone.

    Inside the caller's transaction, which has not changed a mentor (else OutOfTurn). Whoever holds it only computes:
    taking a lock of the database meanwhile could wait for somebody who waits for the pool.
    ``head``: where this transaction has asked for it already.
    """
    held = _held(act.program_id)
    with held.lock:
        yield _refreshed(held, act, head)


def in_turns(act: Act, people: Sequence[tuple[Mentee, PairRecords]]) -> Iterator[Comparison]:
    """Each of these people beside the mentors, a few at a time, so that others come in between. As ``up_to_date``.

    Raises Moved where a mentor was changed meanwhile: then what came before is of no use.
    """
    seen: tuple[Pool, int] | None = None
    for first in range(0, len(people), AT_ONCE):
        with up_to_date(act) as pool:
            if seen not in (None, (pool, pool.changes)):
                raise Moved
            seen = pool, pool.changes
            found = [pool.compare(mentee, between) for mentee, between in people[first : first + AT_ONCE]]
        yield from found


def afresh(act: Act) -> Pool:
    """The program's mentors as they are now, for the caller alone. Inside the caller's transaction."""
    return _loaded(act, pool_changes.head(act.program_id))


def _held(program_id: str) -> _Held:
    with _one_at_a_time:
        here = _all_held.setdefault(current_database(), OrderedDict())
        held = here.setdefault(program_id, _Held())
        here.move_to_end(program_id)
        while len(here) > MOST_PROGRAMS:
            here.popitem(last=False)
        return held


def _refreshed(held: _Held, act: Act, asked_before: Head | None) -> Pool:
    """A pool that could not be brought up to date, for whatever reason, is never seen again."""
    pool, held.pool = held.pool, None
    pool_changes.check_unchanged()
    head = asked_before or pool_changes.head(act.program_id)
    if pool is None or _ran_backwards(held, head.version):
        pool, held.version, held.seen_at = _loaded(act, head), head.version, monotonic()
    elif head.version > held.version:
        _take_in(pool, held.version)
        held.version, held.seen_at = head.version, monotonic()
    pool.on(today_in(head, act.now), pairs.requirements_of(head))
    held.pool = pool
    return pool


def _ran_backwards(held: _Held, version: int) -> bool:
    """Whether the database is another than it was, restored from a backup.

    A transaction that began before somebody else saw the newer version may not see it itself, while it waited for the
    pool: that the pool is ahead of it does no harm.
    """
    return version < held.version and began() > held.seen_at


def _loaded(act: Act, program: Any) -> Pool:
    read = Program(
        as_of=today_in(program, act.now),
        mentors=tuple(known.all_mentors()),
        records=pairs.records_of_mentors(),
        requirements=pairs.requirements_of(program),
    )
    return Pool.of(read, vocabulary.for_matching())


def _take_in(pool: Pool, version: int) -> None:
    changed = pool_changes.since(version)
    for first in range(0, len(changed), pairs.READ_AT_ONCE):
        some = changed[first : first + pairs.READ_AT_ONCE]
        there = {mentor.id: mentor for mentor in known.all_mentors(some)}
        records = pairs.records_of_mentors(some)
        for mentor_id in some:
            _put(pool, mentor_id, there.get(mentor_id), records.get(mentor_id, MentorRecord()))


def _put(pool: Pool, mentor_id: str, mentor: Mentor | None, record: MentorRecord) -> None:
    if mentor is not None:
        pool.put(mentor, record)
    elif mentor_id in pool:
        pool.remove(mentor_id)
