"""Who is signed in on the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from data.db import db
from data.models.programs import BrowserSession, Membership, Program
from data.store import ways_in
from data.store.secrets import hash_of

STAFF_ROLES = ("administrator", "coordinator")


@dataclass(frozen=True, slots=True)
class InForce:
    """``roles``: how many the account has; ``of_staff``: whether one of them, not only this one, is staff's."""

    row: BrowserSession
    membership: Membership
    roles: int
    of_staff: bool


def add(membership_id: str, secret: str, now: datetime, expires_at: datetime) -> BrowserSession:
    session = BrowserSession(
        membership_id=membership_id, hash=hash_of(secret), created_at=now, last_seen_at=now, expires_at=expires_at
    )
    db.session.add(session)
    db.session.flush()
    return session


def in_force(secret: str, now: datetime) -> InForce | None:
    statement = (
        select(BrowserSession, Membership, _how_many(), _how_many(*STAFF_ROLES))
        .join(Membership, Membership.id == BrowserSession.membership_id)
        .where(
            BrowserSession.hash == hash_of(secret), BrowserSession.ended_at.is_(None), BrowserSession.expires_at > now
        )
    )
    found = db.session.execute(statement).first()
    return None if found is None else InForce(found[0], found[1], found[2], found[3] > 0)


def membership_of(secret: str) -> str | None:
    """The id of the role that a session was in, ended or not."""
    return db.session.scalar(select(BrowserSession.membership_id).where(BrowserSession.hash == hash_of(secret)))


def of_account(account_id: str, now: datetime) -> Sequence[tuple[BrowserSession, Membership, Program]]:
    """Those that have not ended, the last seen first."""
    statement = (
        select(BrowserSession, Membership, Program)
        .join(Membership, Membership.id == BrowserSession.membership_id)
        .join(Program, Program.id == Membership.program_id)
        .where(Membership.account_id == account_id, BrowserSession.ended_at.is_(None), BrowserSession.expires_at > now)
        .order_by(BrowserSession.last_seen_at.desc(), BrowserSession.id)
    )
    return [(session, membership, program) for session, membership, program in db.session.execute(statement)]


def see(session_id: str, now: datetime) -> None:
    db.session.execute(
        update(BrowserSession)
        .where(BrowserSession.id == session_id, BrowserSession.last_seen_at < now)
        .values(last_seen_at=now)
    )


def close(secret: str, now: datetime) -> None:
    db.session.execute(
        update(BrowserSession)
        .where(BrowserSession.hash == hash_of(secret), BrowserSession.ended_at.is_(None))
        .values(ended_at=now)
    )


def end(
    account_id: str,
    now: datetime,
    only: str | None = None,
    program_id: str | None = None,
    but: str | None = None,
) -> int:
    """End all of an account, or the one of that id, those for one program, all but one; how many were in force."""
    return ways_in.end(BrowserSession, account_id, now, only=only, program_id=program_id, but=but)


def _how_many(*roles: str) -> Any:
    """Of the roles of the account whose session is looked up."""
    each = Membership.__table__.alias()
    count = select(func.count()).select_from(each)
    if roles:
        count = count.where(each.c.role.in_(roles))
    return count.where(each.c.account_id == Membership.account_id).correlate(Membership).scalar_subquery()
