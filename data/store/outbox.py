"""Notices, written in the transaction of the act they tell of."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from data.db import current_keyring, db
from data.ids import new_id
from data.models.matches import Match
from data.models.records import AddressMessage, OutboxMessage
from data.store import paging
from data.store.paging import Found, Key, Page

# The failure of a mail to somebody who is gone: there is nobody to be called.
NOBODY_THERE = "nobody_there"
NOT_SAFE = "not_safe"


def _is_urgent(row: OutboxMessage) -> int:
    return int(row.notice == NOT_SAFE)


_URGENT_FIRST = Key(case((OutboxMessage.notice == NOT_SAFE, 1), else_=0), falling=True, of=_is_urgent)


def add(
    program_id: str,
    *,
    channel: str,
    recipient_kind: str,
    recipient_id: str,
    notice: str,
    match_id: str | None,
    now: datetime,
) -> OutboxMessage:
    message = OutboxMessage(
        id=new_id(),
        program_id=program_id,
        message_id=new_id(),
        channel=channel,
        recipient_kind=recipient_kind,
        recipient_id=recipient_id,
        notice=notice,
        match_id=match_id,
        created_at=now,
        next_try_at=now if channel == "email" else None,
    )
    db.session.add(message)
    return message


def add_to_address(email: str, purpose: str, *, now: datetime, **more: str) -> None:
    """A mail to whoever has this address, if there is such an account when it is delivered.

    ``more``: what that mail needs besides, sealed with the address.
    """
    message_id = new_id()
    sealed = current_keyring().seal(message_id, {**more, "email": email})
    db.session.add(
        AddressMessage(
            message_id=message_id,
            purpose=purpose,
            key_id=sealed.key_id,
            sealed=sealed.value,
            created_at=now,
            next_try_at=now,
        )
    )


def has_open_task(recipient_id: str, notice: str) -> bool:
    """Whether a coordinator was asked to do just this for this person, and has not done it yet."""
    open_ones = select(OutboxMessage.id).where(
        OutboxMessage.recipient_id == recipient_id,
        OutboxMessage.channel == "task",
        OutboxMessage.notice == notice,
        OutboxMessage.done_at.is_(None),
    )
    return db.session.scalar(open_ones.limit(1)) is not None


def tasks(page: Page, without: Collection[str]) -> Found:
    """What nobody has seen to yet: people to be called, and mails that were given up.

    Whoever is not safe comes first, then the oldest. ``without``: people whose tasks and matches are left out, before
    the page is cut, so that no page tells of them.
    """
    open_ones = select(OutboxMessage).where(*_open_tasks(without))
    return paging.find(open_ones, (_URGENT_FIRST, Key(OutboxMessage.created_at), Key(OutboxMessage.id)), page)


def count_tasks(without: Collection[str]) -> int:
    return db.session.scalar(select(func.count(OutboxMessage.id)).where(*_open_tasks(without))) or 0


def lock_task(task_id: str) -> OutboxMessage | None:
    """A task, done or not, held until the transaction ends."""
    return db.session.scalar(select(OutboxMessage).where(OutboxMessage.id == task_id, _is_task()).with_for_update())


def find(message_id: str) -> OutboxMessage | None:
    return db.session.scalar(select(OutboxMessage).where(OutboxMessage.id == message_id))


def newest(recipient_kind: str, recipient_id: str, notice: str) -> OutboxMessage | None:
    statement = select(OutboxMessage).where(
        OutboxMessage.recipient_kind == recipient_kind,
        OutboxMessage.recipient_id == recipient_id,
        OutboxMessage.notice == notice,
    )
    return db.session.scalar(statement.order_by(OutboxMessage.created_at.desc(), OutboxMessage.id).limit(1))


def was_added(recipient_id: str, notice: str, match_id: str, *, since: datetime) -> bool:
    same = select(OutboxMessage.id).where(
        OutboxMessage.recipient_id == recipient_id,
        OutboxMessage.notice == notice,
        OutboxMessage.match_id == match_id,
        OutboxMessage.created_at > since,
    )
    return db.session.scalar(same.limit(1)) is not None


def of_match(match_id: str) -> Sequence[OutboxMessage]:
    return db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.match_id == match_id).order_by(OutboxMessage.created_at)
    ).all()


def _open_tasks(without: Collection[str]) -> list[ColumnElement[bool]]:
    open_ones = [_is_task(), OutboxMessage.done_at.is_(None)]
    if without:
        theirs = select(Match.id).where(Match.mentee_id.in_(without) | Match.mentor_id.in_(without))
        of_none = OutboxMessage.match_id.is_(None) | OutboxMessage.match_id.not_in(theirs)
        open_ones += [OutboxMessage.recipient_id.not_in(without), of_none]
    return open_ones


def _is_task() -> ColumnElement[bool]:
    given_up = and_(OutboxMessage.dead_at.is_not(None), OutboxMessage.failure != NOBODY_THERE)
    return or_(OutboxMessage.channel == "task", given_up)
