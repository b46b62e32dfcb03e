"""What coordinators see to by themselves: people to be called, and mails that did not arrive."""

from datetime import UTC, datetime, timedelta

from data.db import reading, transaction
from data.store import accounts, audit, memberships
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.mail.posting import Clock, deliver, mailroom_for, promise, promise_to_mentee, rows
from tests.api.mail.servers import MailServer
from tests.api.rest.asking import NOBODY, administrator, coordinator, counted, elsewhere, seen
from tests.conftest import answer
from tests.making import Making

NO_MAIL = {
    "preferred_name": "Sam",
    "phone": "+1 555 0100",
    "contact": {"channel": "phone", "email_ok": False, "text_ok": False, "voicemail_ok": False},
}


def items(make: Making) -> list[dict[str, object]]:
    body = answer(coordinator(make).get("/tasks"), 200)
    assert body["next_cursor"] is None
    found: list[dict[str, object]] = body["items"]
    return found


def test_a_person_without_mail_is_a_call_to_make(make: Making) -> None:
    mentee_id = make.mentee(identity=NO_MAIL)
    match_id = make.match(mentee_id=mentee_id)
    (task,) = items(make)
    assert task == {
        "id": task["id"],
        "kind": "call",
        "role": "mentee",
        "person_id": mentee_id,
        "preferred_name": "Sam",
        "notice": "asked",
        "match_id": match_id,
        "since": task["since"],
        "failure": None,
    }
    assert datetime.now(UTC) - datetime.fromisoformat(str(task["since"])) < timedelta(minutes=1)


def test_a_mail_that_was_given_up_shows_up_with_its_reason(make: Making) -> None:
    mentee_id = promise_to_mentee(make, "never@example.org")
    make.match(MatchState.ACCEPTED, mentee_id=mentee_id)
    waiting = promise_to_mentee(make, "later@example.org")
    said = {"never@example.org": "550 no", "later@example.org": "450 later", make.coordinator_email: "550 no"}
    assert items(make) == []
    with MailServer(to_recipient=said) as server:
        deliver(make.app, mailroom_for(Clock(), smtp_url=server.url))
    found = [(task["kind"], task["role"], task["person_id"], task["notice"], task["failure"]) for task in items(make)]
    assert found == [
        ("undelivered", "mentee", mentee_id, "asked", "refused"),
        ("undelivered", "mentee", mentee_id, "asked", "refused"),
        ("undelivered", "staff", None, "both_said_yes", "refused"),
    ]
    assert waiting not in str(found)


def test_tasks_are_done_once_and_leave_the_list(make: Making) -> None:
    people = [make.mentee(identity=NO_MAIL) for _ in range(3)]
    for hours, person_id in ((1, people[0]), (3, people[1]), (2, people[2])):
        now = datetime.now(UTC) - timedelta(hours=hours)
        promise(make, (Kind.MENTEE, person_id), channel="task", now=now)
    listed = items(make)
    assert [task["person_id"] for task in listed] == [people[1], people[2], people[0]]  # the oldest first
    assert answer(coordinator(make).get("/tasks?limit=2"), 200)["items"] == listed[:2]
    done = coordinator(make).post(f"/tasks/{listed[0]['id']}/completion")
    assert answer(done, 200) == listed[0]
    assert items(make) == listed[1:]
    (before,) = [each for each in rows(make) if each.done_at is not None]
    assert before.done_by == make.coordinator.account_id
    assert answer(coordinator(make).post(f"/tasks/{listed[0]['id']}/completion"), 200) == listed[0]
    (after,) = [each for each in rows(make) if each.done_at is not None]
    assert (after.id, after.done_at) == (before.id, before.done_at)
    with make.app.app_context(), reading(None):
        acts = [each.act for each in audit.entries(make.program_id)]
    assert acts.count("task_completed") == 1
    assert acts.count("tasks_listed") == 3  # each showed names
    answer(coordinator(make).post(f"/tasks/{listed[1]['id']}/completion", {"done": True}), 422)
    assert items(make) == listed[1:]


def test_only_coordinators_of_the_program_know_of_them(make: Making) -> None:
    mentee_id = make.mentee(identity=NO_MAIL)
    match_id = make.match(mentee_id=mentee_id)
    (task,) = items(make)
    path, nowhere = f"/tasks/{task['id']}/completion", f"/tasks/{NOBODY}/completion"
    for asker in (*make.party_clients(match_id).values(), administrator(make)):
        answer(asker.get("/tasks"), 403)
        assert seen(asker.post(path)) == seen(asker.post(nowhere))
        answer(asker.post(path), 404)
    lakeside = elsewhere(make)
    assert items(lakeside) == []
    assert seen(coordinator(lakeside).post(path)) == seen(coordinator(lakeside).post(nowhere))
    assert items(make) == [task]


def test_a_mail_that_is_on_its_way_or_was_sent_is_no_task(make: Making) -> None:
    promise_to_mentee(make, "sam@example.org")
    (mail,) = rows(make)
    answer(coordinator(make).post(f"/tasks/{mail.id}/completion"), 404)
    with MailServer() as server:
        deliver(make.app, mailroom_for(Clock(), smtp_url=server.url))
    answer(coordinator(make).post(f"/tasks/{mail.id}/completion"), 404)
    assert counted(make, "outbox") == {"outbox": 1}


def _sign_in_as_the_coordinator(make: Making, mentor_id: str) -> None:
    """From now on it is the coordinator who signs in as this mentor too."""
    with make.app.app_context(), transaction(make.program_id):
        membership, account = accounts.membership_for(mentor_id), accounts.by_email(make.coordinator_email)
        assert membership is not None and account is not None
        memberships.move(membership, account)


def test_a_coordinator_who_is_one_of_the_two_sees_nothing_of_what_either_is_told(make: Making) -> None:
    """Nor of what their colleagues are told of it, nor of what they themselves should be called about."""
    mentor_id, mentee_id = make.mentor(identity=NO_MAIL), make.mentee(identity=NO_MAIL)
    make.match(MatchState.ACCEPTED, mentee_id=mentee_id, mentor_id=mentor_id)
    promise(make, (Kind.MENTOR, mentor_id), "expiring", channel="task")
    with MailServer(to_recipient={make.coordinator_email: "550 no"}) as server:
        deliver(make.app, mailroom_for(Clock(), smtp_url=server.url))
    before = items(make)
    assert {(task["kind"], task["role"]) for task in before} == {
        ("call", "mentee"), ("call", "mentor"), ("undelivered", "staff"),
    }  # fmt: skip
    _sign_in_as_the_coordinator(make, mentor_id)
    assert items(make) == []
    for task in before:
        answer(coordinator(make).post(f"/tasks/{task['id']}/completion"), 404)
    assert all(each.done_at is None for each in rows(make))
