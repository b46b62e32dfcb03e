"""Attacks that once worked, or nearly: each is told here so that it never works again."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from api.policy import Role
from api.services import programs
from data.db import transaction
from data.store import accounts
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.conftest import answer
from tests.making import Client, Making

YES = {"action": "accept", "consent": {"text_version": 1}}


def _match_with_secrets(make: Making) -> tuple[str, str, Client]:
    """A match, its mentor and the mentor's client; of the mentee nothing may be told."""
    experiences = {"since": None, "experiences": ["alcohol", "anxiety"]}
    mentee_id = make.mentee(may_tell=[], recovery_stage=experiences, background={"gender": "woman"})
    mentor_id = make.mentor()
    match_id = make.match(mentee_id=mentee_id, mentor_id=mentor_id)
    return match_id, mentor_id, make.client_of(Kind.MENTOR, mentor_id)


def _card(client: Client, match_id: str) -> Any:
    return answer(client.get(f"/matches/{match_id}/card"), 200)


@pytest.mark.parametrize(
    "limit",
    [
        {"about": "experiences", "any_of": ["anxiety"]},
        {"about": "experiences", "any_of": ["opioids"]},
        {"about": "gender", "any_of": ["woman"]},
        {"about": "gender", "any_of": ["man"]},
    ],
)
def test_a_limit_set_after_the_confirmation_reads_nothing_out_of_the_card(make: Making, limit: Any) -> None:
    match_id, mentor_id, mentor = _match_with_secrets(make)
    before = _card(mentor, match_id)
    answer(mentor.patch(f"/mentors/{mentor_id}", {"preferences": {"must": [limit]}}), 200)
    assert _card(mentor, match_id) == before


def test_a_week_changed_after_the_confirmation_reads_no_hours_out_of_the_card(make: Making) -> None:
    match_id, mentor_id, mentor = _match_with_secrets(make)
    before = _card(mentor, match_id)
    for start, end in (("16:30", "17:00"), ("17:00", "17:30")):
        week = {"time_zone": "America/Chicago", "weekly": [{"day": "mon", "from": start, "to": end}]}
        answer(mentor.put(f"/mentors/{mentor_id}/availability", week), 200)
        assert _card(mentor, match_id) == before


def test_answers_added_after_the_confirmation_add_nothing_to_the_card(make: Making) -> None:
    for _ in range(5):
        make.mentee(recovery_stage={"experiences": ["anxiety"]})
    mentee_id = make.mentee(recovery_stage={"experiences": ["alcohol", "anxiety"]})
    mentor_id = make.mentor(recovery_stage={"stage": "stable", "experiences": ["alcohol"]})
    match_id = make.match(mentee_id=mentee_id, mentor_id=mentor_id)
    mentor = make.client_of(Kind.MENTOR, mentor_id)
    wider = {"recovery_stage": {"experiences": ["alcohol", "anxiety"]}}
    answer(mentor.patch(f"/mentors/{mentor_id}", wider), 200)
    assert "anxiety" not in _card(mentor, match_id)["shared"]


def test_an_introduction_shows_nothing_once_the_other_took_their_consent_back(make: Making) -> None:
    match_id = make.match(MatchState.INTRODUCED)
    parties = make.party_clients(match_id)
    mentee_id = answer(make.client().get(f"/matches/{match_id}"), 200)["mentee_id"]
    mentee, mentor = (parties[party] for party in parties)
    answer(mentor.get(f"/matches/{match_id}/introduction"), 200)
    given = answer(mentee.get(f"/mentees/{mentee_id}/consents"), 200)["items"]
    introduction = next(consent["id"] for consent in given if consent["purpose"] == "introduction")
    answer(mentee.post(f"/mentees/{mentee_id}/consents/{introduction}/revocation"), 200)
    answer(mentee.patch(f"/mentees/{mentee_id}", {"identity": {"email": "new-secret@person.example.org"}}), 200)

    gone = mentor.get(f"/matches/{match_id}/introduction")
    answer(gone, 404)
    assert "new-secret" not in gone.get_data(as_text=True)


