"""The one-time secrets that mails carry: made again from the mail's id at every try, stored as hashes only."""

from sqlalchemy import select

from data.db import current_keyring, db
from data.models.programs import OneTimeSecret
from data.store.secrets import hash_of


def secret_of(message_id: str) -> str:
    return current_keyring().one_time_secret(message_id)


def lock(secret: str) -> OneTimeSecret | None:
    """What is known of it, used or too old as well; held, so that nobody uses it while its time is renewed."""
    return db.session.scalar(select(OneTimeSecret).where(OneTimeSecret.hash == hash_of(secret)).with_for_update())
