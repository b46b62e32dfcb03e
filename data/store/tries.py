"""Tries to sign in, in a row, with one address from one network."""

from datetime import datetime

from sqlalchemy import delete

from data.db import current_keyring, db, insert_or_find
from data.models.programs import SignInTries
from data.seal import normal_address
from data.store import passing

_FORGOTTEN_AT_ONCE = 100


def lock(email: str, network: str, now: datetime) -> SignInTries:
    """The count, made when there is none, and held until the transaction ends: no two tries are counted as one."""
    insert = insert_or_find(SignInTries)
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
    """Some of the counts that count no longer, so that the table does not grow with every address ever tried."""
    passing.forget_sign_in_tries(now - passing.KEPT, _FORGOTTEN_AT_ONCE)


def pseudonym(kind: str, text: str) -> str:
    return current_keyring().keyed_hash("throttle", kind, normal_address(text))


def _subject(email: str, network: str) -> str:
    return current_keyring().keyed_hash("sign-in", normal_address(email), network)
