"""What a pool asks of the database before every answer: how far it is, and which mentors have changed since."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, select

from data import pool_versions
from data.db import db
from data.models.pools import PoolChange, PoolHead
from data.models.programs import Program
from data.prepared import Prepared

_HEAD = Prepared(
    select(
        func.coalesce(PoolHead.version, 0).label("version"),
        *(
            getattr(Program, name)
            for name in ("time_zone", "minimum_months", "training_required", "screening_required")
        ),
    )
    .outerjoin(PoolHead, PoolHead.program_id == Program.id)
    .where(Program.id == bindparam("program_id"))
)


def head(program_id: str) -> Any:
    """The version of the program's mentors as they are now, asked before they are read; and what they are asked for.

    Columns: version, time_zone, minimum_months, training_required, screening_required.
    Raises OutOfTurn in a transaction that has changed a mentor.
    """
    pool_versions.check_unchanged(db.session())
    found = _HEAD.row(program_id=program_id)
    assert found is not None
    return found


def since(version: int) -> Sequence[str]:
    """Ids of the mentors who changed after that version, those who are gone among them."""
    changed = select(PoolChange.mentor_id).where(PoolChange.version > version)
    return db.session.scalars(changed.order_by(PoolChange.mentor_id)).all()
