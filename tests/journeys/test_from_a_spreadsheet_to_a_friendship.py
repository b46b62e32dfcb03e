"""The main job through the JSON face: import, rank, confirm, both say yes, introduce, start, close."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from data.db import reading
from data.store import matches, outbox
from data.store.people import Kind
from tests.conftest import answer
from tests.making import Making

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
YES = {"action": "accept", "consent": {"text_version": 1}}


@pytest.fixture
def imported(app: Flask, make: Making) -> Making:
    for role in ("mentor", "mentee"):
        command = ["people", "import", str(SAMPLES / f"{role}s.csv"), "--program", "harbor", "--role", role]
        result = app.test_cli_runner().invoke(args=command)
        assert result.exit_code == 0, result.output
    return make


def _longest_waiting(make: Making) -> str:
    waiting = answer(make.client().get("/mentees?status=waiting"), 200)["items"]
    mentee_id: str = waiting[0]["id"]
    return mentee_id


def _confirm_the_first(make: Making) -> dict[str, Any]:
    mentee_id = _longest_waiting(make)
    run = answer(make.client().get(f"/mentees/{mentee_id}/suggestions"), 200)
    body = {
        "mentee_id": mentee_id,
        "mentor_id": run["suggestions"][0]["mentor_id"],
        "run_id": run["run_id"],
        "rationale": "They have lived through the same.",
    }
    match: dict[str, Any] = answer(make.client().post("/matches", body), 201)
    return match


def _told(make: Making, match_id: str) -> list[tuple[str, str, str]]:
    with make.app.app_context(), reading(make.program_id):
        return sorted((row.recipient_kind, row.channel, row.notice) for row in outbox.of_match(match_id))


def _notices(make: Making, match_id: str) -> list[tuple[str, str]]:
    return sorted((who, notice) for who, _, notice in _told(make, match_id))


def test_two_people_are_brought_together_and_each_step_is_told_and_kept(imported: Making) -> None:
    make, coordinator = imported, imported.client()
    match = _confirm_the_first(make)
    assert match["state"] == "confirmed"
    assert match["rationale"] == "They have lived through the same."
    path = f"/matches/{match['id']}"
    mentor = make.client_of(Kind.MENTOR, match["mentor_id"])
    mentee = make.client_of(Kind.MENTEE, match["mentee_id"])

    assert answer(mentor.post(f"{path}/moves", YES), 200)["state"] == "answered"
    assert answer(mentee.get(path), 200)["state"] == "asked"
    assert answer(mentee.post(f"{path}/moves", YES), 200)["state"] == "answered"
    assert answer(mentor.get(f"{path}/introduction"), 404)["code"] == "not_found"
    assert answer(coordinator.post(f"{path}/moves", {"action": "introduce"}), 200)["state"] == "introduced"

    introduction = answer(mentee.get(f"{path}/introduction"), 200)
    assert introduction["preferred_name"]
    assert introduction["windows"]
    assert answer(mentor.post(f"{path}/moves", {"action": "start"}), 200)["state"] == "active"
    closed = answer(mentee.post(f"{path}/moves", {"action": "close", "reason": "completed"}), 200)
    assert closed == {"id": match["id"], "state": "ended", "answer_by": match["answer_by"], "actions": []}

    events = answer(coordinator.get(f"{path}/events"), 200)["items"]
    assert [(event["action"], event["by"], event["from"], event["to"]) for event in events] == [
        ("confirm", "coordinator", None, "confirmed"),
        ("accept", "mentor", "confirmed", "mentor_accepted"),
        ("accept", "mentee", "mentor_accepted", "accepted"),
        ("introduce", "coordinator", "accepted", "introduced"),
        ("start", "mentor", "introduced", "active"),
        ("close", "mentee", "active", "closed"),
    ]
    assert _notices(make, match["id"]) == sorted(
        [
            ("mentor", "asked"),
            ("mentee", "asked"),
            ("account", "both_said_yes"),
            ("mentor", "introduced"),
            ("mentee", "introduced"),
            ("mentor", "ended"),
            ("account", "ended"),
        ]
    )
    assert answer(coordinator.get(f"/mentees/{match['mentee_id']}"), 200)["status"] == "ended"


def test_a_mentor_who_declines_leaves_the_mentee_waiting_and_the_reason_with_the_coordinator(imported: Making) -> None:
    make, coordinator = imported, imported.client()
    match = _confirm_the_first(make)
    waiting_before = answer(coordinator.get(f"/mentees/{match['mentee_id']}"), 200)["waiting_since"]
    path = f"/matches/{match['id']}"
    mentor = make.client_of(Kind.MENTOR, match["mentor_id"])
    mentee = make.client_of(Kind.MENTEE, match["mentee_id"])

    answer(mentee.post(f"{path}/moves", YES), 200)
    answer(mentor.post(f"{path}/moves", {"action": "decline", "reason": "prefer_someone_else"}), 200)

    assert answer(mentee.get(path), 200)["state"] == "ended"
    assert "prefer" not in mentee.get(path).get_data(as_text=True)
    assert answer(coordinator.get(f"{path}/events"), 200)["items"][-1]["reason"] == "prefer_someone_else"
    after = answer(coordinator.get(f"/mentees/{match['mentee_id']}"), 200)
    assert (after["status"], after["waiting_since"]) == ("waiting", waiting_before)
    assert ("mentor", "ended") not in _notices(make, match["id"])
    assert ("mentee", "ended") in _notices(make, match["id"])
    again = answer(coordinator.get(f"/mentees/{match['mentee_id']}/suggestions?limit=100"), 200)
    assert match["mentor_id"] not in [row["mentor_id"] for row in again["suggestions"]]
    assert {"reason": "declined_before", "count": 1} in again["pool"]["excluded"]


def test_a_match_withdrawn_after_both_said_yes_reads_ended_to_both(imported: Making) -> None:
    make, coordinator = imported, imported.client()
    match = _confirm_the_first(make)
    path = f"/matches/{match['id']}"
    parties = make.party_clients(match["id"])
    for party in parties.values():
        answer(party.post(f"{path}/moves", YES), 200)
    answer(coordinator.post(f"{path}/moves", {"action": "withdraw", "note": "A new concern."}), 200)
    for party in parties.values():
        assert answer(party.get(path), 200)["state"] == "ended"
        answer(party.get(f"{path}/card"), 404)
        answer(party.get(f"{path}/introduction"), 404)
    assert _notices(make, match["id"]).count(("mentee", "ended")) == 1
    assert "concern" not in coordinator.get(f"{path}/events").get_data(as_text=True)


def test_a_full_mentor_gets_no_new_match(make: Making) -> None:
    mentor_id = make.mentor(capacity=1)
    make.match(mentor_id=mentor_id)
    body = {"mentee_id": make.mentee(), "mentor_id": mentor_id, "rationale": "A good fit."}
    refused = answer(make.client().post("/matches", body), 409)
    assert refused["code"] == "at_capacity"
    with make.app.app_context(), reading(make.program_id):
        assert matches.places_in_use() == {mentor_id: 1}


def test_without_the_mentees_consent_nobody_is_looked_for(make: Making) -> None:
    mentee_id = make.mentee(consents=[])
    coordinator = make.client()
    assert answer(coordinator.get(f"/mentees/{mentee_id}/suggestions"), 409)["code"] == "no_consent"
    body = {"mentee_id": mentee_id, "mentor_id": make.mentor(), "rationale": "A good fit."}
    assert answer(coordinator.post("/matches", body), 409)["code"] == "no_consent"


def test_a_consent_taken_back_before_the_introduction_ends_the_match_at_once(make: Making) -> None:
    from matcher.lifecycle import MatchState

    mentee_id = make.mentee()
    match_id = make.match(MatchState.ACCEPTED, mentee_id=mentee_id)
    mentee = make.client_of(Kind.MENTEE, mentee_id)
    consents = answer(mentee.get(f"/mentees/{mentee_id}/consents"), 200)["items"]
    matching = next(consent for consent in consents if consent["purpose"] == "matching")
    answer(mentee.post(f"/mentees/{mentee_id}/consents/{matching['id']}/revocation"), 200)

    refused = answer(make.client().post(f"/matches/{match_id}/moves", {"action": "introduce"}), 409)
    assert refused["code"] == "invalid_transition"
    last = answer(make.client().get(f"/matches/{match_id}/events"), 200)["items"][-1]
    assert (last["action"], last["by"], last["reason"]) == ("withdraw", "system", "consent_revoked")


def test_a_proposal_without_an_answer_lapses_kindly(make: Making) -> None:
    match_id = make.match()
    make.lapse(match_id)
    for party in make.party_clients(match_id).values():
        assert answer(party.get(f"/matches/{match_id}"), 200)["state"] == "ended"
    last = answer(make.client().get(f"/matches/{match_id}/events"), 200)["items"][-1]
    assert (last["action"], last["by"], last["reason"]) == ("lapse", "system", "lapsed")
    assert _notices(make, match_id).count(("mentor", "ended")) == 1
