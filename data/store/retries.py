"""What a request did that may come again, for 24 hours."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from data.db import db
from data.ids import new_id
from data.models.programs import IdempotencyKey

KEPT = timedelta(hours=24)
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def claim(
    program_id: str, *, asker: str, method: str, path: str, key: str, body_digest: str, now: datetime
) -> IdempotencyKey | None:
    """What the same asker did with this key before; None when the key is new and held from here on.

    Whoever comes with a key that is held waits until its holder has committed or given up.
    """
    of_key = {
        "program_id": program_id,
        "asker": asker,
        "method": method,
        "path": path,
        "key": hashlib.sha256(key.encode()).hexdigest(),
    }
    db.session.execute(delete(IdempotencyKey).filter_by(**of_key).where(IdempotencyKey.created_at <= now - KEPT))
    insert = _INSERT[db.engine.dialect.name](IdempotencyKey)
    new = insert.values(id=new_id(), **of_key, body_digest=body_digest, created_at=now).on_conflict_do_nothing()
    if db.session.scalar(new.returning(IdempotencyKey.id)) is not None:
        return None
    return db.session.scalars(select(IdempotencyKey).filter_by(**of_key)).one()


def keep(program_id: str, *, asker: str, method: str, path: str, key: str, subject_id: str) -> None:
    """Remember what came of it, with the act itself."""
    held = update(IdempotencyKey).filter_by(
        program_id=program_id,
        asker=asker,
        method=method,
        path=path,
        key=hashlib.sha256(key.encode()).hexdigest(),
    )
    db.session.execute(held.values(subject_id=subject_id))
