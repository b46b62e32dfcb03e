"""Rows as the matcher knows people: through ``data.convert``, without who they are."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from data import convert
from data.db import current_keyring, db
from data.models.matches import IS_OPEN, Match
from data.models.people import Consent, Mentee, Mentor, SealedIdentity
from data.models.programs import Program, WeightsVersion
from data.pool_versions import NOT_FOR_MATCHING
from data.prepared import Prepared
from data.seal import Sealed
from data.store import people, pool_changes
from matcher import people as known

_MATCHED_BY = [getattr(Mentor, column.key) for column in Mentor.__table__.columns if column.key not in NOT_FOR_MATCHING]


def person(row: Mentee | Mentor) -> known.Mentee | known.Mentor:
    words = people.words(row.id)
    return convert.mentee(row, words) if isinstance(row, Mentee) else convert.mentor(row, words)


def mentee(row: Any, words: Mapping[str, Any] | None = None) -> known.Mentee:
    """``words``: theirs, where they are open already."""
    return convert.mentee(row, people.words(row.id) if words is None else words)


@dataclass(frozen=True, slots=True)
class Sought:
    """A mentee for whom a mentor is to be found, the weights in force, and how far the program's mentors are.

    ``row``: their columns; ``words``: their sealed document, opened.
    """

    row: Any
    words: Mapping[str, Any]
    has_open_match: bool
    agrees_to_matching: bool
    weights_version: int
    weights: Mapping[str, float]
    head: pool_changes.Head


_every_version = aliased(WeightsVersion)
_newest = (
    select(func.max(_every_version.version))
    .where(_every_version.program_id == Mentee.program_id)
    .correlate(Mentee)
    .scalar_subquery()
)
_SOUGHT = Prepared(
    select(
        *(getattr(Mentee, column.key) for column in Mentee.__table__.columns),
        SealedIdentity.key_id,
        SealedIdentity.sealed,
        exists().where(Match.mentee_id == Mentee.id, IS_OPEN).label("has_open_match"),
        exists()
        .where(Consent.mentee_id == Mentee.id, Consent.purpose == "matching", Consent.revoked_at.is_(None))
        .label("agrees_to_matching"),
        WeightsVersion.version.label("weights_version"),
        WeightsVersion.weights,
        *pool_changes.COLUMNS,
    )
    .outerjoin(SealedIdentity, SealedIdentity.subject_id == Mentee.id)
    .join(WeightsVersion, and_(WeightsVersion.program_id == Mentee.program_id, WeightsVersion.version == _newest))
    .join(Program, Program.id == Mentee.program_id)
    .where(Mentee.id == bindparam("mentee_id"))
)


def sought(mentee_id: str) -> Sought | None:
    """All that is asked before a ranking, in one question."""
    row = _SOUGHT.row(mentee_id=mentee_id)
    if row is None:
        return None
    words = {} if row.sealed is None else current_keyring().open(row.id, Sealed(row.key_id, row.sealed))
    return Sought(
        row,
        words,
        row.has_open_match,
        row.agrees_to_matching,
        row.weights_version,
        row.weights,
        pool_changes.head_in(row),
    )


def mentees(rows: Sequence[Mentee], opened: Mapping[str, Mapping[str, Any]]) -> tuple[known.Mentee, ...]:
    """``opened``: the words of each."""
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
