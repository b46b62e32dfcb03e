"""Consents: given, revoked, in force."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select

from data.db import db
from data.ids import new_id
from data.models.people import Consent
from data.store import paging
from data.store.paging import Found, Key, Page
from data.store.people import Kind


def add(
    kind: Kind,
    person_id: str,
    program_id: str,
    *,
    purpose: str,
    text_version: int,
    how: str,
    given_on: date,
    now: datetime,
    by: str | None,
    match_id: str | None = None,
    elements: Mapping[str, str] | None = None,
) -> Consent:
    """``elements``: what 42 CFR 2.31 wants named, for a consent that lets identity pass."""
    consent = Consent(
        id=new_id(),
        program_id=program_id,
        mentee_id=person_id if kind == Kind.MENTEE else None,
        mentor_id=person_id if kind == Kind.MENTOR else None,
        purpose=purpose,
        text_version=text_version,
        how=how,
        given_on=given_on,
        recorded_at=now,
        recorded_by=by,
        match_id=match_id,
        **(elements or {}),
    )
    db.session.add(consent)
    return consent


def of_person(kind: Kind, person_id: str, page: Page) -> Found:
    """All that a person gave, the oldest first."""
    statement = select(Consent).where(_of(kind) == person_id)
    return paging.find(statement, (Key(Consent.recorded_at), Key(Consent.id)), page)


def find(kind: Kind, person_id: str, consent_id: str) -> Consent | None:
    return db.session.scalar(select(Consent).where(_of(kind) == person_id, Consent.id == consent_id))


def in_force(kind: Kind, person_id: str, purpose: str, match_id: str | None = None) -> Consent | None:
    return next(iter(all_in_force(kind, person_id, purpose, match_id)), None)


def all_in_force(kind: Kind, person_id: str, purpose: str, match_id: str | None = None) -> Sequence[Consent]:
    """The newest first; ``match_id`` for those that are bound to one match."""
    statement = select(Consent).where(_of(kind) == person_id, Consent.purpose == purpose, Consent.revoked_at.is_(None))
    if match_id is not None:
        statement = statement.where(Consent.match_id == match_id)
    return db.session.scalars(statement.order_by(Consent.recorded_at.desc(), Consent.id)).all()


def took_back(person_id: str, purpose: str) -> bool:
    """Whether this person agreed once and does not any more."""
    theirs = (Consent.mentee_id == person_id) | (Consent.mentor_id == person_id)
    given = db.session.scalars(select(Consent.revoked_at).where(theirs, Consent.purpose == purpose)).all()
    return bool(given) and all(given)


def in_force_of_each(kind: Kind, person_ids: Iterable[str]) -> dict[str, list[Consent]]:
    """By person, the oldest first; those that are bound to one match left out."""
    statement = select(Consent).where(
        _of(kind).in_(list(person_ids)), Consent.revoked_at.is_(None), Consent.match_id.is_(None)
    )
    found: dict[str, list[Consent]] = {}
    for consent in db.session.scalars(statement.order_by(Consent.recorded_at, Consent.id)):
        found.setdefault(consent.person_id, []).append(consent)
    return found


def mentors_who_consent_to_matching(mentor_ids: Collection[str] | None = None) -> set[str]:
    """Of these mentors, or of all."""
    statement = select(Consent.mentor_id).where(
        Consent.mentor_id.is_not(None),
        Consent.purpose == "matching",
        Consent.revoked_at.is_(None),
    )
    if mentor_ids is not None:
        statement = statement.where(Consent.mentor_id.in_(mentor_ids))
    return {mentor_id for mentor_id in db.session.scalars(statement) if mentor_id}


def _of(kind: Kind):  # type: ignore[no-untyped-def]
    return Consent.mentee_id if kind == Kind.MENTEE else Consent.mentor_id
