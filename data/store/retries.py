"""What a request did that may come again, for a day."""

import hashlib
from datetime import datetime

from sqlalchemy import delete, select, update

from data.db import db, insert_or_find
from data.ids import new_id
from data.models.programs import IdempotencyKey
from data.store import passing


def claim(
    program_id: str, *, asker: str, method: str, path: str, key: str, body_digest: str, now: datetime
) -> IdempotencyKey | None:
    """What the same asker did with this key before; None when the key is new and held from here on.

    Whoever comes with a key that is held waits until its holder has committed or given up.
    """
    of_key = _of_key(program_id, asker, method, path, key)
    too_old = IdempotencyKey.created_at <= now - passing.KEPT
    db.session.execute(delete(IdempotencyKey).filter_by(**of_key).where(too_old))
    new = insert_or_find(IdempotencyKey).values(id=new_id(), **of_key, body_digest=body_digest, created_at=now)
    if db.session.scalar(new.on_conflict_do_nothing().returning(IdempotencyKey.id)) is not None:
        return None
    return db.session.scalars(select(IdempotencyKey).filter_by(**of_key)).one()


def keep(program_id: str, *, asker: str, method: str, path: str, key: str, subject_id: str) -> None:
    """Remember what came of it, with the act itself."""
    held = update(IdempotencyKey).filter_by(**_of_key(program_id, asker, method, path, key))
    db.session.execute(held.values(subject_id=subject_id))


def _of_key(program_id: str, asker: str, method: str, path: str, key: str) -> dict[str, str]:
    hashed = hashlib.sha256(key.encode()).hexdigest()
    return {"program_id": program_id, "asker": asker, "method": method, "path": path, "key": hashed}
