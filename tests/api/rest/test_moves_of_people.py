"""Statuses: who may take which step from where, and what follows for matches and for waiting."""

from datetime import date
from typing import Any

from data.store.people import Kind
from matcher.lifecycle import MatchState, Party
from tests.api.rest.asking import NOBODY, administrator, elsewhere, for_each, last_event, seen, state_of, today, told
from tests.conftest import answer
from tests.databases import SQLITE_FIRST
from tests.making import Client, Making

# By hand, from the contract; not from the tables of the code.
MENTEE_STEPS = {
    "welcome": {"new": "waiting"},
    "hold": {"waiting": "on_hold"},
    "release": {"on_hold": "waiting"},
    "end": dict.fromkeys(("new", "waiting", "on_hold", "matched"), "ended"),
    "return": {"ended": "waiting"},
}
MENTOR_STEPS = {
    "screen": {"applied": "screening"},
    "train": {"screening": "training"},
    "activate": {"training": "active"},
    "pause": {"active": "paused"},
    "resume": {"paused": "active"},
    "decline_application": dict.fromkeys(("applied", "screening", "training"), "declined"),
    "retire": dict.fromkeys(("applied", "screening", "training", "active", "paused"), "retired"),
    "return": {"retired": "paused"},
}
STEPS = {Kind.MENTEE: MENTEE_STEPS, Kind.MENTOR: MENTOR_STEPS}
THEIR_OWN = {Kind.MENTEE: {"hold", "end"}, Kind.MENTOR: {"pause", "resume", "retire"}}
STATUSES = [(Kind.MENTEE, status) for status in ("new", "waiting", "on_hold", "matched", "ended")] + [
    (Kind.MENTOR, status) for status in ("applied", "screening", "training", "active", "paused", "declined", "retired")
]


def _person(make: Making, kind: Kind, status: str) -> str:
    if kind == Kind.MENTOR:
        return make.mentor(status=status)
    if status != "matched":
        return make.mentee(status=status)
    mentee_id = make.mentee()
    make.match(MatchState.INTRODUCED, mentee_id=mentee_id)
    return mentee_id


def _move(client: Client, kind: Kind, person_id: str, action: str) -> Any:
    return client.post(f"/{kind}s/{person_id}/moves", {"action": action})


@SQLITE_FIRST
@for_each(STATUSES)
def test_each_step_from_this_status_goes_where_the_contract_says(make: Making, kind: Kind, status: str) -> None:
    person_id = _person(make, kind, status)
    for action, leads in STEPS[kind].items():
        for own in (True, False):
            client = make.client_of(kind, person_id) if own else make.client()
            response = _move(client, kind, person_id, action)
            if own and action not in THEIR_OWN[kind]:
                assert answer(response, 403)["code"] == "forbidden"
            elif status not in leads:
                assert answer(response, 409)["code"] == "invalid_transition"
            else:
                moved = answer(response, 200)
                assert moved == answer(client.get(f"/{kind}s/{person_id}"), 200)
                assert moved["status"] == leads[status]
                person_id = _person(make, kind, status)


