"""One-time secrets, as whoever holds one uses it."""

from datetime import datetime

from sqlalchemy import Select, select, update

from data.db import current_keyring, db
from data.models.programs import Membership, OneTimeSecret
from data.store.secrets import hash_of


def in_force(secret: str, now: datetime) -> OneTimeSecret | None:
    """A secret that can still be used; whether to its holder, the address that it was mailed to has to say."""
    return db.session.scalar(_in_force(secret, now))


def lock(secret: str, now: datetime) -> OneTimeSecret | None:
    """The same, held so that no second redemption passes. Locks go person, account, secret: always in that order."""
    statement = _in_force(secret, now).with_for_update(key_share=True)
    return db.session.scalar(statement.execution_options(populate_existing=True))


def lock_sign_in(secret: str, browser: str, now: datetime) -> OneTimeSecret | None:
    """A sign-in that the same browser asked for."""
    statement = _in_force(secret, now, "sign_in").where(OneTimeSecret.browser == hash_of(browser))
    return db.session.scalar(statement.with_for_update(key_share=True))


def use_up_sign_ins(account_id: str, now: datetime) -> None:
    """The link that was used, and those that were asked for before it."""
    theirs = (OneTimeSecret.account_id == account_id) & (OneTimeSecret.purpose == "sign_in")
    statement = update(OneTimeSecret).where(theirs, OneTimeSecret.used_at.is_(None)).values(used_at=now)
    db.session.execute(statement, execution_options={"synchronize_session": False})


def use_up(account_id: str, email: str, now: datetime) -> None:
    """No link that was sent before opens this account again: not to its address, nor to any of its people."""
    own = select(Membership.mentee_id, Membership.mentor_id).where(Membership.account_id == account_id).subquery()
    theirs = (
        (OneTimeSecret.account_id == account_id)
        | OneTimeSecret.email_lookup.in_(current_keyring().email_lookups(email))
        | OneTimeSecret.mentee_id.in_(select(own.c.mentee_id))
        | OneTimeSecret.mentor_id.in_(select(own.c.mentor_id))
    )
    statement = update(OneTimeSecret).where(theirs, OneTimeSecret.used_at.is_(None)).values(used_at=now)
    db.session.execute(statement, execution_options={"synchronize_session": False})


def is_used(message_id: str) -> bool:
    """Whether the secret that the mail with this id carried was used, or used up by another."""
    hashes = [hash_of(secret) for secret in current_keyring().one_time_secrets(message_id)]
    used = select(OneTimeSecret.id).where(OneTimeSecret.hash.in_(hashes), OneTimeSecret.used_at.is_not(None))
    return db.session.scalar(used.limit(1)) is not None


def _in_force(secret: str, now: datetime, *purposes: str) -> Select[OneTimeSecret]:
    """A sign-in sets no password, and nothing else signs in by itself."""
    return select(OneTimeSecret).where(
        OneTimeSecret.hash == hash_of(secret),
        OneTimeSecret.purpose.in_(purposes or ("invitation", "reset")),
        OneTimeSecret.used_at.is_(None),
        OneTimeSecret.expires_at > now,
    )
