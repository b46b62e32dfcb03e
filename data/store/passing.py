"""What is kept for a while only: the oldest is forgotten, some at a time.

Rows that somebody else holds at that moment are left for the next time, so that two who tidy up never wait in a ring.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from data.db import db
from data.models.drafts import Draft
from data.models.programs import BrowserSession, IdempotencyKey, SignInTries

# Keys of retries, and tries to sign in.
KEPT = timedelta(hours=24)


def forget_idempotency_keys(until: datetime, limit: int) -> int:
    """How many there were, at most ``limit``."""
    return _forget(IdempotencyKey.id, IdempotencyKey.created_at, until, limit)


def forget_sign_in_tries(until: datetime, limit: int) -> int:
    """Tries of whoever has not tried again since. How many there were, at most ``limit``."""
    return _forget(SignInTries.subject, SignInTries.last_at, until, limit)


def forget_drafts(until: datetime, limit: int) -> int:
    """Forms that were begun and left. How many there were, at most ``limit``."""
    return _forget(Draft.id, Draft.expires_at, until, limit)


def forget_browser_sessions(until: datetime, limit: int) -> int:
    """How many there were, at most ``limit``."""
    return _forget(BrowserSession.id, BrowserSession.expires_at, until, limit)


def _forget(key: Any, moment: Any, until: datetime, limit: int) -> int:
    oldest = select(key).where(moment <= until).order_by(moment).limit(limit).with_for_update(skip_locked=True)
    found: Sequence[str] = db.session.scalars(oldest).all()
    if found:
        db.session.execute(delete(key.class_).where(key.in_(found)))
    return len(found)
