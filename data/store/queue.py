"""What needs a person: of each kind those who have waited longest, and how many there are in all."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select

from data.db import db
from data.models.matches import IS_OPEN, Match
from data.models.people import Consent, Mentee, Mentor
from data.store.people import FIRST_STATUS, HELPING, TABLES, Kind
from matcher.lifecycle import UNANSWERED, MatchState, MenteeStatus

_RECORDS = {
    "training": (Mentor.training_completed_on, Mentor.training_expires_on),
    "screening": (Mentor.screening_checked_on, Mentor.screening_expires_on),
}


class First(NamedTuple):
    """``total``: how many there are, with those that are shown."""

    rows: Sequence[Any]
    total: int


def newcomers(kind: Kind, limit: int, without: Collection[str]) -> First:
    """Those whom nobody has looked at yet."""
    table = TABLES[kind]
    return _first(
        table, [table.status == FIRST_STATUS[kind], table.id.not_in(without)], (table.created_at, table.id), limit
    )


def unmatched(limit: int, without: Collection[str]) -> First:
    """Of the waiting list those for whom nobody is proposed yet, who have waited longest first."""
    return _first(Mentee, _unmatched(without), (Mentee.waiting_since, Mentee.id), limit)


def may_be_matched(without: Collection[str]) -> Sequence[Mentee]:
    """Everyone of the waiting list who agrees to matching and for whom nobody is proposed yet, in its order."""
    agreed = select(Consent.mentee_id).where(
        Consent.mentee_id.is_not(None), Consent.purpose == "matching", Consent.revoked_at.is_(None)
    )
    waits = select(Mentee).where(*_unmatched(without), Mentee.id.in_(agreed))
    return db.session.scalars(waits.order_by(Mentee.waiting_since, Mentee.id)).all()


def waiting_list() -> tuple[int, date | None]:
    """How many wait, and since when the one who has waited longest does."""
    statement = select(func.count(Mentee.id), func.min(Mentee.waiting_since)).where(
        Mentee.status == MenteeStatus.WAITING
    )
    row = db.session.execute(statement).one()
    return row[0], row[1]


def both_said_yes(limit: int, without: Collection[str]) -> First:
    return _matches([Match.state == MatchState.ACCEPTED], Match.confirmed_at, limit, without)


def lapsing(by: date, limit: int, without: Collection[str]) -> First:
    """Proposals without an answer whose last day is that one or before."""
    return _matches([Match.state.in_(UNANSWERED), Match.answer_by <= by], Match.answer_by, limit, without)


def not_started(introduced_by: datetime, limit: int, without: Collection[str]) -> First:
    wait = [Match.state == MatchState.INTRODUCED, Match.introduced_at <= introduced_by]
    return _matches(wait, Match.introduced_at, limit, without)


def running_out(of: Iterable[str], last_day: date, limit: int, without: Collection[str]) -> First:
    """Mentors who help, and whose ``training`` or ``screening`` ends by that day or was never written down."""
    asked = [_RECORDS[what] for what in of]
    lacking = [or_(done.is_(None), and_(expires.is_not(None), expires <= last_day)) for done, expires in asked]
    if not lacking:
        return First((), 0)
    conditions = [Mentor.status.in_(HELPING), or_(*lacking), Mentor.id.not_in(without)]
    return _first(Mentor, conditions, (Mentor.id,), limit)


def _unmatched(without: Collection[str]) -> list[Any]:
    proposed = select(Match.mentee_id).where(IS_OPEN)
    return [Mentee.status == MenteeStatus.WAITING, Mentee.id.not_in(proposed), Mentee.id.not_in(without)]


def _matches(conditions: Sequence[Any], order: Any, limit: int, without: Collection[str]) -> First:
    of_others = [Match.mentee_id.not_in(without), Match.mentor_id.not_in(without)]
    return _first(Match, [*conditions, *of_others], (order, Match.id), limit)


def _first(table: Any, conditions: Sequence[Any], order: Sequence[Any], limit: int) -> First:
    rows = db.session.scalars(select(table).where(*conditions).order_by(*order).limit(limit)).all()
    if len(rows) < limit:
        return First(rows, len(rows))
    return First(rows, db.session.scalar(select(func.count(table.id)).where(*conditions)) or 0)
