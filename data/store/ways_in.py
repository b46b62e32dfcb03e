"""Tokens and sessions of browsers: ways in through a membership, which end alike."""

from datetime import datetime

from sqlalchemy import select, update

from data.db import db
from data.models.programs import BrowserSession, Membership, Token


def end(
    way: type[Token] | type[BrowserSession],
    account_id: str,
    now: datetime,
    *,
    only: str | None = None,
    program_id: str | None = None,
    but: str | None = None,
) -> int:
    """End all of an account, or the one of that id, those for one program, all but one; how many were in force."""
    theirs = select(Membership.id).where(Membership.account_id == account_id)
    if program_id is not None:
        theirs = theirs.where(Membership.program_id == program_id)
    statement = update(way).where(way.membership_id.in_(theirs), way.ended_at.is_(None), way.expires_at > now)
    if only is not None:
        statement = statement.where(way.id == only)
    if but is not None:
        statement = statement.where(way.id != but)
    return db.session.execute(statement.values(ended_at=now)).rowcount  # type: ignore[attr-defined]
