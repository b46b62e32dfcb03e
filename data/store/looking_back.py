"""What was shown and what was decided in a stretch of time, read as columns."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from data.db import db
from data.models.matches import Match, Run


def runs(start: datetime, end: datetime) -> Sequence[Any]:
    """mentee_id, generated_at, mentor_ids of every list that was shown, ``end`` left out."""
    statement = select(Run.mentee_id, Run.generated_at, Run.mentor_ids)
    return db.session.execute(statement.where(Run.generated_at >= start, Run.generated_at < end)).all()


def shown(start: datetime, end: datetime) -> Sequence[Any]:
    """mentee_id, generated_at, shown: as ``runs``, with all that was on the lists."""
    statement = select(Run.mentee_id, Run.generated_at, Run.shown)
    return db.session.execute(statement.where(Run.generated_at >= start, Run.generated_at < end)).all()


def introduced(start: datetime, end: datetime) -> Sequence[Any]:
    """mentee_id, mentor_id, introduced_at of every match that was introduced then, the first ones first."""
    statement = select(Match.mentee_id, Match.mentor_id, Match.introduced_at)
    then = statement.where(Match.introduced_at >= start, Match.introduced_at < end)
    return db.session.execute(then.order_by(Match.introduced_at, Match.id)).all()


def confirmed_from_a_list(start: datetime, end: datetime) -> Sequence[Any]:
    """mentee_id, mentor_id, confirmed_at, and the mentor_ids of the list that each was confirmed from."""
    statement = select(Match.mentee_id, Match.mentor_id, Match.confirmed_at, Run.mentor_ids)
    then = statement.join(Run, Run.id == Match.run_id).where(Match.confirmed_at >= start, Match.confirmed_at < end)
    return db.session.execute(then).all()
