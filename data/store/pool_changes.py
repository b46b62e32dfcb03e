"""What a pool asks of the database before every answer: how far it is, and which mentors have changed since."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from data import pool_versions
from data.db import db
from data.models.pools import PoolChange, PoolHead
from data.models.programs import Program
from data.prepared import Prepared


class Head(NamedTuple):
    """The version of a program's mentors, asked before they are read; and what the program asks of them."""

    version: int
    time_zone: str
    minimum_months: int
    training_required: bool
    screening_required: bool


# For any SELECT that has the program: so labelled, they come between no other columns.
COLUMNS = [
    func.coalesce(
        select(PoolHead.version).where(PoolHead.program_id == Program.id).correlate(Program).scalar_subquery(), 0
    ).label("head_version"),
    *(getattr(Program, name).label(f"head_{name}") for name in Head._fields[1:]),
]
_HEAD = Prepared(select(*COLUMNS).where(Program.id == bindparam("program_id")))


def head(program_id: str) -> Head:
    """As it is now. Raises OutOfTurn in a transaction that has changed a mentor."""
    check_unchanged()
    return head_in(_HEAD.row(program_id=program_id))


def head_in(row: Any) -> Head:
    """That of a row with ``COLUMNS``."""
    return Head(*[getattr(row, f"head_{name}") for name in Head._fields])


def check_unchanged() -> None:
    """Raises OutOfTurn in a transaction that has changed a mentor."""
    pool_versions.check_unchanged(db.session())


def since(version: int) -> Sequence[str]:
    """Ids of the mentors who changed after that version, those who are gone among them."""
    changed = select(PoolChange.mentor_id).where(PoolChange.version > version)
    return db.session.scalars(changed.order_by(PoolChange.mentor_id)).all()
