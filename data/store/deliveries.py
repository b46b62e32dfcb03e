"""Mails on their way: each held by one worker at a time until it is sent, given up, or put back to be tried again."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from data.db import current_keyring, db
from data.models.records import AddressMessage, OutboxMessage
from data.seal import Sealed


class Queue(StrEnum):
    """``NOTICES`` are those of a program; ``RESETS`` were asked for by somebody who did not sign in."""

    NOTICES = "notices"
    RESETS = "resets"


# What both have is in ``models.records.Delivery``.
_TABLES: dict[Queue, Any] = {Queue.NOTICES: OutboxMessage, Queue.RESETS: AddressMessage}


class Claim(NamedTuple):
    """A mail that somebody holds until ``leased_until``. That very moment is how they know it for theirs still."""

    id: str
    message_id: str
    leased_until: datetime


class Counts(NamedTuple):
    """How many wait for their first try, how many for another one, and how many were given up, by failure."""

    queued: int
    retrying: int
    dead: dict[str, int]


def any_due(queue: Queue, now: datetime) -> bool:
    return db.session.scalar(select(_TABLES[queue].id).where(_due(queue, now, now)).limit(1)) is not None


def claim(queue: Queue, *, due_by: datetime, now: datetime, until: datetime, limit: int) -> list[Claim]:
    """Hold mails that nobody else holds, those that were due first first. Others who ask at once get others."""
    table = _TABLES[queue]
    statement = select(table).where(_due(queue, due_by, now)).order_by(table.next_try_at, table.id).limit(limit)
    rows = db.session.scalars(statement.with_for_update(skip_locked=True)).all()
    for row in rows:
        row.leased_until = until
    return [Claim(row.id, row.message_id, until) for row in rows]


def held(queue: Queue, claimed: Claim) -> Any:
    """The row, locked; None when the lease ran out and somebody else took it, or is done with it."""
    return next(iter(all_held(queue, [claimed])), None)


def all_held(queue: Queue, claims: Sequence[Claim]) -> Sequence[Any]:
    """Those of the rows that are theirs still, locked in a fixed order."""
    table = _TABLES[queue]
    theirs = or_(*(and_(table.id == each.id, table.leased_until == each.leased_until) for each in claims))
    return db.session.scalars(select(table).where(theirs).order_by(table.id).with_for_update(key_share=True)).all()


def sealed_in(message: AddressMessage) -> dict[str, str]:
    """The address, as ``email``, and what else was sealed with it."""
    found: dict[str, str] = current_keyring().open(message.message_id, Sealed(message.key_id, message.sealed))
    return found


def counts(queue: Queue) -> Counts:
    table = _TABLES[queue]
    waiting = select(func.count()).select_from(table).where(_waiting(queue))
    dead = select(table.failure, func.count()).where(table.dead_at.is_not(None)).group_by(table.failure)
    return Counts(
        queued=db.session.scalar(waiting.where(table.tries == 0)) or 0,
        retrying=db.session.scalar(waiting.where(table.tries > 0)) or 0,
        dead={row[0]: row[1] for row in db.session.execute(dead.order_by(table.failure))},
    )


def _waiting(queue: Queue) -> ColumnElement[bool]:
    table = _TABLES[queue]
    waits = and_(table.sent_at.is_(None), table.dead_at.is_(None))
    return and_(waits, OutboxMessage.channel == "email") if queue == Queue.NOTICES else waits


def _due(queue: Queue, due_by: datetime, now: datetime) -> ColumnElement[bool]:
    table = _TABLES[queue]
    nobodys = or_(table.leased_until.is_(None), table.leased_until <= now)
    return and_(_waiting(queue), table.next_try_at <= due_by, nobodys)
