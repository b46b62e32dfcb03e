"""Which mentors a transaction changes for matching; and the version of the program's pool, which it raises at its end.

Whatever is flushed is looked at here, in one place, so that no act can forget it. The counter's row stays locked until
the commit, so versions are given out in the order of the commits (docs/decisions/0017-the-pool-follows-a-counter.md).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session

from data.db import before_commit, insert_or_find
from data.models.matches import Match
from data.models.people import Consent, Mentee, Mentor, SealedIdentity
from data.models.pools import PoolChange, PoolHead

ASKED_AT_ONCE = 500
WATCHED = (Mentor, SealedIdentity, Consent, Match)
# What of a mentor the matcher is never told: `data.store.known` does not read it either.
NOT_FOR_MATCHING = {
    *("external_id", "email_lookup", "revision", "created_at", "may_tell", "story_approved"),
    *("training_notice_for", "screening_notice_for"),
}
_OF_A_MATCH = {"mentor_id", "state", "introduced_at"}


class OutOfTurn(RuntimeError):
    """A mentor changes where it can't be followed. A mistake in our code, never an answer to an asker."""


@dataclass(slots=True)
class _Changes:
    """By program. ``written_of``: people whose words were written; which of them are mentors is asked at the end."""

    mentors: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    written_of: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def check_unchanged(session: Session) -> None:
    """Raises OutOfTurn in a transaction that changes a mentor: what a pool took from it might be rolled back."""
    session.flush()
    if "pool_changes" in session.info:
        raise OutOfTurn("a pool is asked for by a transaction that has changed a mentor")


@event.listens_for(Session, "before_flush")
def _watch_rows(session: Session, _context: Any, _some: Any) -> None:
    for row in chain(session.new, session.deleted):
        if isinstance(row, WATCHED):
            _watch(session, row, set(type(row).__table__.columns.keys()))
    for row in session.dirty:
        if isinstance(row, WATCHED):
            _watch(session, row, _written(row))


@event.listens_for(Session, "do_orm_execute")
def _watch_statements(state: ORMExecuteState) -> None:
    """A statement that changes many rows does not say whose: all mentors of the program count as changed."""
    mapper = state.bind_mapper
    if state.is_select or mapper is None or not issubclass(mapper.class_, WATCHED):
        return
    program_id = state.session.info.get("program_id")
    if state.is_insert or program_id is None:
        raise OutOfTurn("rows that matching reads are added to the session, within a program")
    _noted(state.session).mentors[program_id].update(state.session.scalars(select(Mentor.id)))


def _watch(session: Session, row: Mentor | SealedIdentity | Consent | Match, columns: set[str]) -> None:
    """``columns``: those that this flush writes."""
    if isinstance(row, SealedIdentity):
        if columns and (Mentee, (row.subject_id,), None) not in session.identity_map:
            _noted(session).written_of[row.program_id].add(row.subject_id)
        return
    for mentor_id in _mentors_of(row, columns):
        _noted(session).mentors[row.program_id].add(mentor_id)


def _mentors_of(row: Mentor | Consent | Match, columns: set[str]) -> Iterator[str]:
    match row:
        case Mentor() if not columns <= NOT_FOR_MATCHING:
            yield row.id
        case Consent(mentor_id=str(mentor_id), purpose="matching") if columns:
            yield mentor_id
        case Match() if columns & _OF_A_MATCH:
            yield row.mentor_id


def _written(row: Any) -> set[str]:
    state = inspect(row)
    return {column.key for column in state.mapper.column_attrs if state.attrs[column.key].history.has_changes()}


def _noted(session: Session) -> _Changes:
    if session.info.get("ending"):
        raise OutOfTurn("a mentor is changed by one of the last acts of a transaction")
    if "pool_changes" not in session.info:
        session.info["pool_changes"] = changes = _Changes()
        before_commit(lambda: _raise_versions(session, changes), first=True)
    noted: _Changes = session.info["pool_changes"]
    return noted


def _raise_versions(session: Session, changes: _Changes) -> None:
    """Programs in a fixed order, so that all who lock their counters do it alike."""
    for program_id in sorted({*changes.mentors, *changes.written_of}):
        changed = set(changes.mentors[program_id])
        changed |= _mentors_among(session, sorted(changes.written_of[program_id] - changed))
        if changed:
            version = _next_version(session, program_id)
            _write_down(session, [(mentor_id, program_id, version) for mentor_id in sorted(changed)])


def _mentors_among(session: Session, person_ids: list[str]) -> set[str]:
    found: set[str] = set()
    for first in range(0, len(person_ids), ASKED_AT_ONCE):
        some = person_ids[first : first + ASKED_AT_ONCE]
        found.update(session.scalars(select(Mentor.id).where(Mentor.id.in_(some))))
    return found


def _next_version(session: Session, program_id: str) -> int:
    """Locks the counter until the commit; one that is missing starts."""
    start = insert_or_find(PoolHead).values(program_id=program_id, version=1)
    raised = start.on_conflict_do_update(index_elements=["program_id"], set_={"version": PoolHead.version + 1})
    return session.execute(raised.returning(PoolHead.version)).scalar_one()


def _write_down(session: Session, rows: list[tuple[str, str, int]]) -> None:
    insert = insert_or_find(PoolChange.__table__)
    newest = insert.on_conflict_do_update(index_elements=["mentor_id"], set_={"version": insert.excluded.version})
    named = [dict(zip(("mentor_id", "program_id", "version"), row, strict=True)) for row in rows]
    session.connection().execute(newest, named)
