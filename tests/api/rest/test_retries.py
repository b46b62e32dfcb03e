"""Idempotency-Key: the same request again is done once and answered again, as today's rights allow."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from data.db import db, reading
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.rest.asking import LEAST, YES, add_role, counted, elsewhere, seen
from tests.conftest import answer
from tests.making import Client, Making

CONSENT = {"purpose": "research", "how": "phone"}
Post = Callable[[str], Any]


def _key(key: str) -> dict[str, Any]:
    return {"headers": {"Idempotency-Key": key}}


def _posts(make: Making) -> dict[str, Post]:
    """Every kind of request that may come again, each on people of its own."""
    staff, mentee_id, mentor_id = make.client(), make.mentee(), make.mentor()
    other, third = make.mentee(), make.mentee()
    asked = make.match(MatchState.CONFIRMED)
    confirm = {"mentee_id": mentee_id, "mentor_id": mentor_id, "rationale": "They share a lot."}
    pair = {"mentee_id": other, "mentor_id": mentor_id}
    return {
        "/mentees": lambda key: staff.post("/mentees", LEAST, **_key(key)),
        "/mentors": lambda key: staff.post("/mentors", LEAST, **_key(key)),
        "/matches": lambda key: staff.post("/matches", confirm, **_key(key)),
        "/matches/moves": lambda key: staff.post(
            f"/matches/{asked}/moves", YES | {"for": "mentor", "heard": "phone"}, **_key(key)
        ),
        "/mentees/moves": lambda key: staff.post(f"/mentees/{other}/moves", {"action": "hold"}, **_key(key)),
        "/mentors/moves": lambda key: staff.post(f"/mentors/{make.mentor()}/moves", {"action": "pause"}, **_key(key)),
        "/consents": lambda key: staff.post(f"/mentees/{third}/consents", CONSENT, **_key(key)),
        "/kept-apart": lambda key: staff.post("/kept-apart", pair, **_key(key)),
    }


WRITTEN = ("mentees", "mentors", "matches", "match_events", "consents", "kept_apart", "outbox", "sealed_notes")


def test_the_same_request_again_is_done_once_and_answered_alike(make: Making) -> None:
    posts = _posts(make)
    del posts["/mentors/moves"]
    for path, post in posts.items():
        first = post("key 1")
        assert first.status_code in (200, 201), (path, first.get_data(as_text=True))
        before = counted(make, *WRITTEN)
        assert seen(post("key 1")) == seen(first), path
        assert counted(make, *WRITTEN) == before, path


def test_without_a_key_or_with_another_one_it_is_another_request(make: Making) -> None:
    staff = make.client()
    made = [staff.post("/mentees", LEAST, **options) for options in ({}, {}, _key("a"), _key("b"), _key("A"))]
    assert len({answer(response, 201)["id"] for response in made}) == 5


def test_the_same_key_with_other_answers_is_refused_and_changes_nothing(make: Making) -> None:
    staff = make.client()
    answer(staff.post("/mentees", LEAST, **_key("k")), 201)
    before = counted(make, *WRITTEN, "audit")
    problem = answer(staff.post("/mentees", LEAST | {"about": "more"}, **_key("k")), 422)
    assert (problem["code"], list(problem["errors"])) == ("idempotency_key_reused", ["Idempotency-Key"])
    assert counted(make, *WRITTEN, "audit") == before
    # Another order of the same answers is the same request.
    answer(staff.post("/mentees", dict(reversed(LEAST.items())), **_key("k")), 201)
    assert counted(make, "mentees") == {"mentees": before["mentees"]}


def test_a_key_belongs_to_its_asker_path_and_role(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    staff, other = make.client(), elsewhere(make).client()
    first = answer(staff.post("/mentees", LEAST, **_key("k")), 201)["id"]
    assert answer(staff.post("/mentors", LEAST, **_key("k")), 201)["id"] != first
    assert answer(other.post("/mentees", LEAST, **_key("k")), 201)["id"] != first
    # The same account as a mentor: the coordinator's key says nothing about theirs.
    add_role(make, make.coordinator_email, Kind.MENTOR, mentor_id)
    as_mentor = make.client(make.token(make.coordinator_email, "mentor"))
    answer(staff.post(f"/mentees/{mentee_id}/moves", {"action": "hold"}, **_key("k")), 200)
    answer(as_mentor.post(f"/mentors/{mentor_id}/moves", {"action": "pause"}, **_key("k")), 200)
    theirs = as_mentor.post(f"/mentees/{mentee_id}/moves", {"action": "hold"}, **_key("k"))
    assert answer(theirs, 404)["code"] == "not_found"


def test_a_refused_request_keeps_no_key(make: Making) -> None:
    staff, mentee_id = make.client(), make.mentee()
    move = f"/mentees/{mentee_id}/moves"
    assert answer(staff.post(move, {"action": "release"}, **_key("k")), 409)["code"] == "invalid_transition"
    assert counted(make, "idempotency_keys") == {"idempotency_keys": 0}
    assert answer(staff.post(move, {"action": "hold"}, **_key("k")), 200)["status"] == "on_hold"
    assert counted(make, "idempotency_keys") == {"idempotency_keys": 1}


def test_it_is_answered_with_what_is_there_today(make: Making) -> None:
    staff = make.client()
    mentee_id = answer(staff.post("/mentees", LEAST, **_key("k")), 201)["id"]
    answer(staff.patch(f"/mentees/{mentee_id}", {"about": "said since"}), 200)
    again = staff.post("/mentees", LEAST, **_key("k"))
    assert (answer(again, 201)["id"], again.get_json()["about"]) == (mentee_id, "said since")
    assert again.headers["Location"] == f"/api/v1/mentees/{mentee_id}"
    pair = {"mentee_id": mentee_id, "mentor_id": make.mentor()}
    kept = answer(staff.post("/kept-apart", pair, **_key("k")), 201)["id"]
    assert staff.delete(f"/kept-apart/{kept}").status_code == 204
    answer(staff.post("/kept-apart", pair, **_key("k")), 404)


def test_a_party_s_yes_sent_again_tells_no_more_than_the_first(make: Making) -> None:
    match_id = make.match()
    parties = make.party_clients(match_id)
    for client in parties.values():
        first = client.post(f"/matches/{match_id}/moves", YES, **_key("yes"))
        assert answer(first, 200)["state"] == "answered"
        assert seen(client.post(f"/matches/{match_id}/moves", YES, **_key("yes"))) == seen(first)
    assert counted(make, "match_events") == {"match_events": 3}


def test_a_key_is_forgotten_after_24_hours(make: Making) -> None:
    first = answer(make.client().post("/mentees", LEAST, **_key("k")), 201)["id"]
    for hours, same in ((23.9, True), (24.1, False), (24.2, False)):
        with time_machine.travel(datetime.now(UTC) + timedelta(hours=hours), tick=False):
            staff = make.client(make.token(make.coordinator_email))
            again = answer(staff.post("/mentees", LEAST, **_key("k")), 201)["id"]
        assert (again == first) == same
    assert counted(make, "mentees") == {"mentees": 2}


@pytest.mark.parametrize("key", ["", " ", "x" * 201, " padded ", "tab\there", "ключ", "\x7f"])
def test_what_can_not_be_a_key_is_refused(make: Making, key: str) -> None:
    headers = {"Idempotency-Key": key.encode().decode("latin-1")}
    problem = answer(make.client().post("/mentees", LEAST, headers=headers), 422)
    assert list(problem["errors"]) == ["Idempotency-Key"]
    assert counted(make, "mentees") == {"mentees": 0}


def test_nothing_of_a_key_or_a_body_can_be_read_from_what_is_kept(make: Making) -> None:
    answer(make.client().post("/mentees", LEAST | {"about": "canary"}, **_key("sam@example.org")), 201)
    kept = counted(make, "idempotency_keys")
    assert kept == {"idempotency_keys": 1}
    with make.app.app_context(), reading(None):
        row = dict(db.session.execute(text("SELECT * FROM idempotency_keys")).mappings().one())
    stored = repr(row)
    assert not any(word in stored for word in ("canary", "sam@example.org", "Sam"))


def test_sixteen_at_once_with_one_key_make_one_person(app: Flask, make: Making) -> None:
    token = make.token(make.coordinator_email)

    def post(_number: int) -> Any:
        return Client(app.test_client(), token).post("/mentees", LEAST, **_key("k"))

    with ThreadPoolExecutor(16) as pool:
        ids = {answer(response, 201)["id"] for response in pool.map(post, range(16))}
    assert len(ids) == 1
    assert counted(make, "mentees", "idempotency_keys") == {"mentees": 1, "idempotency_keys": 1}
