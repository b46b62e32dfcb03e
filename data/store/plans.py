"""Plans for a waiting list: as they were asked for, and as they were found. Ids, numbers and codes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select, update

from data.db import db
from data.ids import new_id
from data.models.plans import Plan
from data.models.plans import PlanState as PlanState
from data.store import paging
from data.store.paging import Found, Key, Page


def add(
    program_id: str, *, asked: Mapping[str, Any], weights_version: int, as_of: date, now: datetime, by: str | None
) -> Plan:
    plan = Plan(
        id=new_id(),
        program_id=program_id,
        state=PlanState.RUNNING,
        progress=0.0,
        asked=dict(asked),
        weights_version=weights_version,
        as_of=as_of,
        created_at=now,
        created_by=by,
        alive_at=now,
        cancel_asked=False,
    )
    db.session.add(plan)
    db.session.flush()
    return plan


def find(plan_id: str | None) -> Plan | None:
    return db.session.scalar(select(Plan).where(Plan.id == plan_id))


def lock(plan_id: str) -> Plan | None:
    """The plan as it is now, held until the transaction ends."""
    statement = select(Plan).where(Plan.id == plan_id).with_for_update()
    return db.session.scalar(statement.execution_options(populate_existing=True))


def newest_first(page: Page) -> Found:
    return paging.find(select(Plan), (Key(Plan.created_at, falling=True), Key(Plan.id)), page)


def tell(plan_id: str, progress: float, now: datetime) -> bool:
    """How far it is; False where nobody waits for it any longer."""
    going_on = update(Plan).where(Plan.id == plan_id, Plan.state == PlanState.RUNNING, ~Plan.cancel_asked)
    told = db.session.execute(going_on.values(progress=progress, alive_at=now).returning(Plan.id))
    return told.first() is not None


def still_there(plan_id: str, now: datetime) -> None:
    """Somebody works on it, or will."""
    db.session.execute(update(Plan).where(Plan.id == plan_id, Plan.state == PlanState.RUNNING).values(alive_at=now))


def begin_again(plan: Plan, *, weights_version: int, as_of: date, now: datetime) -> Plan:
    """As new, under the same id and for what was asked."""
    plan.state, plan.progress, plan.cancel_asked, plan.finished_at = PlanState.RUNNING, 0.0, False, None
    plan.weights_version, plan.as_of, plan.alive_at = weights_version, as_of, now
    return plan


def remove(plan: Plan) -> None:
    db.session.delete(plan)


def left_or_old(*, alive_until: datetime, made_until: datetime) -> Sequence[str]:
    """Ids of those that nobody works on any longer, though they are not done, and of those made long ago."""
    left = (Plan.state == PlanState.RUNNING) & (Plan.alive_at <= alive_until)
    return db.session.scalars(select(Plan.id).where(or_(left, Plan.created_at <= made_until)).order_by(Plan.id)).all()
