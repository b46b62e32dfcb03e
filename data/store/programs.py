"""Programs and the weights in force in them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from data.db import db
from data.models.pools import PoolHead
from data.models.programs import Program, WeightsVersion
from data.prepared import Prepared
from data.store import audit, paging
from data.store.paging import Found, Key, Page


def find(program_id: str | None) -> Program | None:
    return db.session.scalar(select(Program).where(Program.id == program_id))


def lock(program_id: str) -> Program | None:
    """Held until the transaction ends: for what a program has only one of."""
    statement = select(Program).where(Program.id == program_id).with_for_update(key_share=True)
    return db.session.scalar(statement.execution_options(populate_existing=True))


def edit(program: Program, changes: Mapping[str, Any]) -> None:
    """Write the settings that were sent and raise the revision."""
    for name, value in changes.items():
        setattr(program, name, value)
    program.revision += 1


def by_slug(slug: str) -> Program | None:
    return db.session.scalar(select(Program).where(Program.slug == slug))


def ids() -> Sequence[str]:
    return db.session.scalars(select(Program.id).order_by(Program.id)).all()


def ids_by_slug() -> dict[str, str]:
    statement = select(Program.slug, Program.id).order_by(Program.slug)
    return {row.slug: row.id for row in db.session.execute(statement)}


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Program)) or 0


def add(
    program_id: str, *, slug: str, name: str, time_zone: str, phone: str | None, language: str, now: datetime
) -> Program:
    program = Program(
        id=program_id, slug=slug, name=name, time_zone=time_zone, phone=phone, language=language, created_at=now
    )
    db.session.add(program)
    db.session.flush()
    audit.start_chain(program.id)
    db.session.add(PoolHead(program_id=program.id, version=0))
    return program


_NEWEST_WEIGHTS = Prepared(
    select(*WeightsVersion.__table__.columns)
    .where(WeightsVersion.program_id == bindparam("program_id"))
    .order_by(WeightsVersion.version.desc())
    .limit(1)
)


def current_weights(program_id: str) -> Any:
    """The version in force, as columns."""
    found = _NEWEST_WEIGHTS.row(program_id=program_id)
    assert found is not None
    return found


def weights_versions(program_id: str, page: Page) -> Found:
    """Versions, the newest first."""
    statement = select(WeightsVersion).where(WeightsVersion.program_id == program_id)
    return paging.find(statement, (Key(WeightsVersion.version, falling=True),), page)


def add_weights(
    program_id: str,
    version: int,
    weights: Mapping[str, float],
    evidence: Mapping[str, str],
    *,
    by: str | None,
    now: datetime,
) -> None:
    db.session.add(
        WeightsVersion(
            program_id=program_id,
            version=version,
            weights=dict(weights),
            evidence=dict(evidence),
            created_by=by,
            created_at=now,
        )
    )
    db.session.flush()
