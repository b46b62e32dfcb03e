"""Rows as the matcher knows people: through ``data.convert``, without who they are."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import select

from data import convert
from data.db import current_keyring, db
from data.models.people import Mentee, Mentor, SealedIdentity
from data.pool_versions import NOT_FOR_MATCHING
from data.seal import Sealed
from data.store import people
from matcher import people as known

_MATCHED_BY = [getattr(Mentor, column.key) for column in Mentor.__table__.columns if column.key not in NOT_FOR_MATCHING]


def person(row: Mentee | Mentor) -> known.Mentee | known.Mentor:
    words = people.words(row.id)
    return convert.mentee(row, words) if isinstance(row, Mentee) else convert.mentor(row, words)


def mentee(row: Mentee) -> known.Mentee:
    return convert.mentee(row, people.words(row.id))


def mentees(rows: Sequence[Mentee]) -> tuple[known.Mentee, ...]:
    opened = people.all_words([row.id for row in rows])
    return tuple(convert.mentee(row, opened[row.id]) for row in rows)


def all_mentors(mentor_ids: Collection[str] | None = None) -> Iterator[known.Mentor]:
    """Of these ids, or everyone. Read as columns, since very many are: no row is kept in the session."""
    statement = select(*_MATCHED_BY, SealedIdentity.key_id, SealedIdentity.sealed).outerjoin(
        SealedIdentity, SealedIdentity.subject_id == Mentor.id
    )
    if mentor_ids is not None:
        statement = statement.where(Mentor.id.in_(mentor_ids))
    keyring = current_keyring()
    row: Any
    for row in db.session.execute(statement):
        sealed = None if row.sealed is None else Sealed(row.key_id, row.sealed)
        yield convert.mentor(row, keyring.open(row.id, sealed) if sealed else {})


def mentors(rows: Sequence[Mentor]) -> tuple[known.Mentor, ...]:
    opened = people.all_words([row.id for row in rows])
    return tuple(convert.mentor(row, opened[row.id]) for row in rows)
