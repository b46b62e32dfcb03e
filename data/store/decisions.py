"""Whom coordinators confirmed, and the list that they chose from."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from data.db import db
from data.models.matches import Match, Run


def newest(limit: int, without: Collection[str] = ()) -> Sequence[Any]:
    """The newest first: run_id, mentee_id, mentor_id, as_of, shown. ``without``: none of these people is in it."""
    statement = (
        select(Match.run_id, Match.mentee_id, Match.mentor_id, Run.as_of, Run.shown)
        .join(Run, Run.id == Match.run_id)
        .where(Match.mentee_id.not_in(without), Match.mentor_id.not_in(without))
        .order_by(Match.confirmed_at.desc(), Match.id.desc())
    )
    return db.session.execute(statement.limit(limit)).all()
