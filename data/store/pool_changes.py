"""What a pool asks of the database before every answer: how far it is, and which mentors have changed since."""

from collections.abc import Sequence

from sqlalchemy import select

from data import pool_versions
from data.db import db
from data.models.pools import PoolChange, PoolHead


def version(program_id: str) -> int:
    """Of the program's mentors as they are now: to be asked before they are read.

    Raises OutOfTurn in a transaction that has changed a mentor.
    """
    pool_versions.check_unchanged(db.session())
    return db.session.scalar(select(PoolHead.version).where(PoolHead.program_id == program_id)) or 0


def since(version: int) -> Sequence[str]:
    """Ids of the mentors who changed after that version, those who are gone among them."""
    changed = select(PoolChange.mentor_id).where(PoolChange.version > version)
    return db.session.scalars(changed.order_by(PoolChange.mentor_id)).all()
