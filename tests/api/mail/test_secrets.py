"""Invitations and resets: the secret in the mail is good from the moment that the mail sets out, and once."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from data.db import db, reading, transaction
from data.models import OneTimeSecret
from data.store import accounts, audit, mailed_secrets
from data.store.people import Kind
from tests.api.mail.posting import (
    BASE_URL,
    Clock,
    ask_reset,
    deliver,
    edit,
    files,
    mailroom_for,
    only_mail,
    promise,
    promise_to_mentee,
    read,
    resets,
    row,
    rows,
    secret_in,
)
from tests.api.mail.servers import HANG_UP, MailServer
from tests.api.rest.signing_in import email_of_account
from tests.conftest import answer
from tests.making import Client, Making

PASSWORD = "correct horse battery"


def redeem(make: Making, secret: str, password: str = PASSWORD) -> int:
    body = {"secret": secret, "password": password}
    status: int = Client(make.app.test_client(), None).post("/invitations/redemptions", body).status_code
    return status


def sign_in(make: Making, email: str) -> int:
    status: int = (
        Client(make.app.test_client(), None).post("/tokens", {"email": email, "password": PASSWORD}).status_code
    )
    return status


def account_id(make: Making, email: str) -> str:
    with make.app.app_context(), reading(None):
        account = accounts.by_email(email)
        assert account is not None
        return account.id


def stored(make: Making) -> list[OneTimeSecret]:
    """The secrets that mails brought, without those that ``programs create`` prints."""
    with make.app.app_context(), reading(make.program_id) as session:
        written = [each for each in audit.entries(make.program_id) if each.act == "invited"]
        found = session.scalars(select(OneTimeSecret).order_by(OneTimeSecret.created_at, OneTimeSecret.id)).all()
        session.expunge_all()
    printed = {each.at for each in written}
    return [each for each in found if each.created_at not in printed]


def test_the_secret_of_an_invitation_sets_a_password_once(make: Making, tmp_path: Path) -> None:
    email = make.coordinator_email
    promise(make, ("account", account_id(make, email)), "invitation")
    assert stored(make) == []  # nothing is good before its mail sets out
    assert deliver(make.app, mailroom_for(Clock(), tmp_path)).counts == {"sent": 1}
    message = only_mail(tmp_path)
    assert message["To"] == email
    secret = secret_in(message)
    assert [redeem(make, secret), redeem(make, secret)] == [204, 404]
    assert sign_in(make, email) == 201


def test_the_secret_of_a_reset_sets_a_password_once(make: Making, tmp_path: Path) -> None:
    ask_reset(make, make.coordinator_email.upper())
    deliver(make.app, mailroom_for(Clock(), tmp_path))
    message = only_mail(tmp_path)
    assert message["To"] == make.coordinator_email  # as it is stored, not as it was typed
    assert [redeem(make, secret_in(message)), redeem(make, secret_in(message))] == [204, 404]


def test_a_reset_for_an_address_that_nobody_has_just_ends(make: Making, tmp_path: Path) -> None:
    clock = Clock()
    ask_reset(make, "stranger@example.org")
    assert deliver(make.app, mailroom_for(clock, tmp_path)).counts == {"not_needed": 1}
    (ended,) = resets(make)
    assert (ended.sent_at, ended.dead_at, ended.failure, ended.next_try_at) == (clock.now, None, None, None)
    assert files(tmp_path) == [] and stored(make) == []


@pytest.mark.parametrize(("purpose", "lasts"), [("invitation", timedelta(days=7)), ("reset", timedelta(hours=1))])
def test_a_secret_lasts_from_the_last_try_on(make: Making, purpose: str, lasts: timedelta) -> None:
    clock, email = Clock(), make.coordinator_email
    if purpose == "reset":
        ask_reset(make, email)
    else:
        promise(make, ("account", account_id(make, email)), "invitation")
    with MailServer(to_data={email: "450 later"}) as server:
        room = mailroom_for(clock, smtp_url=server.url)
        deliver(make.app, room)
        (first,) = stored(make)
        assert (first.purpose, first.expires_at) == (purpose, clock.now + lasts)
        clock.forward(days=30)
        server.to_data.clear()
        assert deliver(make.app, room).counts == {"sent": 1}
    (renewed,) = stored(make)
    assert (renewed.id, renewed.hash, renewed.expires_at) == (first.id, first.hash, clock.now + lasts)
    secret = secret_in(read(server.received[0].content))
    assert renewed.hash == accounts.hash_of(secret)


def test_a_secret_that_was_used_is_not_revived_when_its_mail_is_tried_again(make: Making, tmp_path: Path) -> None:
    """The server took the mail, and the line broke before it could say so."""
    clock, email = Clock(), make.coordinator_email
    ask_reset(make, email)
    promise(make, ("account", account_id(make, make.administrator_email)), "invitation")
    with MailServer(to_data={email: HANG_UP, make.administrator_email: HANG_UP}) as server:
        assert deliver(make.app, mailroom_for(clock, smtp_url=server.url)).counts == {"later": 2}
    secrets = [_again(make, each.message_id) for each in (*resets(make), *rows(make))]
    assert [redeem(make, secret) for secret in secrets] == [204, 204]
    clock.forward(hours=1)
    assert deliver(make.app, mailroom_for(clock, tmp_path)).counts == {"not_needed": 2}
    assert files(tmp_path) == []
    assert [redeem(make, secret) for secret in secrets] == [404, 404]
    assert all(each.used_at for each in stored(make))


def test_whoever_has_a_password_already_gets_an_ordinary_notice(make: Making, tmp_path: Path) -> None:
    email = make.coordinator_email
    mentee_id = make.mentee()
    ask_reset(make, email)
    deliver(make.app, mailroom_for(Clock(), tmp_path))
    assert redeem(make, secret_in(only_mail(tmp_path))) == 204
    _give_password_to_owner(make, mentee_id)
    address = email_of_account(make, Kind.MENTEE, mentee_id)
    answer(make.client().patch(f"/mentees/{mentee_id}", {"identity": {"email": address}}), 200)
    promise(make, ("account", account_id(make, email)), "invitation")
    promise(make, (Kind.MENTEE, mentee_id), "invitation")
    assert deliver(make.app, mailroom_for(Clock(), tmp_path / "later")).counts == {"sent": 2}
    for file in files(tmp_path / "later"):
        assert read(file.read_bytes()).get_content().splitlines()[-1] == f"{BASE_URL}/"
    assert len(stored(make)) == 1


def test_whoever_has_another_address_now_is_invited_there_whatever_the_old_one_opened(
    make: Making, tmp_path: Path
) -> None:
    mentee_id = make.mentee()
    _give_password_to_owner(make, mentee_id)
    answer(make.client().patch(f"/mentees/{mentee_id}", {"identity": {"email": "now@example.org"}}), 200)
    promise(make, (Kind.MENTEE, mentee_id), "invitation")
    deliver(make.app, mailroom_for(Clock(), tmp_path))
    assert redeem(make, secret_in(only_mail(tmp_path))) == 204


def test_an_invitation_of_a_person_is_bound_to_them_and_to_the_address_it_went_to(make: Making, tmp_path: Path) -> None:
    clock = Clock()
    ids = {Kind.MENTEE: make.mentee(), Kind.MENTOR: make.mentor()}
    for kind, person_id in ids.items():
        promise(make, (kind, person_id), "invitation")
    assert deliver(make.app, mailroom_for(clock, tmp_path)).counts == {"sent": 2}
    secrets = {accounts.hash_of(secret_in(read(file.read_bytes()))) for file in files(tmp_path)}
    of_people = stored(make)
    assert {each.hash for each in of_people} == secrets
    assert {(each.mentee_id, each.mentor_id, each.account_id) for each in of_people} == {
        (ids[Kind.MENTEE], None, None), (None, ids[Kind.MENTOR], None),
    }  # fmt: skip
    for each in of_people:
        assert (each.program_id, each.expires_at) == (make.program_id, clock.now + timedelta(days=7))
        assert each.email_lookup is not None


def test_an_invitation_does_not_follow_a_person_to_another_address(make: Making, tmp_path: Path) -> None:
    """The first try may have reached the old one, whose reader must not get in by the very same secret."""
    clock = Clock()
    person_id = promise_to_mentee(make, "old@example.org")
    promise(make, (Kind.MENTEE, person_id), "invitation")
    with MailServer(to_data={"old@example.org": HANG_UP}) as server:
        assert deliver(make.app, mailroom_for(clock, smtp_url=server.url)).counts == {"later": 2}
    edit(make, Kind.MENTEE, person_id, email="new@example.org")
    clock.forward(days=1)
    assert deliver(make.app, mailroom_for(clock, tmp_path)).counts == {"sent": 1, "dead": 1}
    assert {each.notice: each.failure for each in rows(make)} == {"asked": None, "invitation": "address_changed"}
    (secret,) = stored(make)
    assert secret.expires_at < clock.now + timedelta(days=7)
    (task,) = make.client().get("/tasks").get_json()["items"]
    assert (task["kind"], task["failure"], task["notice"]) == ("undelivered", "address_changed", "invitation")


def test_a_reset_is_written_in_a_language_of_the_person(make: Making, tmp_path: Path) -> None:
    mentee_id = make.mentee(languages=["es"])
    make.token_of(Kind.MENTEE, mentee_id)
    with make.app.app_context(), reading(make.program_id):
        membership = accounts.membership_for(mentee_id)
        assert membership is not None
        email = accounts.email_of(accounts.find(membership.account_id))  # type: ignore[arg-type]
    ask_reset(make, email)
    deliver(make.app, mailroom_for(Clock(), tmp_path))
    assert only_mail(tmp_path)["Subject"] == "Tiene un mensaje"


def test_a_secret_that_is_mailed_is_written_down_once_and_stored_nowhere(make: Making) -> None:
    clock, email = Clock(), make.coordinator_email
    promise(make, ("account", account_id(make, email)), "invitation")
    with MailServer(to_data={email: "450 later"}) as server:
        room = mailroom_for(clock, smtp_url=server.url)
        deliver(make.app, room)
        clock.forward(hours=1)
        server.to_data.clear()
        deliver(make.app, room)
    secret, account = secret_in(read(server.received[0].content)), account_id(make, email)
    with make.app.app_context(), reading(make.program_id) as session:
        written = [each for each in audit.entries(make.program_id) if each.act == "invitation_mailed"]
        assert [(each.role, each.subject_id, each.why) for each in written] == [("system", account, "mail")]
        for table in ("outbox", "one_time_secrets", "audit"):
            assert secret not in str(session.execute(text(f"SELECT * FROM {table}")).all())
    assert row(make).sent_at is not None


def _again(make: Making, message_id: str) -> str:
    """The secret as the mail that was lost to us brought it."""
    with make.app.app_context():
        return mailed_secrets.secret_of(message_id)


def _give_password_to_owner(make: Making, person_id: str) -> None:
    make.token_of(Kind.MENTEE, person_id)
    with make.app.app_context(), transaction(make.program_id):
        membership = accounts.membership_for(person_id)
        assert membership is not None
        account = accounts.find(membership.account_id)
        assert account is not None
        account.password_hash = "some hash"
        db.session.flush()
