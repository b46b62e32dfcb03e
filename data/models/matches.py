"""Suggestions as they were shown, matches with their seat, and the history of each match."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from data.db import Base, InProgram
from data.models.columns import Instant, document, identifier, one_of, reference
from matcher.lifecycle import EndReason, MatchAction, MatchState, Party

OPEN = text("state <> 'closed'")
CONFIRM = "confirm"


class Run(InProgram, Base):
    """A ranked list as it was shown: ids, numbers and phrase keys, no names.

    ``mentor_ids``: those of ``shown``, in its order and then those beside it, so that who was shown how often is read
    without the rest.
    """

    __tablename__ = "runs"
    __table_args__ = (Index("ix_runs_newest", "program_id", "generated_at"),)

    id: Mapped[str] = identifier()
    mentee_id: Mapped[str] = reference("mentees.id", index=True)
    generated_at: Mapped[datetime] = mapped_column(Instant)
    as_of: Mapped[date]
    weights_version: Mapped[int]
    shown: Mapped[dict[str, Any]] = mapped_column(document(), nullable=False)
    mentor_ids: Mapped[list[str]] = mapped_column(document(), nullable=False, server_default=text("'[]'"))
    asked_by: Mapped[str | None] = reference("accounts.id", nullable=True)


class Match(InProgram, Base):
    """From the confirmation to its end it holds one of the mentor's seats, and is the mentee's only one."""

    __tablename__ = "matches"
    __table_args__ = (
        CheckConstraint("seat BETWEEN 1 AND 50", name="seat_in_range"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_has_a_moment"),
        Index(
            "uq_matches_open_seat",
            "mentor_id",
            "seat",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index(
            "uq_matches_open_mentee",
            "mentee_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index("ix_matches_of_mentor", "mentor_id"),
        Index("ix_matches_of_mentee", "mentee_id"),
        Index("ix_matches_by_state", "program_id", "state", "confirmed_at"),
    )

    id: Mapped[str] = identifier()
    mentee_id: Mapped[str] = reference("mentees.id")
    mentor_id: Mapped[str] = reference("mentors.id")
    seat: Mapped[int]
    state: Mapped[MatchState] = mapped_column(one_of(MatchState, "state"))
    run_id: Mapped[str | None] = reference("runs.id", nullable=True)
    confirmed_at: Mapped[datetime] = mapped_column(Instant)
    answer_by: Mapped[date]
    common_ground: Mapped[dict[str, Any]] = mapped_column(document(), nullable=False)
    nudged_at: Mapped[datetime | None] = mapped_column(Instant)
    introduced_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_by_action: Mapped[MatchAction | None] = mapped_column(one_of(MatchAction, "closed_by_action"))
    end_reason: Mapped[EndReason | None] = mapped_column(one_of(EndReason, "end_reason"))


# Written out as in the indexes: given as a parameter, SQLite plans the statement anew at every execution.
IS_OPEN = Match.state != literal_column("'closed'")


class MatchEvent(InProgram, Base):
    """One step in the life of a match: ids and codes only; nothing updates or deletes it."""

    __tablename__ = "match_events"
    __table_args__ = (
        UniqueConstraint("match_id", "position"),
        CheckConstraint("(for_party IS NULL) = (heard IS NULL)", name="heard_for_somebody"),
    )

    id: Mapped[str] = identifier()
    match_id: Mapped[str] = reference("matches.id")
    position: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    action: Mapped[str] = mapped_column(one_of((CONFIRM, *MatchAction), "action"))
    from_state: Mapped[MatchState | None] = mapped_column(one_of(MatchState, "from_state"))
    to_state: Mapped[MatchState] = mapped_column(one_of(MatchState, "to_state"))
    by: Mapped[Party] = mapped_column(one_of(Party, "by"))
    actor_id: Mapped[str | None] = reference("accounts.id", nullable=True)
    for_party: Mapped[str | None] = mapped_column(one_of(("mentee", "mentor"), "for_party"))
    heard: Mapped[str | None] = mapped_column(one_of(("phone", "in_person", "paper"), "heard"))
    reason: Mapped[EndReason | None] = mapped_column(one_of(EndReason, "reason"))


class SealedNote(InProgram, Base):
    """Words about a match: a rationale, or a note with a move. Erasing one leaves the event standing."""

    __tablename__ = "sealed_notes"

    id: Mapped[str] = identifier()
    match_id: Mapped[str] = reference("matches.id", index=True)
    event_id: Mapped[str] = reference("match_events.id")
    key_id: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    written_by: Mapped[str | None] = reference("accounts.id", nullable=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
