"""Programs, the people who sign in to them, and their tokens."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from data.db import Base
from data.models.columns import Instant, document, identifier, one_of, reference

ROLES = ("administrator", "coordinator", "mentor", "mentee", "auditor", "referrer")


class Program(Base):
    """A tenant, and its settings."""

    __tablename__ = "programs"
    __table_args__ = (
        CheckConstraint("minimum_months BETWEEN 0 AND 600", name="minimum_months_in_range"),
        CheckConstraint("smallest_group BETWEEN 2 AND 1000", name="smallest_group_in_range"),
        CheckConstraint("days_to_answer BETWEEN 1 AND 365", name="days_to_answer_in_range"),
        CheckConstraint("days_before_expiry BETWEEN 1 AND 365", name="days_before_expiry_in_range"),
    )

    id: Mapped[str] = identifier()
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    time_zone: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8), default="en")
    minimum_months: Mapped[int] = mapped_column(default=12)
    training_required: Mapped[bool] = mapped_column(default=True)
    screening_required: Mapped[bool] = mapped_column(default=True)
    smallest_group: Mapped[int] = mapped_column(default=5)
    days_to_answer: Mapped[int] = mapped_column(default=14)
    days_before_expiry: Mapped[int] = mapped_column(default=30, server_default="30")
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Instant)


class Account(Base):
    """Someone who can sign in. The address is sealed; it is found again by its keyed hash."""

    __tablename__ = "accounts"

    id: Mapped[str] = identifier()
    email_lookup: Mapped[str] = mapped_column(String(64), unique=True)
    key_id: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(Instant)


class Membership(Base):
    """One role of an account in one program; a mentor's or mentee's points at their profile.

    ``signed_in_at``: when the account first acted in this role.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("account_id", "program_id", "role"),
        CheckConstraint(
            "(role = 'mentee') = (mentee_id IS NOT NULL) AND (role = 'mentor') = (mentor_id IS NOT NULL)",
            name="profile_fits_role",
        ),
    )

    id: Mapped[str] = identifier()
    account_id: Mapped[str] = reference("accounts.id", index=True)
    program_id: Mapped[str] = reference("programs.id", index=True)
    role: Mapped[str] = mapped_column(one_of(ROLES, "role"))
    mentee_id: Mapped[str | None] = mapped_column(String(32), ForeignKey("mentees.id"), unique=True)
    mentor_id: Mapped[str | None] = mapped_column(String(32), ForeignKey("mentors.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    signed_in_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def person_id(self) -> str | None:
        return self.mentee_id or self.mentor_id


class Token(Base):
    """A bearer token, stored as its SHA-256 only."""

    __tablename__ = "tokens"

    id: Mapped[str] = identifier()
    membership_id: Mapped[str] = reference("memberships.id", index=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class BrowserSession(Base):
    """Somebody signed in on the pages, in one of their roles; the cookie's secret is stored as its SHA-256 only.

    ``last_seen_at`` is put forward while the pages are used; whoever has not been seen for a while is signed out.
    """

    __tablename__ = "browser_sessions"

    id: Mapped[str] = identifier()
    membership_id: Mapped[str] = reference("memberships.id", index=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class OneTimeSecret(Base):
    """An invitation, a password reset or a sign-in: single use, stored as its SHA-256 only.

    A sign-in is good only in the ``browser`` that asked for it: the SHA-256 of what its cookie holds.

    It is for an account, or for a mentee or mentor who gets their account by using it. ``email_lookup`` is the keyed
    hash of the address that it was mailed to: to nobody who reads another address is it worth anything.
    """

    __tablename__ = "one_time_secrets"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN account_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN mentee_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN mentor_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="for_one",
        ),
        CheckConstraint("account_id IS NOT NULL OR program_id IS NOT NULL", name="a_person_has_a_program"),
        CheckConstraint("(purpose = 'sign_in') = (browser IS NOT NULL)", name="a_sign_in_has_a_browser"),
    )

    id: Mapped[str] = identifier()
    account_id: Mapped[str | None] = reference("accounts.id", index=True, nullable=True)
    mentee_id: Mapped[str | None] = reference("mentees.id", index=True, nullable=True)
    mentor_id: Mapped[str | None] = reference("mentors.id", index=True, nullable=True)
    program_id: Mapped[str | None] = reference("programs.id", nullable=True)
    email_lookup: Mapped[str | None] = mapped_column(String(64))
    browser: Mapped[str | None] = mapped_column(String(64))
    purpose: Mapped[str] = mapped_column(one_of(("invitation", "reset", "sign_in"), "purpose"))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class SignInTries(Base):
    """How often somebody tried in a row to sign in with one address from one network, right passwords not counted.

    ``subject`` is a keyed hash of both: neither the address nor the network can be read from it.
    """

    __tablename__ = "sign_in_tries"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(Instant, index=True)


class WeightsVersion(Base):
    """A set of weights that was in force from ``created_at`` until the next version."""

    __tablename__ = "weights_versions"
    __table_args__ = (UniqueConstraint("program_id", "version"),)

    id: Mapped[str] = identifier()
    program_id: Mapped[str] = reference("programs.id", index=True)
    version: Mapped[int]
    weights: Mapped[dict[str, float]] = mapped_column(document(), nullable=False)
    evidence: Mapped[dict[str, str]] = mapped_column(document(), nullable=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str | None] = reference("accounts.id", nullable=True)


class IdempotencyKey(Base):
    """What a request did that may come again; kept 24 hours.

    ``asker`` is an account in one of its roles, or ``anyone``. ``key`` is the SHA-256 of what the client sent,
    ``body_digest`` a keyed hash of the body. ``subject_id`` is what the request made or moved.
    """

    __tablename__ = "idempotency_keys"
    __table_args__ = (UniqueConstraint("program_id", "asker", "method", "path", "key"),)

    id: Mapped[str] = identifier()
    program_id: Mapped[str] = reference("programs.id")
    asker: Mapped[str] = mapped_column(String(64))
    method: Mapped[str] = mapped_column(String(8))
    path: Mapped[str] = mapped_column(String(300))
    key: Mapped[str] = mapped_column(String(64))
    body_digest: Mapped[str] = mapped_column(String(64))
    subject_id: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant, index=True)
