"""Notices, written in the transaction of the act they tell of."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from data.db import current_keyring, db
from data.ids import new_id
from data.models.records import AddressMessage, OutboxMessage


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
        next_try_at=now,
    )
    db.session.add(message)
    return message


def add_to_address(email: str, purpose: str, *, now: datetime) -> None:
    """A mail to whoever has this address, if there is such an account when it is delivered."""
    message_id = new_id()
    sealed = current_keyring().seal(message_id, {"email": email})
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


def newest(recipient_kind: str, recipient_id: str, notice: str) -> OutboxMessage | None:
    statement = select(OutboxMessage).where(
        OutboxMessage.recipient_kind == recipient_kind,
        OutboxMessage.recipient_id == recipient_id,
        OutboxMessage.notice == notice,
    )
    return db.session.scalar(statement.order_by(OutboxMessage.created_at.desc(), OutboxMessage.id).limit(1))


def of_match(match_id: str) -> Sequence[OutboxMessage]:
    return db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.match_id == match_id).order_by(OutboxMessage.created_at)
    ).all()
