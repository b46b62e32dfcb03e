"""What is to be sent, and what was done: the outbox and the audit."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.db import Base, InProgram
from data.models.columns import Instant, identifier, one_of, reference


class Delivery:
    """A mail on its way: sent once ``sent_at`` is set, given up once ``dead_at`` is.

    Whoever delivers it holds it until ``leased_until``; whoever died doing so lets it go by that. ``failure`` is a
    code, never the words of a mail server.
    """

    message_id: Mapped[str] = mapped_column(String(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    next_try_at: Mapped[datetime | None] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    dead_at: Mapped[datetime | None] = mapped_column(Instant)
    failure: Mapped[str | None] = mapped_column(String(40))


class OutboxMessage(InProgram, Delivery, Base):
    """A notice that was promised in the same transaction as the act it tells of; sent after it, at least once.

    ``channel`` is ``task`` where the person can't be written to: a coordinator calls them, and says when it is done.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("recipient_kind IN ('mentee', 'mentor', 'account')", name="recipient_kind"),
        Index("ix_outbox_due", "sent_at", "next_try_at"),
    )

    id: Mapped[str] = identifier()
    channel: Mapped[str] = mapped_column(one_of(("email", "task"), "channel"))
    recipient_kind: Mapped[str] = mapped_column(String(10))
    recipient_id: Mapped[str] = mapped_column(String(32))
    notice: Mapped[str] = mapped_column(String(40))
    match_id: Mapped[str | None] = reference("matches.id", index=True, nullable=True)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    done_by: Mapped[str | None] = reference("accounts.id", nullable=True)


class AddressMessage(Delivery, Base):
    """A mail that somebody who did not sign in asked for, to an address that may or may not be known here.

    Who it is for is looked up when it is delivered, so that asking takes the same work for every address. Sealed with
    the address is what the mail needs besides: ``browser`` for a sign-in, ``draft_id`` for a form to go on with.
    """

    __tablename__ = "address_messages"
    __table_args__ = (Index("ix_address_messages_due", "sent_at", "next_try_at"),)

    id: Mapped[str] = identifier()
    purpose: Mapped[str] = mapped_column(one_of(("reset", "sign_in", "draft"), "purpose"))
    key_id: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class AuditEntry(Base):
    """Who did what, when, on what, from which request: ids and codes, never the content.

    ``chain`` is a program's id, or ``service`` for what belongs to none. Each entry's hash covers the one before.
    """

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("chain", "position"),)

    id: Mapped[str] = identifier()
    chain: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[str | None] = mapped_column(String(32), index=True)
    role: Mapped[str] = mapped_column(String(40))
    act: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[str | None] = mapped_column(String(32), index=True)
    why: Mapped[str | None] = mapped_column(String(60))
    request_id: Mapped[str] = mapped_column(String(40))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The last entry of a chain; its row is locked to append."""

    __tablename__ = "audit_heads"

    chain: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
