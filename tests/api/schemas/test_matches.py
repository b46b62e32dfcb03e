from datetime import UTC, datetime
from typing import Any

import pytest
from marshmallow import Schema, ValidationError

from api.schemas.matches import REASONS, ConfirmMatch, MatchEvent, MatchForParty, MoveByCoordinator, MoveByParty
from api.schemas.problems import flatten
from matcher.lifecycle import REASONS_THAT_MAY_BE_GIVEN, EndReason, MatchAction, Party


def problems(schema: type[Schema], body: Any) -> dict[str, list[str]]:
    try:
        schema().load(body)
    except ValidationError as error:
        return flatten(error.messages)
    return {}


CONSENT = {"text_version": 3}
HEARD = {"for": "mentee", "heard": "phone"}


@pytest.mark.parametrize("action", [action for action in MatchAction if action != MatchAction.ACCEPT])
def test_every_word_of_the_table_may_be_sent_by_a_party(action: MatchAction) -> None:
    assert MoveByParty().load({"action": str(action)}) == {"action": action}


@pytest.mark.parametrize("action", [action for action in MatchAction if action not in ("accept", "decline")])
def test_every_word_of_the_table_may_be_sent_by_a_coordinator(action: MatchAction) -> None:
    assert MoveByCoordinator().load({"action": str(action), "for": None, "heard": None})["action"] is action


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "action"),
        ({"action": "approve"}, "action"),
        ({"action": None}, "action"),
        ({"action": "accept"}, "consent.text_version"),
        ({"action": "accept", "consent": None}, "consent.text_version"),
        ({"action": "accept", "consent": {}}, "consent.text_version"),
        ({"action": "accept", "consent": {"text_version": "3"}}, "consent.text_version"),
        ({"action": "decline", "consent": CONSENT}, "consent"),
        ({"action": "accept", "consent": CONSENT, "reason": "safety"}, "reason"),
        ({"action": "decline", "reason": "completed"}, "reason"),
        ({"action": "withdraw", "reason": "completed"}, "reason"),
        ({"action": "close", "reason": "lapsed"}, "reason"),
        ({"action": "close", "reason": ["safety"]}, "reason"),
        ({"action": "pause", "reason": "not_now"}, "reason"),
        ({"action": "decline", "for": "mentee"}, "for"),
        ({"action": "decline", "heard": "phone"}, "heard"),
        ({"action": "decline", "note": ""}, "note"),
    ],
)
def test_what_does_not_go_with_the_word_is_refused(body: dict[str, Any], path: str) -> None:
    assert list(problems(MoveByParty, body)) == [path]


@pytest.mark.parametrize("action", ["decline", "withdraw", "close"])
@pytest.mark.parametrize(
    "reason", [None, "not_now", "times_changed", "prefer_someone_else", "know_each_other", "safety"]
)
def test_an_ending_may_have_a_reason(action: str, reason: str | None) -> None:
    assert problems(MoveByParty, {"action": action, "reason": reason}) == {}


def test_the_reasons_are_those_of_the_lifecycle() -> None:
    assert {action: frozenset(reasons) for action, reasons in REASONS.items()} == REASONS_THAT_MAY_BE_GIVEN


def test_only_a_close_is_completed() -> None:
    assert problems(MoveByParty, {"action": "close", "reason": "completed"}) == {}


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({"action": "accept", "consent": CONSENT}, ["for", "heard"]),
        ({"action": "decline"}, ["for", "heard"]),
        ({"action": "decline", "for": "mentor"}, ["heard"]),
        ({"action": "decline", "for": "coordinator", "heard": "phone"}, ["for"]),
        ({"action": "decline", "for": "mentor", "heard": "online"}, ["heard"]),
        ({"action": "accept"} | HEARD, ["consent.text_version"]),
        ({"action": "withdraw"} | HEARD, ["for", "heard"]),
    ],
)
def test_a_coordinator_says_whose_answer_it_is_and_how_they_heard(body: dict[str, Any], paths: list[str]) -> None:
    assert sorted(problems(MoveByCoordinator, body)) == paths


def test_an_answer_on_the_phone_is_recorded_with_the_consent() -> None:
    answer = {"action": "accept", "consent": CONSENT} | HEARD
    loaded = MoveByCoordinator().load(answer)
    assert loaded == answer
    assert loaded["for"] is Party.MENTEE
    assert MoveByParty().load({"action": "close", "reason": "safety"})["reason"] is EndReason.SAFETY


def test_a_confirmation_needs_both_people_and_a_rationale() -> None:
    assert sorted(problems(ConfirmMatch, {})) == ["mentee_id", "mentor_id", "rationale"]
    body = {"mentee_id": "a", "mentor_id": "b", "run_id": None, "rationale": "Both are parents.\nBoth speak Spanish."}
    assert ConfirmMatch().load(body) == body


def test_a_party_reads_no_more_than_their_four_fields() -> None:
    match = {"id": "x", "state": "asked", "answer_by": None, "actions": ["accept"], "mentor_id": "m", "rationale": "r"}
    assert MatchForParty().dump(match) == {"id": "x", "state": "asked", "answer_by": None, "actions": ["accept"]}


def test_instants_are_written_in_utc_with_a_z() -> None:
    event = {"at": datetime(2026, 11, 23, 9, 30, tzinfo=UTC), "from": "confirmed", "for": None}
    assert MatchEvent().dump(event) == {"at": "2026-11-23T09:30:00Z", "from": "confirmed", "for": None}
