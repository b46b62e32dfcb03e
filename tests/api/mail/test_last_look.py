"""Before a mail leaves it is looked at again: who reads it, and whether they still want it."""

from pathlib import Path

import pytest
from sqlalchemy import delete

from data.db import db, transaction
from data.models import Membership, SealedIdentity
from data.store import accounts
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.mail.posting import (
    Clock,
    deliver,
    edit,
    files,
    mailroom_for,
    only_mail,
    promise,
    promise_to_mentee,
    read,
    row,
    rows,
)
from tests.conftest import answer
from tests.making import Making

NOBODY = "0" * 32


def test_consent_to_mail_taken_back_between_write_and_send_lets_nothing_leave(make: Making, tmp_path: Path) -> None:
    """By the profile, by taking back a consent to messages, or because there is no address any more."""
    coordinator = make.client()
    said_no, took_back, moved = make.mentee(), make.mentor(), make.mentee()
    consents = f"/mentors/{took_back}/consents"
    consent = answer(coordinator.post(consents, {"purpose": "messages", "how": "phone"}), 201)
    for kind, person_id in ((Kind.MENTEE, said_no), (Kind.MENTOR, took_back), (Kind.MENTEE, moved)):
        promise(make, (kind, person_id))
    assert [each.channel for each in rows(make)] == ["email"] * 3
    answer(coordinator.patch(f"/mentees/{said_no}", {"identity": {"contact": {"email_ok": False}}}), 200)
    answer(coordinator.post(f"{consents}/{consent['id']}/revocation"), 200)
    answer(coordinator.patch(f"/mentees/{moved}", {"identity": {"email": None, "phone": "+1 555 0100"}}), 200)

    assert deliver(make.app, mailroom_for(Clock(), tmp_path)).counts == {"task": 3}
    assert files(tmp_path) == []
    for each in rows(make):
        assert (each.channel, each.sent_at, each.dead_at, each.next_try_at) == ("task", None, None, None)
    assert {task["person_id"] for task in coordinator.get("/tasks").get_json()["items"]} == {said_no, took_back, moved}

    again = answer(coordinator.post(consents, {"purpose": "messages", "how": "phone"}), 201)
    promise(make, (Kind.MENTOR, took_back))
    assert deliver(make.app, mailroom_for(Clock(), tmp_path)).counts == {"sent": 1}
    assert again["id"] != consent["id"]


def test_the_rule_is_the_same_when_a_notice_is_promised(make: Making) -> None:
    coordinator, mentor_id = make.client(), make.mentor()
    path = f"/mentors/{mentor_id}/consents"
    consent = answer(coordinator.post(path, {"purpose": "messages", "how": "phone"}), 201)
    answer(coordinator.post(f"{path}/{consent['id']}/revocation"), 200)
    make.match(mentor_id=mentor_id)
    assert {each.recipient_kind: each.channel for each in rows(make)} == {"mentee": "email", "mentor": "task"}


def test_the_address_is_that_of_the_day_it_leaves(make: Making, tmp_path: Path) -> None:
    person_id = promise_to_mentee(make, "old@example.org")
    edit(make, Kind.MENTEE, person_id, email="new@example.org")
    deliver(make.app, mailroom_for(Clock(), tmp_path))
    assert only_mail(tmp_path)["To"] == "new@example.org"


def test_every_notice_is_the_same_mail(make: Making, tmp_path: Path) -> None:
    """Only its id tells one from another; of an invitation, what stands below the beginning that others may see."""
    person_id = make.mentee()
    notices = (
        "asked",
        "ended",
        "both_said_yes",
        "introduced",
        "paused",
        "resumed",
        "needs_a_look",
        "nudge",
        "expiring",
    )
    for notice in (*notices, "invitation"):
        promise(make, (Kind.MENTEE, person_id), notice)
    deliver(make.app, mailroom_for(Clock(), tmp_path))
    contents = {file.stem: file.read_bytes().replace(file.stem.encode(), b"-") for file in files(tmp_path)}
    ids = {each.message_id: each.notice for each in rows(make)}
    (notice,) = {content for message_id, content in contents.items() if ids[message_id] != "invitation"}
    (invitation,) = {content for message_id, content in contents.items() if ids[message_id] == "invitation"}
    assert invitation.startswith(notice.removesuffix(b"\r\n")) and b"/invitation/" in invitation


def test_a_mail_to_somebody_who_is_gone_is_finished_and_nobodys_task(make: Making, tmp_path: Path) -> None:
    erased = make.mentee()
    for recipient in ((Kind.MENTEE, NOBODY), (Kind.MENTEE, erased), ("account", NOBODY), ("account", _former(make))):
        promise(make, recipient)
    with make.app.app_context(), transaction(make.program_id):
        db.session.execute(delete(SealedIdentity).where(SealedIdentity.subject_id == erased))
    assert deliver(make.app, mailroom_for(Clock(), tmp_path)).counts == {"dead": 4}
    assert files(tmp_path) == []
    assert {(each.failure, each.next_try_at) for each in rows(make)} == {("nobody_there", None)}
    assert make.client().get("/tasks").get_json()["items"] == []


def test_staff_are_written_to_where_they_sign_in(make: Making, tmp_path: Path) -> None:
    make.match(MatchState.ACCEPTED)
    deliver(make.app, mailroom_for(Clock(), tmp_path))
    sent_to = {str(read(file.read_bytes())["To"]) for file in files(tmp_path)}
    assert make.coordinator_email in sent_to and len(sent_to) == 3


@pytest.mark.parametrize(
    ("languages", "subject"), [(["es"], "Tiene un mensaje"), (["es", "en"], "You have a message"), (["pl"], "You have")]
)
def test_a_person_is_written_to_in_a_language_of_theirs(
    make: Making, tmp_path: Path, languages: list[str], subject: str
) -> None:
    promise_to_mentee(make, "sam@example.org", languages=languages)
    deliver(make.app, mailroom_for(Clock(), tmp_path))
    assert str(only_mail(tmp_path)["Subject"]).startswith(subject)


def test_one_mail_that_can_not_be_made_does_not_keep_the_others_from_leaving(make: Making, tmp_path: Path) -> None:
    broken = promise_to_mentee(make, "broken@example.org")
    promise_to_mentee(make, "fine@example.org")
    with make.app.app_context(), transaction(make.program_id):
        sealed = db.session.get(SealedIdentity, broken)
        assert sealed is not None
        sealed.sealed = b"somebody changed this"
    report = deliver(make.app, mailroom_for(Clock(), tmp_path))
    assert report.counts == {"later": 1, "sent": 1}
    (told,) = report.failures.values()
    assert told == "internal: CannotOpen"
    assert {each.failure for each in rows(make)} == {"internal", None}
    assert only_mail(tmp_path)["To"] == "fine@example.org"


def test_what_no_mail_was_promised_for_is_left_alone(make: Making, tmp_path: Path) -> None:
    person_id = make.mentee()
    promise(make, (Kind.MENTEE, person_id), channel="task")
    assert deliver(make.app, mailroom_for(Clock(), tmp_path)).counts == {}
    assert (row(make).sent_at, row(make).next_try_at) == (None, None)


def _former(make: Making) -> str:
    """The account of a coordinator who does not work here any more."""
    with make.app.app_context(), transaction(make.program_id):
        account = accounts.by_email(make.administrator_email)
        assert account is not None
        db.session.execute(delete(Membership).where(Membership.account_id == account.id))
        return account.id
