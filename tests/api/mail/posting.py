"""Mails written by the acts that promise them, and delivered by a mailroom with a clock of the tests' own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from api.mail import mailroom
from api.services.mailing import delivering
from api.services.mailing.delivering import Report
from api.services.mailing.mailroom import Mailroom
from data.db import reading, transaction
from data.models import AddressMessage, OutboxMessage
from data.store import outbox, people
from data.store.people import Kind
from tests.conftest import settings
from tests.making import Making

NOWHERE = Path("nowhere")
BASE_URL = "https://alongside.example.org"


class Clock:
    """Stands still until it is moved. It begins an hour from now, when all that a test promises is due."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC) + timedelta(hours=1)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


def mailroom_for(clock: Clock, instance: Path = NOWHERE, **changes: str) -> Mailroom:
    given = replace(settings(""), **{"base_url": BASE_URL, **changes})
    return replace(mailroom(given, instance), clock=clock)


def deliver(app: Flask, room: Mailroom) -> Report:
    with app.app_context():
        return delivering.deliver_due(room)


def promise(make: Making, recipient: tuple[str, str], notice: str = "asked", **changes: Any) -> None:
    """A row as ``services.notices`` writes it."""
    kind, recipient_id = recipient
    given = {"channel": "email", "match_id": None, "now": datetime.now(UTC), **changes}
    with make.app.app_context(), transaction(make.program_id):
        outbox.add(make.program_id, recipient_kind=kind, recipient_id=recipient_id, notice=notice, **given)


def promise_to_mentee(make: Making, email: str, **changes: Any) -> str:
    """A notice for a new mentee with this address; the mentee's id."""
    person_id = make.mentee(identity={"preferred_name": "Zanzibar Quill", "email": email}, **changes)
    promise(make, (Kind.MENTEE, person_id))
    return person_id


def ask_reset(make: Making, email: str) -> None:
    with make.app.app_context(), transaction(None):
        outbox.add_to_address(email, "reset", now=datetime.now(UTC))


def rows(make: Making) -> Sequence[OutboxMessage]:
    """The oldest first."""
    with make.app.app_context(), reading(make.program_id) as session:
        found = session.scalars(select(OutboxMessage).order_by(OutboxMessage.created_at, OutboxMessage.id)).all()
        session.expunge_all()
        return found


def row(make: Making) -> OutboxMessage:
    (only,) = rows(make)
    return only


def resets(make: Making) -> Sequence[AddressMessage]:
    with make.app.app_context(), reading(None) as session:
        found = session.scalars(select(AddressMessage)).all()
        session.expunge_all()
        return found


def read(content: bytes) -> EmailMessage:
    message = BytesParser(policy=SMTP).parsebytes(content)
    assert isinstance(message, EmailMessage)
    return message


def files(folder: Path) -> list[Path]:
    return sorted((folder / "mail").glob("*"))


def only_mail(folder: Path) -> EmailMessage:
    (file,) = files(folder)
    return read(file.read_bytes())


def secret_in(message: EmailMessage) -> str:
    """The code on the last line, which is the end of the link as well."""
    lines = message.get_content().splitlines()
    assert f"{BASE_URL}/invitation/{lines[-1]}" in lines
    return str(lines[-1])


def edit(make: Making, kind: Kind, person_id: str, **identity: Any) -> None:
    """Past the checks of a form, as a row from elsewhere might be."""
    with make.app.app_context(), transaction(make.program_id):
        people.edit(people.find(kind, person_id), {"identity": identity})
