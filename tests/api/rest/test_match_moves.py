"""Moves of a match: every action from every state by every asker, and what goes with each."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import time_machine

from data.store.people import Kind
from matcher.lifecycle import MATCH, InvalidTransition, MatchAction, MatchState, Party
from tests.api.rest.asking import (
    NOBODY,
    YES,
    add_role,
    administrator,
    coordinator,
    counted,
    elsewhere,
    for_each,
    last_event,
    seen,
    today,
)
from tests.conftest import answer
from tests.databases import SQLITE_FIRST
from tests.making import Client, Making

# By hand, from the contract's table: who may ever take which step.
STEPS_OF = {
    Party.MENTOR: {"accept", "decline", "start", "pause", "resume", "close"},
    Party.MENTEE: {"accept", "decline", "pause", "resume", "close"},
    Party.COORDINATOR: {"withdraw", "introduce", "start", "pause", "resume", "close"},
}
ANSWERS = {"accept", "decline"}
SHOWN = {
    Party.MENTOR: {"confirmed": "asked", "mentee_accepted": "asked", "mentor_accepted": "answered"},
    Party.MENTEE: {"confirmed": "asked", "mentor_accepted": "asked", "mentee_accepted": "answered"},
    Party.COORDINATOR: {},
}
SHOWN_TO_BOTH = {"accepted": "answered", "closed": "ended"}


def _body(action: str, *, answered_for: Party | None = None) -> dict[str, Any]:
    body = dict(YES) if action == "accept" else {"action": action}
    return body | ({"for": answered_for.value, "heard": "phone"} if answered_for else {})


def _leads_to(state: MatchState, action: str, party: Party) -> MatchState | None:
    try:
        return MATCH.next_state(state, MatchAction(action), party)
    except InvalidTransition:
        return None


def _shown(state: MatchState, asker: Party) -> str:
    if asker == Party.COORDINATOR:
        return state.value
    return {**SHOWN[asker], **SHOWN_TO_BOTH}.get(state.value, state.value)


class _Room:
    """A match in one state, made anew whenever it was moved, and those who may ask."""

    def __init__(self, make: Making, state: MatchState) -> None:
        self._make, self._state = make, state
        self._mentor_id = make.mentor(capacity=50)
        self.renew()

    def renew(self) -> None:
        self.match_id = self._make.match(self._state, mentor_id=self._mentor_id)
        self.askers: dict[Party, Client] = {
            **self._make.party_clients(self.match_id),
            Party.COORDINATOR: self._make.client(),
        }

    def send(self, asker: Party, body: dict[str, Any]) -> Any:
        return self.askers[asker].post(f"/matches/{self.match_id}/moves", body)


@SQLITE_FIRST
@for_each(MatchState)
def test_each_action_of_each_asker_goes_where_the_table_says(make: Making, state: MatchState) -> None:
    room = _Room(make, state)
    for asker, steps in STEPS_OF.items():
        open_now = []
        for action in map(str, MatchAction):
            if asker == Party.COORDINATOR and action in ANSWERS:
                assert set(answer(room.send(asker, _body(action)), 422)["errors"]) == {"for", "heard"}
                continue
            response = room.send(asker, _body(action))
            if action not in steps:
                assert answer(response, 403)["code"] == "forbidden", (asker, action)
                continue
            target = _leads_to(state, action, asker)
            if target is None:
                refused = answer(response, 409)
                assert refused["code"] == "invalid_transition"
                if asker != Party.COORDINATOR:
                    assert _shown(state, asker) in refused["detail"]
                    assert "_accepted" not in refused["detail"]
                continue
            moved = answer(response, 200)
            assert moved["state"] == _shown(target, asker)
            assert moved == answer(room.askers[asker].get(f"/matches/{room.match_id}"), 200)
            event = last_event(make, room.match_id)
            assert (event["action"], event["by"], event["from"], event["to"]) == (action, asker, state, target)
            open_now.append(action)
            room.renew()
        assert answer(room.askers[asker].get(f"/matches/{room.match_id}"), 200)["actions"] == open_now


@SQLITE_FIRST
@for_each(MatchState)
def test_a_coordinator_records_an_answer_only_where_that_party_could_give_it(make: Making, state: MatchState) -> None:
    room = _Room(make, state)
    for party in (Party.MENTEE, Party.MENTOR):
        for action in sorted(ANSWERS):
            response = room.send(Party.COORDINATOR, _body(action, answered_for=party))
            target = _leads_to(state, action, party)
            if target is None:
                assert answer(response, 409)["code"] == "invalid_transition"
                continue
            assert answer(response, 200)["state"] == target
            event = last_event(make, room.match_id)
            assert (event["by"], event["for"], event["heard"]) == ("coordinator", party, "phone")
            room.renew()


@for_each([MatchState.CONFIRMED, MatchState.ACTIVE])
def test_somebody_elses_match_is_not_there_whatever_the_action(make: Making, state: MatchState) -> None:
    match_id = make.match(state)
    strangers = [
        make.client_of(Kind.MENTOR, make.mentor()),
        make.client_of(Kind.MENTEE, make.mentee()),
        administrator(make),
        elsewhere(make).client(),
    ]
    for stranger in strangers:
        unknown = stranger.post(f"/matches/{NOBODY}/moves", {"action": "close"})
        for action in map(str, MatchAction):
            body = _body(action)
            if stranger is strangers[-1] and action in ANSWERS:
                body = _body(action, answered_for=Party.MENTEE)
            refused = stranger.post(f"/matches/{match_id}/moves", body)
            assert refused.status_code == 404
            assert seen(refused) == seen(unknown)


def test_a_coordinator_who_is_one_of_the_two_moves_nothing_as_a_coordinator(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    body = {"mentee_id": mentee_id, "mentor_id": mentor_id, "rationale": "They share a lot."}
    own = answer(make.client().post("/matches", body), 201)["id"]
    other = make.match(MatchState.ACCEPTED)
    add_role(make, make.coordinator_email, Kind.MENTOR, mentor_id)
    staff = coordinator(make)
    for action in map(str, MatchAction):
        for answered_for in (Party.MENTOR, Party.MENTEE) if action in ANSWERS else (None,):
            refused = staff.post(f"/matches/{own}/moves", _body(action, answered_for=answered_for))
            assert answer(refused, 403)["code"] == "forbidden"
    assert answer(staff.get(f"/matches/{own}"), 200)["actions"] == []
    answer(staff.post(f"/matches/{other}/moves", {"action": "introduce"}), 200)
    as_mentor = make.client(make.token(make.coordinator_email, "mentor"))
    assert answer(as_mentor.post(f"/matches/{own}/moves", YES), 200)["state"] == "answered"


def test_a_yes_needs_the_consent_to_be_introduced(make: Making) -> None:
    match_id = make.match()
    path = f"/matches/{match_id}/moves"
    mentor = make.party_clients(match_id)[Party.MENTOR]
    before = counted(make, "match_events", "consents", "outbox")
    for consent in (
        None,
        {},
        {"text_version": None},
        {"text_version": 0},
        {"text_version": "1"},
        {"text_version": 1.5},
    ):
        refused = answer(mentor.post(path, {"action": "accept", "consent": consent}), 422)
        assert list(refused["errors"]) == ["consent.text_version"]
    assert list(answer(mentor.post(path, {"action": "accept"}), 422)["errors"]) == ["consent.text_version"]
    unknown = answer(mentor.post(path, {"action": "accept", "consent": {"text_version": 99}}), 422)
    assert list(unknown["errors"]) == ["consent.text_version"]
    assert counted(make, "match_events", "consents", "outbox") == before
    assert answer(mentor.get(f"/matches/{match_id}"), 200)["state"] == "asked"


def test_an_unknown_version_of_the_text_is_the_last_thing_refused(make: Making) -> None:
    unknown = {"action": "accept", "consent": {"text_version": 99}}
    match_id = make.match(MatchState.MENTOR_ACCEPTED)
    path = f"/matches/{match_id}/moves"
    assert answer(make.party_clients(match_id)[Party.MENTOR].post(path, unknown), 409)["code"] == "invalid_transition"
    answer(make.client_of(Kind.MENTOR, make.mentor()).post(path, unknown), 404)
    # What needs nothing stored is refused before that.
    answer(make.client_of(Kind.MENTOR, make.mentor()).post(path, {"action": "accept"}), 422)


def test_the_consent_to_an_introduction_is_kept_with_every_element_and_how_it_was_heard(make: Making) -> None:
    from data.db import reading
    from data.store import consents

    match_id = make.match()
    match = answer(make.client().get(f"/matches/{match_id}"), 200)
    answer(make.party_clients(match_id)[Party.MENTOR].post(f"/matches/{match_id}/moves", YES), 200)
    heard = YES | {"for": "mentee", "heard": "in_person"}
    answer(make.client().post(f"/matches/{match_id}/moves", heard), 200)
    for kind, how in ((Kind.MENTOR, "online"), (Kind.MENTEE, "in_person")):
        person_id = match[f"{kind}_id"]
        listed = answer(make.client().get(f"/{kind}s/{person_id}/consents"), 200)["items"][-1]
        assert (listed["purpose"], listed["how"], listed["text_version"]) == ("introduction", how, 1)
        assert listed["given_on"] == today().isoformat()
        with make.app.app_context(), reading(make.program_id):
            kept = consents.find(kind, person_id, listed["id"])
            assert kept is not None
            assert kept.match_id == match_id
            for element in ("from_whom", "to_whom", "what", "what_for", "until", "how_to_revoke"):
                assert getattr(kept, element), element


def test_whose_answer_and_how_heard_are_the_coordinators_to_say_and_go_together(make: Making) -> None:
    match_id = make.match()
    path = f"/matches/{match_id}/moves"
    for party in make.party_clients(match_id).values():
        for more in ({"for": "mentee"}, {"heard": "phone"}, {"for": "mentee", "heard": "phone"}):
            assert set(answer(party.post(path, YES | more), 422)["errors"]) == set(more)
    for more, fields in (
        ({"for": "mentee"}, {"heard"}),
        ({"heard": "phone"}, {"for"}),
        ({"for": "coordinator", "heard": "phone"}, {"for"}),
        ({"for": "mentee", "heard": "online"}, {"heard"}),
    ):
        assert set(answer(make.client().post(path, YES | more), 422)["errors"]) == fields
    assert answer(make.client().get(f"/matches/{match_id}"), 200)["state"] == "confirmed"


def test_a_reason_goes_with_its_action_or_is_refused(make: Making) -> None:
    by_people = {"not_now", "times_changed", "prefer_someone_else", "know_each_other", "safety"}
    may_be_given = {"decline": by_people, "withdraw": by_people, "close": by_people | {"completed"}}
    every = by_people | {"completed", "lapsed", "status_changed", "consent_revoked", "nothing", ""}
    stranger = make.client_of(Kind.MENTOR, make.mentor())
    for action in map(str, MatchAction):
        for reason in sorted(every):
            response = stranger.post(f"/matches/{NOBODY}/moves", _body(action) | {"reason": reason})
            if reason in may_be_given.get(action, set()):
                assert response.status_code == 404, (action, reason)
            else:
                assert list(answer(response, 422)["errors"]) == ["reason"], (action, reason)


def test_two_yeses_in_either_order_stand_and_only_then_are_coordinators_told(make: Making) -> None:
    for first, second in ((Party.MENTOR, Party.MENTEE), (Party.MENTEE, Party.MENTOR)):
        match_id = make.match()
        parties, path = make.party_clients(match_id), f"/matches/{match_id}/moves"
        before = counted(make, "outbox")["outbox"]
        answer(parties[first].post(path, YES), 200)
        assert counted(make, "outbox")["outbox"] == before
        answer(parties[second].post(path, YES), 200)
        assert counted(make, "outbox")["outbox"] == before + 1
        assert answer(make.client().get(f"/matches/{match_id}"), 200)["state"] == "accepted"


EXPIRED = {"completed_on": "2020-01-01", "expires_on": "2021-01-01"}
CHECKED = {"checked_on": "2020-01-01", "expires_on": "2021-01-01"}


@for_each(["kept_apart", "training_missing", "screening_missing", "all"])
def test_an_introduction_looks_again_and_the_match_stays_accepted(make: Making, reason: str) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    match_id = make.match(MatchState.ACCEPTED, mentee_id=mentee_id, mentor_id=mentor_id)
    staff, path, mentor = make.client(), f"/matches/{match_id}/moves", f"/mentors/{mentor_id}"
    pair = {}
    if reason in ("kept_apart", "all"):
        pair = answer(staff.post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": mentor_id}), 201)
    if reason in ("training_missing", "all"):
        answer(staff.patch(mentor, {"training": EXPIRED}), 200)
    if reason in ("screening_missing", "all"):
        answer(staff.patch(mentor, {"screening": CHECKED}), 200)
    before = counted(make, "match_events", "outbox", "sealed_notes")
    refused = answer(staff.post(path, {"action": "introduce", "note": "Now."}), 409)
    assert refused["code"] == "not_eligible"
    every = ["kept_apart", "training_missing", "screening_missing"]
    assert [each["reason"] for each in refused["reasons"]] == (every if reason == "all" else [reason])
    assert counted(make, "match_events", "outbox", "sealed_notes") == before
    assert answer(staff.get(f"/matches/{match_id}"), 200)["state"] == "accepted"
    assert answer(staff.get(f"/mentees/{mentee_id}"), 200)["status"] == "waiting"
    if pair:
        staff.delete(f"/kept-apart/{pair['id']}")
    answer(staff.patch(mentor, {"training": EXPIRED | {"expires_on": None}}), 200)
    answer(staff.patch(mentor, {"screening": CHECKED | {"expires_on": today().isoformat()}}), 200)
    assert answer(staff.post(path, {"action": "introduce"}), 200)["state"] == "introduced"
    assert answer(staff.get(f"/mentees/{mentee_id}"), 200)["status"] == "matched"


def test_what_is_not_looked_at_again_does_not_stop_an_introduction(make: Making) -> None:
    mentor_id = make.mentor(capacity=1)
    match_id = make.match(MatchState.ACCEPTED, mentor_id=mentor_id)
    changes = {"capacity": 0, "languages": ["es"], "support": {"formats": []}, "availability": {"weekly": []}}
    answer(make.client().patch(f"/mentors/{mentor_id}", changes), 200)
    answer(make.client().post(f"/matches/{match_id}/moves", {"action": "introduce"}), 200)


def test_after_a_close_the_mentee_ends_when_it_is_completed_and_else_waits_again_from_today(make: Making) -> None:
    for reason, status in (("completed", "ended"), (None, "waiting"), ("times_changed", "waiting")):
        mentee_id = make.mentee(waiting_since=date(2026, 1, 5))
        match_id = make.match(MatchState.ACTIVE, mentee_id=mentee_id)
        body = {"action": "close"} | ({"reason": reason} if reason else {})
        answer(make.party_clients(match_id)[Party.MENTOR].post(f"/matches/{match_id}/moves", body), 200)
        mentee = answer(make.client().get(f"/mentees/{mentee_id}"), 200)
        assert mentee["status"] == status
        if status == "waiting":
            assert mentee["waiting_since"] == today().isoformat()


def test_how_a_match_ended_decides_whether_the_two_may_be_paired_again(make: Making) -> None:
    ways: list[tuple[MatchState, str | None, str | None, bool, bool]] = [
        # state, action of the mentor, reason; may they be suggested within 90 days, and after
        (MatchState.CONFIRMED, "decline", None, False, True),
        (MatchState.CONFIRMED, "decline", "know_each_other", False, False),
        (MatchState.CONFIRMED, None, None, False, True),
        (MatchState.ACTIVE, "close", None, True, True),
        (MatchState.ACTIVE, "close", "not_now", False, True),
        (MatchState.ACTIVE, "close", "safety", False, False),
    ]
    pairs = []
    for state, action, reason, at_once, later in ways:
        mentee_id, mentor_id = make.mentee(), make.mentor(capacity=9)
        match_id = make.match(state, mentee_id=mentee_id, mentor_id=mentor_id)
        if action is None:
            make.lapse(match_id)
        else:
            body = {"action": action} | ({"reason": reason} if reason else {})
            answer(make.client_of(Kind.MENTOR, mentor_id).post(f"/matches/{match_id}/moves", body), 200)
        pairs.append((mentee_id, mentor_id, at_once, later))

    def suggested(mentee_id: str, mentor_id: str) -> bool:
        staff = make.client(make.token(make.coordinator_email))
        run = answer(staff.get(f"/mentees/{mentee_id}/suggestions?limit=100"), 200)
        excluded = [each["reason"] for each in run["pool"]["excluded"]]
        assert excluded in ([], ["declined_before"])
        return mentor_id in [row["mentor_id"] for row in run["suggestions"]]

    now = datetime.now(UTC)
    with time_machine.travel(now + timedelta(days=89)):
        assert [suggested(*pair[:2]) for pair in pairs] == [pair[2] for pair in pairs]
    with time_machine.travel(now + timedelta(days=90, minutes=5)):
        assert [suggested(*pair[:2]) for pair in pairs] == [pair[3] for pair in pairs]


def test_every_ending_before_an_introduction_is_one_word_to_both(make: Making) -> None:
    def ended(how: dict[str, Any] | None, by: Party) -> list[bytes]:
        match_id = make.match(MatchState.ACCEPTED if how else MatchState.MENTOR_ACCEPTED)
        parties, path = make.party_clients(match_id), f"/matches/{match_id}"
        if how is None:
            make.lapse(match_id)
        else:
            answer({**parties, Party.COORDINATOR: make.client()}[by].post(f"{path}/moves", how), 200)
        shown = [seen(party.get(each)) for party in parties.values() for each in (path, f"{path}/card", "/matches")]
        tried = [seen(party.post(f"{path}/moves", YES)) for party in parties.values()]
        return [body.replace(match_id.encode(), b"-") for _, _, body in shown + tried]

    declined = ended({"action": "decline", "reason": "safety", "note": "They know me."}, Party.MENTOR)
    assert declined == ended({"action": "decline"}, Party.MENTEE)
    assert declined == ended({"action": "withdraw", "reason": "know_each_other"}, Party.COORDINATOR)
    assert declined == ended(None, Party.SYSTEM)
    assert b"ended" in declined[0]


def test_a_note_is_kept_for_nobody_but_itself(make: Making) -> None:
    match_id = make.match(MatchState.ACTIVE)
    parties, path = make.party_clients(match_id), f"/matches/{match_id}"
    answer(parties[Party.MENTEE].post(f"{path}/moves", {"action": "pause", "note": "CANARY in hospital"}), 200)
    assert counted(make, "sealed_notes")["sealed_notes"] == 2
    for client in (*parties.values(), make.client()):
        for each in (path, "/matches", f"{path}/events", f"{path}/introduction"):
            assert "CANARY" not in client.get(each).get_data(as_text=True)


def test_parties_list_and_filter_by_what_they_are_shown(make: Making) -> None:
    mentor_id = make.mentor(capacity=9)
    by_state = {state: make.match(state, mentor_id=mentor_id) for state in MatchState}
    mentor = make.client_of(Kind.MENTOR, mentor_id)
    make.match()

    def listed(client: Client, query: str) -> list[str]:
        return [row["id"] for row in answer(client.get(f"/matches{query}"), 200)["items"]]

    assert listed(mentor, "") == list(by_state.values())[::-1]
    assert len(listed(make.client(), "")) == len(by_state) + 1
    for word in ("asked", "answered", "introduced", "active", "paused", "ended"):
        expected = [each for state, each in by_state.items() if _shown(state, Party.MENTOR) == word]
        assert listed(mentor, f"?state={word}") == expected[::-1]
    for word in ("confirmed", "accepted", "mentee_accepted", "mentor_accepted", "closed"):
        assert list(answer(mentor.get(f"/matches?state={word}"), 422)["errors"]) == ["state"]
        assert by_state[MatchState(word)] in listed(make.client(), f"?state={word}")
    for word in ("asked", "answered", "ended"):
        assert list(answer(make.client().get(f"/matches?state={word}"), 422)["errors"]) == ["state"]
    row = answer(mentor.get("/matches?limit=1"), 200)["items"]
    assert [set(each) for each in row] == [{"id", "state", "answer_by", "actions"}]
    answer(administrator(make).get("/matches"), 403)
