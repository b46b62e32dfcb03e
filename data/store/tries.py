"""Tries to sign in, in a row, with one address from one network."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from data.db import current_keyring, db
from data.models.programs import SignInTries
from data.seal import normal_address

FORGOTTEN_AFTER = timedelta(hours=24)
_FORGOTTEN_AT_ONCE = 100
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def lock(email: str, network: str, now: datetime) -> SignInTries:
    """The count, made when there is none, and held until the transaction ends: no two tries are counted as one."""
    insert = _INSERT[db.engine.dialect.name](SignInTries)
    subject = _subject(email, network)
    held = insert.values(subject=subject, tries=0, last_at=now).on_conflict_do_update(
        index_elements=[SignInTries.subject], set_={"subject": subject}
    )
    held = held.returning(SignInTries)
    row: SignInTries = db.session.scalars(held, execution_options={"populate_existing": True}).one()
    return row


def forget(email: str, network: str) -> None:
    db.session.execute(delete(SignInTries).where(SignInTries.subject == _subject(email, network)))


def forget_old(now: datetime) -> None:
    """Some of the counts that count no longer, so that the table does not grow with every address ever tried.

    What somebody else holds is left alone: nobody waits here, whatever they hold themselves.
    """
    old = select(SignInTries.subject).where(SignInTries.last_at <= now - FORGOTTEN_AFTER)
    some = old.limit(_FORGOTTEN_AT_ONCE).with_for_update(skip_locked=True)
    db.session.execute(
        delete(SignInTries).where(SignInTries.subject.in_(some)), execution_options={"synchronize_session": False}
    )


def pseudonym(kind: str, text: str) -> str:
    return current_keyring().keyed_hash("throttle", kind, normal_address(text))


def _subject(email: str, network: str) -> str:
    return current_keyring().keyed_hash("sign-in", normal_address(email), network)
