"""Plans for a waiting list: what was asked, how far it is, and what was found."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Float, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from data.db import Base, InProgram
from data.models.columns import Instant, document, identifier, one_of, reference


class PlanState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    TO_BE_RUN_AGAIN = "to_be_run_again"


class Plan(InProgram, Base):
    """``asked`` and ``found`` hold ids, codes and numbers, no names. ``progress``: 0 to 1.

    ``alive_at``: when the worker that runs it last said so. ``cancel_asked``: it stops at its next step.
    """

    __tablename__ = "plans"
    __table_args__ = (
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress_in_range"),
        Index("ix_plans_newest", "program_id", "created_at"),
        Index("ix_plans_by_state", "state", "alive_at"),
    )

    id: Mapped[str] = identifier()
    state: Mapped[PlanState] = mapped_column(one_of(PlanState, "state"))
    progress: Mapped[float] = mapped_column(Float, default=0.0)
    asked: Mapped[dict[str, Any]] = mapped_column(document(), nullable=False)
    found: Mapped[dict[str, Any] | None] = mapped_column(document())
    weights_version: Mapped[int]
    as_of: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str | None] = reference("accounts.id", nullable=True)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    alive_at: Mapped[datetime | None] = mapped_column(Instant)
    cancel_asked: Mapped[bool] = mapped_column(default=False, server_default=false())
