"""Mentees and mentors: what matching reads, in the open; who they are and their free words, sealed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Float,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from data.db import Base, InProgram
from data.models.columns import Instant, document, identifier, one_of, reference
from matcher.lifecycle import MenteeStatus, MentorStatus

Codes = list[str]


def _code() -> Any:
    return mapped_column(String(40))


class Profile(InProgram):
    """The answers that mentees and mentors have in common. NULL: has not said. ``[]``: said none."""

    stage: Mapped[str | None] = _code()
    since: Mapped[date | None]
    experiences: Mapped[Codes | None] = mapped_column(document())
    pathways: Mapped[Codes | None] = mapped_column(document())
    interests: Mapped[Codes | None] = mapped_column(document())
    shared: Mapped[Codes | None] = mapped_column(document())
    gender: Mapped[str | None] = _code()
    age_band: Mapped[str | None] = _code()
    region: Mapped[str | None] = _code()
    languages: Mapped[Codes] = mapped_column(document(), nullable=False)
    goals: Mapped[Codes | None] = mapped_column(document())
    formats: Mapped[Codes | None] = mapped_column(document())
    styles: Mapped[Codes | None] = mapped_column(document())
    hours_per_week: Mapped[float | None] = mapped_column(Float)
    time_zone: Mapped[str] = mapped_column(String(64))
    weekly: Mapped[list[dict[str, str]] | None] = mapped_column(document())
    time_off: Mapped[list[dict[str, str]] | None] = mapped_column(document())
    must: Mapped[list[dict[str, Any]] | None] = mapped_column(document())
    may_tell: Mapped[Codes | None] = mapped_column(document())

    external_id: Mapped[str | None] = mapped_column(String(100))
    email_lookup: Mapped[str | None] = mapped_column(String(64), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Instant)


class Mentee(Profile, Base):
    __tablename__ = "mentees"
    __table_args__ = (
        UniqueConstraint("program_id", "external_id"),
        CheckConstraint("hours_per_week BETWEEN 0.5 AND 10", name="hours_in_range"),
        Index("ix_mentees_waiting", "program_id", "status", "waiting_since", "id"),
    )

    id: Mapped[str] = identifier()
    status: Mapped[MenteeStatus] = mapped_column(one_of(MenteeStatus, "status"))
    waiting_since: Mapped[date]
    matters: Mapped[Codes | None] = mapped_column(document())


class Mentor(Profile, Base):
    """``training_notice_for``, ``screening_notice_for``: the day of expiry that was told of already."""

    __tablename__ = "mentors"
    __table_args__ = (
        UniqueConstraint("program_id", "external_id"),
        CheckConstraint("hours_per_week BETWEEN 0.5 AND 10", name="hours_in_range"),
        CheckConstraint("capacity BETWEEN 0 AND 50", name="capacity_in_range"),
        Index("ix_mentors_status", "program_id", "status", "id"),
    )

    id: Mapped[str] = identifier()
    status: Mapped[MentorStatus] = mapped_column(one_of(MentorStatus, "status"))
    capacity: Mapped[int] = mapped_column(default=1)
    not_comfortable_with: Mapped[Codes | None] = mapped_column(document())
    training_completed_on: Mapped[date | None]
    training_expires_on: Mapped[date | None]
    screening_checked_on: Mapped[date | None]
    screening_expires_on: Mapped[date | None]
    training_notice_for: Mapped[date | None]
    screening_notice_for: Mapped[date | None]
    story_approved: Mapped[bool] = mapped_column(default=False)


class SealedIdentity(InProgram, Base):
    """One sealed JSON a person: identity, about, story, keep_apart_words, right_now."""

    __tablename__ = "sealed_identities"

    subject_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    key_id: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class KeptApart(InProgram, Base):
    """Two people who are never to be paired. Who asked is never shown."""

    __tablename__ = "kept_apart"
    __table_args__ = (UniqueConstraint("mentee_id", "mentor_id"),)

    id: Mapped[str] = identifier()
    mentee_id: Mapped[str] = reference("mentees.id")
    mentor_id: Mapped[str] = reference("mentors.id", index=True)
    asked_by: Mapped[str] = mapped_column(one_of(("coordinator", "mentee", "mentor"), "asked_by"))
    created_by: Mapped[str | None] = reference("accounts.id", nullable=True)
    created_at: Mapped[datetime] = mapped_column(Instant)


_IDENTITY_PASSES_ONLY_WITH_ALL_ELEMENTS = (
    "purpose <> 'introduction' OR (match_id IS NOT NULL AND from_whom IS NOT NULL AND to_whom IS NOT NULL"
    " AND what IS NOT NULL AND what_for IS NOT NULL AND until IS NOT NULL AND how_to_revoke IS NOT NULL)"
)


class Consent(InProgram, Base):
    """Who agreed, to what, in which words, how and when.

    A consent that lets identity pass carries every element that 42 CFR 2.31 names, none of them missing.
    """

    __tablename__ = "consents"
    __table_args__ = (
        CheckConstraint("(mentee_id IS NULL) <> (mentor_id IS NULL)", name="one_person"),
        CheckConstraint(_IDENTITY_PASSES_ONLY_WITH_ALL_ELEMENTS, name="introduction_is_complete"),
        Index("ix_consents_of_mentee", "mentee_id", "purpose"),
        Index("ix_consents_of_mentor", "mentor_id", "purpose"),
    )

    id: Mapped[str] = identifier()
    mentee_id: Mapped[str | None] = reference("mentees.id", nullable=True)
    mentor_id: Mapped[str | None] = reference("mentors.id", nullable=True)
    purpose: Mapped[str] = mapped_column(
        one_of(
            ("matching", "introduction", "referral_feedback", "messages", "research"),
            "purpose",
        )
    )
    text_version: Mapped[int]
    how: Mapped[str] = mapped_column(one_of(("online", "phone", "in_person", "paper"), "how"))
    given_on: Mapped[date]
    match_id: Mapped[str | None] = reference("matches.id", index=True, nullable=True)
    from_whom: Mapped[str | None] = mapped_column(String(200))
    to_whom: Mapped[str | None] = mapped_column(String(200))
    what: Mapped[str | None] = mapped_column(String(400))
    what_for: Mapped[str | None] = mapped_column(String(200))
    until: Mapped[str | None] = mapped_column(String(200))
    how_to_revoke: Mapped[str | None] = mapped_column(String(400))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str | None] = reference("accounts.id", nullable=True)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_by: Mapped[str | None] = reference("accounts.id", nullable=True)

    @property
    def person_id(self) -> str:
        person_id = self.mentee_id or self.mentor_id
        assert person_id is not None
        return person_id
