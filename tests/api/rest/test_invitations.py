"""A mentee or mentor is invited, and whoever reads the mail sets a password and is let in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine

from data.db import reading, transaction
from data.store import outbox
from data.store.people import Kind
from tests.api.rest.asking import NOBODY, add_role, coordinator, counted, elsewhere, for_each, seen
from tests.api.rest.signing_in import (
    PASSWORD,
    delivered,
    email_of_account,
    entries,
    redeem,
    secret_for,
    set_password,
    sign_in,
)
from tests.conftest import answer
from tests.making import Client, Making
from tests.problems import flaws

ADDRESS = "sam@person.example.org"
ANOTHER = "lantern gravel mosaic otter"
pytestmark = pytest.mark.usefixtures("quick_passwords")


def _person(make: Making, kind: Kind, email: str | None = ADDRESS, **identity: Any) -> str:
    identity = {"preferred_name": "Sam", "email": email, "phone": "833-846-5669", **identity}
    return (make.mentee if kind == Kind.MENTEE else make.mentor)(identity=identity)


def _path(kind: Kind, person_id: str) -> str:
    return f"/{kind}s/{person_id}/invitation"


def _invite(make: Making, kind: Kind, person_id: str) -> Any:
    return coordinator(make).post(_path(kind, person_id))


def _invited(make: Making, kind: Kind, person_id: str) -> str:
    """The secret that reaches them."""
    answer(_invite(make, kind, person_id), 201)
    return delivered(make, kind, person_id)


def _state(make: Making, kind: Kind, person_id: str) -> str:
    return str(answer(coordinator(make).get(_path(kind, person_id)), 200)["state"])


@for_each(Kind)
def test_an_invited_person_sets_a_password_and_signs_in_as_themselves(make: Making, kind: Kind) -> None:
    person_id = _person(make, kind, f"{kind}@person.example.org")
    response = _invite(make, kind, person_id)
    invitation = answer(response, 201)
    assert set(invitation) == {"id", "state", "created_at"} and invitation["state"] == "queued"
    assert response.headers["Location"] == f"/api/v1{_path(kind, person_id)}"
    assert answer(coordinator(make).get(_path(kind, person_id)), 200) == invitation
    with make.app.app_context(), reading(make.program_id):
        row = outbox.newest(kind.value, person_id, "invitation")
        assert row is not None and (row.id, row.channel, row.match_id) == (invitation["id"], "email", None)

    secret = delivered(make, kind, person_id)
    assert _state(make, kind, person_id) == "sent"
    assert redeem(make, secret).status_code == 204
    assert _state(make, kind, person_id) == "used"
    token = answer(sign_in(make, f"{kind}@person.example.org"), 201)
    assert (token["role"], token["person_id"], token["program_id"]) == (kind.value, person_id, make.program_id)
    answer(Client(make.app.test_client(), token["token"]).get(f"/{kind}s/{person_id}"), 200)
    assert ("invited", kind.value) in entries(make) and ("role_given", "account") in entries(make)
    assert entries(make, "service")[-2:] == [("password_set", "account"), ("token_created", "account")]


def test_an_invitation_that_came_back_is_told_and_a_new_one_begins_again(make: Making) -> None:
    mentee_id = _person(make, Kind.MENTEE)
    first = answer(_invite(make, Kind.MENTEE, mentee_id), 201)
    with make.app.app_context(), transaction(make.program_id):
        message = outbox.newest("mentee", mentee_id, "invitation")
        assert message is not None
        message.dead_at = datetime.now(UTC)
    assert _state(make, Kind.MENTEE, mentee_id) == "undelivered"
    second = answer(_invite(make, Kind.MENTEE, mentee_id), 201)
    assert second["id"] != first["id"] and _state(make, Kind.MENTEE, mentee_id) == "queued"


@for_each([None, {"contact": {"channel": "phone", "email_ok": False, "text_ok": False, "voicemail_ok": True}}])
def test_whoever_can_not_be_written_to_is_not_invited(make: Making, identity: dict[str, Any] | None) -> None:
    mentor_id = _person(make, Kind.MENTOR, ADDRESS if identity else None, **(identity or {}))
    refused = _invite(make, Kind.MENTOR, mentor_id)
    assert flaws(refused, 409) == [] and refused.get_json()["code"] == "no_address"
    assert coordinator(make).get(_path(Kind.MENTOR, mentor_id)).status_code == 404
    assert counted(make, "outbox") == {"outbox": 0}


def test_only_a_coordinator_of_the_program_invites_and_never_themselves(make: Making) -> None:
    mentee_id, mentor_id = _person(make, Kind.MENTEE), make.mentor()
    add_role(make, make.coordinator_email, Kind.MENTOR, mentor_id)
    staff = coordinator(make)
    nobody = {verb: seen(staff.send(verb, _path(Kind.MENTEE, NOBODY))) for verb in ("GET", "POST")}
    assert {status for status, _, _ in nobody.values()} == {404}
    assert seen(staff.get(_path(Kind.MENTEE, mentee_id))) == nobody["GET"]
    others = {
        "the other program": elsewhere(make).client(),
        "an administrator": make.client(make.token(make.administrator_email)),
        "another mentee": make.client_of(Kind.MENTEE, make.mentee()),
        "a mentor": make.client_of(Kind.MENTOR, make.mentor()),
    }
    for who, client in others.items():
        for verb, answered in nobody.items():
            assert seen(client.send(verb, _path(Kind.MENTEE, mentee_id))) == answered, who
    for verb in ("GET", "POST"):
        assert flaws(make.client_of(Kind.MENTEE, mentee_id).send(verb, _path(Kind.MENTEE, mentee_id)), 403) == []
        assert flaws(staff.send(verb, _path(Kind.MENTOR, mentor_id)), 403) == []
    assert counted(make, "outbox") == {"outbox": 0}


def test_a_secret_that_is_unknown_used_too_old_or_for_an_address_of_before_looks_the_same(make: Making) -> None:
    used = _invited(make, Kind.MENTEE, _person(make, Kind.MENTEE, "used@person.example.org"))
    assert redeem(make, used).status_code == 204
    old = _invited(make, Kind.MENTEE, _person(make, Kind.MENTEE, "old@person.example.org"))
    moved_id = _person(make, Kind.MENTOR, "before@person.example.org")
    moved = _invited(make, Kind.MENTOR, moved_id)
    gone_id = _person(make, Kind.MENTOR, "gone@person.example.org")
    gone = _invited(make, Kind.MENTOR, gone_id)
    staff = coordinator(make)
    for person_id, email in ((moved_id, "after@person.example.org"), (gone_id, None)):
        identity = answer(staff.get(f"/mentors/{person_id}"), 200)["identity"] | {"email": email}
        answer(staff.patch(f"/mentors/{person_id}", {"identity": identity}), 200)
    before = counted(make, "accounts", "memberships", "tokens")
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        answers = [seen(redeem(make, secret, ANOTHER)) for secret in ("x" * 43, used, moved, gone)]
        clock.shift(timedelta(days=7, seconds=1))
        answers.append(seen(redeem(make, old, ANOTHER)))
    assert answers[0][0] == 404
    assert answers == answers[:1] * 5
    assert counted(make, "accounts", "memberships", "tokens") == before
    # The form is looked at first, whatever the secret.
    assert seen(redeem(make, "x" * 43, "too short")) == seen(redeem(make, moved, "too short"))
    assert set(answer(redeem(make, moved, "too short"), 422)["errors"]) == {"password"}


def test_an_account_gets_one_more_role_with_the_password_that_it_has_and_by_no_other(make: Making) -> None:
    other = elsewhere(make)
    email = other.coordinator_email
    set_password(make, email, ANOTHER)
    token = other.token(email)
    open_before = secret_for(make, email)
    mentee_id = _person(make, Kind.MENTEE, email)
    secret, again = _invited(make, Kind.MENTEE, mentee_id), _invited(make, Kind.MENTEE, mentee_id)
    before = counted(make, "accounts", "memberships")
    refused = redeem(make, secret)
    assert flaws(refused, 422) == [] and list(refused.get_json()["errors"]) == ["password"]
    answer(other.client(token).get("/mentees"), 200)
    assert redeem(make, secret, ANOTHER).status_code == 204
    assert counted(make, "accounts", "memberships") == before | {"memberships": before["memberships"] + 1}
    answer(sign_in(make, email), 401)
    assert answer(sign_in(make, email, ANOTHER, role="mentee"), 201)["person_id"] == mentee_id
    assert answer(sign_in(make, email, ANOTHER, role="coordinator"), 201)["program_id"] == other.program_id
    for link in (open_before, again):
        assert redeem(make, link, ANOTHER).status_code == 404
    assert ("role_given", "account") not in entries(other)[-1:]


def test_a_reset_uses_up_the_open_invitations_of_the_same_person_too(make: Making) -> None:
    mentee_id = _person(make, Kind.MENTEE)
    assert redeem(make, _invited(make, Kind.MENTEE, mentee_id)).status_code == 204
    invitation = _invited(make, Kind.MENTEE, mentee_id)
    assert redeem(make, secret_for(make, ADDRESS), ANOTHER).status_code == 204
    assert redeem(make, invitation).status_code == 404
    assert _state(make, Kind.MENTEE, mentee_id) == "used"


def test_a_profile_goes_over_to_the_account_at_the_new_address_and_the_old_one_loses_it_at_once(make: Making) -> None:
    mentor_id = _person(make, Kind.MENTOR)
    old_email = email_of_account(make, Kind.MENTOR, mentor_id)
    set_password(make, old_email)
    token = answer(sign_in(make, old_email), 201)["token"]
    assert redeem(make, _invited(make, Kind.MENTOR, mentor_id), ANOTHER).status_code == 204
    answer(Client(make.app.test_client(), token).get("/me"), 401)
    assert seen(sign_in(make, old_email)) == seen(sign_in(make, old_email, "not this one at all"))
    assert answer(sign_in(make, ADDRESS, ANOTHER), 201)["person_id"] == mentor_id
    assert entries(make)[-2:] == [("role_taken", "account"), ("role_given", "account")]


def test_an_address_is_one_persons_in_each_role(make: Making) -> None:
    """Told only to whoever holds the secret, and the secret is still good once another address was given."""
    first, second = _person(make, Kind.MENTEE), _person(make, Kind.MENTEE)
    assert redeem(make, _invited(make, Kind.MENTEE, first)).status_code == 204
    secret = _invited(make, Kind.MENTEE, second)
    before = counted(make, "memberships", "tokens", "accounts")
    refused = redeem(make, secret)
    assert flaws(refused, 409) == [] and refused.get_json()["code"] == "already_exists"
    assert counted(make, "memberships", "tokens", "accounts") == before
    assert _state(make, Kind.MENTEE, second) == "sent"
    assert answer(sign_in(make, ADDRESS), 201)["person_id"] == first
    # A mentor's role beside the mentee's is no trouble.
    assert redeem(make, _invited(make, Kind.MENTOR, _person(make, Kind.MENTOR))).status_code == 204
    assert answer(sign_in(make, ADDRESS), 409)["code"] == "choose_role"


def test_a_password_that_is_easy_to_guess_leaves_the_secret_as_it_is(make: Making) -> None:
    secret = _invited(make, Kind.MENTEE, _person(make, Kind.MENTEE))
    for password in (ADDRESS, "sam.person.2026!", "passwordpassword", "Program harbor 1"):
        refused = redeem(make, secret, password)
        assert flaws(refused, 422) == [] and set(refused.get_json()["errors"]) == {"password"}
    assert counted(make, "accounts") == {"accounts": 2}
    assert redeem(make, secret).status_code == 204


def test_of_two_who_use_links_at_once_one_sets_the_password(make: Making) -> None:
    """The same invitation twice, and two resets of the same person: nobody waits for the other for ever."""
    for number in range(10):
        address = f"sam{number}@person.example.org"
        first = _invited(make, Kind.MENTEE, _person(make, Kind.MENTEE, address))
        secrets = (first, first)
        if number % 2:
            assert redeem(make, first).status_code == 204
            secrets = (secret_for(make, address), secret_for(make, address))
        start = Barrier(2)

        def use(secret: str, password: str, start: Barrier = start) -> int:
            start.wait()
            status: int = redeem(make, secret, password).status_code
            return status

        with ThreadPoolExecutor(2) as pool:
            statuses = list(pool.map(use, secrets, (PASSWORD, ANOTHER)))
        assert sorted(statuses) == [204, 404]
        answer(sign_in(make, address, (PASSWORD, ANOTHER)[statuses.index(204)]), 201)