def test_what_matches_do_to_people_is_nobodys_to_send(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    for action in ("introduce", "wait_again", "complete", "pause", "", None, 1):
        refused = answer(make.client().post(f"/mentees/{mentee_id}/moves", {"action": action}), 422)
        assert list(refused["errors"]) == ["action"]
    for body, field in (
        ({"action": "hold"}, "action"),
        ({}, "action"),
        ({"action": "pause", "status": "paused"}, "status"),
    ):
        assert list(answer(make.client().post(f"/mentors/{mentor_id}/moves", body), 422)["errors"]) == [field]


def test_another_persons_moves_look_like_nobodys(make: Making) -> None:
    mentor_id, mentee_id = make.mentor(), make.mentee()
    askers = [make.client_of(Kind.MENTOR, make.mentor()), make.client_of(Kind.MENTEE, make.mentee())]
    for asker in (*askers, administrator(make), elsewhere(make).client()):
        for kind, person_id, action in ((Kind.MENTOR, mentor_id, "retire"), (Kind.MENTEE, mentee_id, "welcome")):
            refused = _move(asker, kind, person_id, action)
            assert refused.status_code == 404
            assert seen(refused) == seen(_move(asker, kind, NOBODY, action))
    assert answer(make.client().get(f"/mentors/{mentor_id}"), 200)["status"] == "active"


@for_each(["pause", "retire"])
def test_a_mentor_who_steps_back_withdraws_proposals_and_leaves_introduced_ones_to_the_coordinators(
    make: Making, action: str
) -> None:
    mentor_id = make.mentor(capacity=5)
    proposed = [
        make.match(state, mentor_id=mentor_id)
        for state in (MatchState.CONFIRMED, MatchState.MENTEE_ACCEPTED, MatchState.ACCEPTED)
    ]
    introduced = [make.match(state, mentor_id=mentor_id) for state in (MatchState.INTRODUCED, MatchState.ACTIVE)]
    before = {match_id: told(make, match_id) for match_id in introduced}
    answer(_move(make.client_of(Kind.MENTOR, mentor_id), Kind.MENTOR, mentor_id, action), 200)
    for match_id in proposed:
        event = last_event(make, match_id)
        assert (event["action"], event["by"], event["reason"]) == ("withdraw", "system", "status_changed")
        assert (event["to"], event["actor_id"]) == ("closed", None)
        assert {("mentor", "ended"), ("mentee", "ended")} <= set(told(make, match_id))
    assert [state_of(make, match_id) for match_id in introduced] == ["introduced", "active"]
    for match_id in introduced:
        assert [who for who, _ in _new(told(make, match_id), before[match_id])] == ["account"]


@for_each(["hold", "end"])
def test_a_mentee_who_steps_back_withdraws_their_proposal(make: Making, action: str) -> None:
    mentee_id, mentor_id = make.mentee(waiting_since=date(2026, 1, 5)), make.mentor(capacity=1)
    match_id = make.match(MatchState.MENTOR_ACCEPTED, mentee_id=mentee_id, mentor_id=mentor_id)
    moved = answer(_move(make.client_of(Kind.MENTEE, mentee_id), Kind.MENTEE, mentee_id, action), 200)
    assert moved["waiting_since"] == "2026-01-05"
    event = last_event(make, match_id)
    assert (event["action"], event["by"], event["reason"]) == ("withdraw", "system", "status_changed")
    assert answer(make.client().get("/mentors"), 200)["items"][0]["free_places"] == 1


def test_a_matched_mentee_who_ends_leaves_the_match_to_the_coordinators(make: Making) -> None:
    mentee_id = make.mentee()
    match_id = make.match(MatchState.ACTIVE, mentee_id=mentee_id)
    before = told(make, match_id)
    assert answer(_move(make.client(), Kind.MENTEE, mentee_id, "end"), 200)["status"] == "ended"
    assert state_of(make, match_id) == "active"
    assert [who for who, _ in _new(told(make, match_id), before)] == ["account"]
    answer(make.client().post(f"/matches/{match_id}/moves", {"action": "close"}), 200)
    assert answer(make.client().get(f"/mentees/{mentee_id}"), 200)["status"] == "ended"


def test_resuming_and_declining_touch_no_match(make: Making) -> None:
    mentor_id = make.mentor()
    match_id = make.match(MatchState.INTRODUCED, mentor_id=mentor_id)
    for action in ("pause", "resume"):
        answer(_move(make.client(), Kind.MENTOR, mentor_id, action), 200)
    assert state_of(make, match_id) == "introduced"
    applied = make.mentor(status="applied")
    assert answer(_move(make.client(), Kind.MENTOR, applied, "decline_application"), 200)["status"] == "declined"


def test_who_returns_waits_from_that_day(make: Making) -> None:
    mentee_id = make.mentee(status="ended", waiting_since=date(2026, 1, 5))
    assert answer(_move(make.client(), Kind.MENTEE, mentee_id, "return"), 200)["waiting_since"] == today().isoformat()


def test_a_proposal_that_comes_to_nothing_costs_no_place_on_the_waiting_list(make: Making) -> None:
    mentee_id = make.mentee(waiting_since=date(2026, 1, 5))
    mentor_id = make.mentor()
    for state, by, action in (
        (MatchState.CONFIRMED, Party.MENTOR, "decline"),
        (MatchState.ACCEPTED, None, "withdraw"),
    ):
        match_id = make.match(state, mentee_id=mentee_id, mentor_id=make.mentor())
        client = make.client() if by is None else make.party_clients(match_id)[by]
        answer(client.post(f"/matches/{match_id}/moves", {"action": action}), 200)
    answer(_move(make.client(), Kind.MENTOR, mentor_id, "pause"), 200)
    after = answer(make.client().get(f"/mentees/{mentee_id}"), 200)
    assert (after["status"], after["waiting_since"]) == ("waiting", "2026-01-05")


def _new(after: list[tuple[str, str]], before: list[tuple[str, str]]) -> list[tuple[str, str]]:
    rest = list(after)
    for each in before:
        rest.remove(each)
    return rest
