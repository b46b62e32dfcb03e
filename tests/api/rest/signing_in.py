"""Passwords set and tried over the JSON face, and mails delivered as far as their secrets go."""

from datetime import UTC, datetime, timedelta
from typing import Any

from api.services import programs
from api.services.acts import by_system
from data.db import current_keyring, reading, transaction
from data.store import accounts, audit, outbox, people
from data.store.people import Kind
from tests.making import Client, Making

PASSWORD = "made up for the tests"


def secret_for(make: Making, email: str) -> str:
    """What an operator hands to whoever has this account."""
    with make.app.app_context(), transaction(make.program_id):
        account = accounts.by_email(email)
        assert account is not None
        return programs.invite(by_system("tests", make.program_id), account.id)


def email_of_account(make: Making, kind: Kind, person_id: str) -> str:
    """The address that this mentee or mentor signs in with."""
    make.token_of(kind, person_id)
    with make.app.app_context(), reading(None):
        membership = accounts.membership_for(person_id)
        account = accounts.find(membership.account_id if membership else None)
        assert account is not None
        return accounts.email_of(account)


def redeem(make: Making, secret: str, password: str = PASSWORD, **options: Any) -> Any:
    body = {"secret": secret, "password": password}
    return Client(make.app.test_client(), None).post("/invitations/redemptions", body, **options)


def set_password(make: Making, email: str, password: str = PASSWORD) -> None:
    assert redeem(make, secret_for(make, email), password).status_code == 204


def sign_in(make: Making, email: str, password: str = PASSWORD, network: str = "127.0.0.1", **named: str) -> Any:
    return Client(make.app.test_client(), None).post(
        "/tokens", {"email": email, "password": password, **named}, environ_overrides={"REMOTE_ADDR": network}
    )


def delivered(make: Making, kind: Kind, person_id: str, *, days: int = 7) -> str:
    """The secret in the newest invitation of this person, as its mail carries it."""
    now = datetime.now(UTC)
    with make.app.app_context(), transaction(make.program_id):
        message = outbox.newest(kind.value, person_id, "invitation")
        assert message is not None
        secret = current_keyring().one_time_secret(message.message_id)
        accounts.add_secret_of_person(people.find(kind, person_id), secret, now, now + timedelta(days=days))
        message.sent_at = now
    return secret


def entries(make: Making, chain: str | None = None) -> list[tuple[str, str | None]]:
    """(act, kind of its subject) of a chain, the program's when left out."""
    with make.app.app_context(), reading(None):
        return [(entry.act, entry.subject_kind) for entry in audit.entries(chain or make.program_id)]