def test_a_person_who_is_not_safe_a_second_time_is_held_a_second_time(make: Making) -> None:
    mentee_id = make.mentee()
    mentee = make.client_of(Kind.MENTEE, mentee_id)
    for _time in range(2):
        assert answer(mentee.patch(f"/mentees/{mentee_id}", {"right_now": "not_safe"}), 200)["status"] == "on_hold"
        answer(make.client().post(f"/mentees/{mentee_id}/moves", {"action": "release"}), 200)


@pytest.mark.timeout(20)
def test_marks_without_end_are_refused_before_they_are_composed(make: Making) -> None:
    marks = "a" + "\u0301" * 60_000 + "\u0316" * 60_000
    for path, body, field in (
        ("/tokens", {"email": "a@example.org", "password": "x", "one_time_code": marks}, "one_time_code"),
        ("/mentees", {"interests": ["own:" + marks]}, "interests.0"),
        ("/mentees", {"about": marks}, "about"),
    ):
        sent = json.dumps(body, ensure_ascii=False).encode()
        refused = answer(make.client().send("POST", path, data=sent, content_type="application/json"), 422)
        assert field in refused["errors"]


def test_a_coordinator_who_is_one_of_the_two_sees_of_the_match_what_that_party_sees(make: Making) -> None:
    mentee_id = make.mentee()
    _give_account(make, Kind.MENTEE, mentee_id, make.coordinator_email)
    other = _another_coordinator(make)
    body = {"mentee_id": mentee_id, "mentor_id": make.mentor(), "rationale": "A good fit."}
    own = make.client(make.token(make.coordinator_email, "coordinator"))
    assert answer(own.post("/matches", body), 403)["code"] == "forbidden"
    match = answer(other.post("/matches", body), 201)
    mentor = make.client_of(Kind.MENTOR, match["mentor_id"])
    before = answer(own.get(f"/matches/{match['id']}"), 200)
    answer(mentor.post(f"/matches/{match['id']}/moves", YES), 200)

    assert answer(own.get(f"/matches/{match['id']}"), 200) == before
    assert answer(own.get("/matches?state=mentor_accepted"), 200)["items"] == []
    answer(own.get(f"/matches/{match['id']}/events"), 403)
    answer(own.get(f"/mentees/{mentee_id}/suggestions"), 403)


def test_ending_one_token_twice_at_once_never_ends_the_others(make: Making) -> None:
    for _round in range(10):
        kept, ended = make.token(make.coordinator_email), make.token(make.coordinator_email)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _, token=ended: make.client(token).delete("/tokens/current"), range(4)))
        answer(make.client(kept).get("/mentees"), 200)


def test_times_of_a_match_never_run_backwards(make: Making) -> None:
    match_id = make.match()
    clients = list(make.party_clients(match_id).values())
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda client: client.post(f"/matches/{match_id}/moves", YES), clients))
    moments = [event["at"] for event in answer(make.client().get(f"/matches/{match_id}/events"), 200)["items"]]
    assert moments == sorted(moments)


def _give_account(make: Making, kind: Kind, person_id: str, email: str) -> None:
    act = make.system()
    with make.app.app_context(), transaction(make.program_id):
        account = accounts.by_email(email)
        assert account is not None
        own = {"mentee_id": person_id} if kind == Kind.MENTEE else {"mentor_id": person_id}
        accounts.add_membership(account, make.program_id, kind.value, act.now, **own)


def _another_coordinator(make: Making) -> Client:
    with make.app.app_context(), transaction(make.program_id):
        programs.add_staff(make.system(), "rosa@harbor.example.org", Role.COORDINATOR)
    return make.client(make.token("rosa@harbor.example.org", "coordinator"))
