"""Moves of people, consents, weights, signing in, queries."""

from typing import Any

import pytest
from marshmallow import Schema, ValidationError

from api.schemas.accounts import SignIn
from api.schemas.consents import ConsentByThemselves, ConsentOnFile
from api.schemas.kept_apart import KeepApart
from api.schemas.people_moves import MenteeMove, MentorMove
from api.schemas.problems import flatten
from api.schemas.queries import MatchesQuery, MenteesQuery, MentorsQuery, OwnMatchesQuery, SuggestionsQuery
from api.schemas.suggestions import Run, RunWhatIf, WhatIf
from api.schemas.weights import Factors, NewWeights
from matcher.lifecycle import MenteeAction, MentorAction
from matcher.weights import FACTORS


def problems(schema: type[Schema], body: Any) -> list[str]:
    try:
        schema().load(body)
    except ValidationError as error:
        return sorted(flatten(error.messages))
    return []


NINE = dict.fromkeys(Factors().fields, 0.5)


@pytest.mark.parametrize(
    ("schema", "body", "paths"),
    [
        (MenteeMove, {"action": "introduce"}, ["action"]),
        (MenteeMove, {"action": "wait_again"}, ["action"]),
        (MenteeMove, {"action": "complete"}, ["action"]),
        (MenteeMove, {"action": "activate"}, ["action"]),
        (MenteeMove, {"action": "hold", "reason": "x"}, ["reason"]),
        (MentorMove, {}, ["action"]),
        (MentorMove, {"action": "hold"}, ["action"]),
        (ConsentByThemselves, {"purpose": "matching", "how": "paper"}, ["how"]),
        (ConsentByThemselves, {"purpose": "introduction"}, ["purpose"]),
        (ConsentByThemselves, {"purpose": "matching", "given_on": "2999-01-01"}, ["given_on"]),
        (ConsentOnFile, {"purpose": "matching", "how": "online"}, ["how"]),
        (ConsentOnFile, {"purpose": "matching"}, ["how"]),
        (KeepApart, {"mentee_id": "a"}, ["mentor_id"]),
        (SignIn, {}, ["email", "password"]),
        (SignIn, {"email": "a@b.co", "password": ""}, ["password"]),
        (SignIn, {"email": "a@b.co", "password": "x", "role": "owner"}, ["role"]),
        (WhatIf, {"weights": {}, "limit": 101}, sorted(["limit", *(f"weights.{name}" for name in NINE)])),
        (WhatIf, {"weights": NINE | {"luck": 1}}, ["weights.luck"]),
        (NewWeights, {"weights": NINE | {"stage": 1.1}}, ["weights.stage"]),
        (NewWeights, {"weights": dict.fromkeys(NINE, 0)}, ["weights"]),
        (MenteesQuery, {"status": "active"}, ["status"]),
        (MenteesQuery, {"sort": "name"}, ["sort"]),
        (MentorsQuery, {"page": "2"}, ["page"]),
        (MentorsQuery, {"cursor": "x" * 501}, ["cursor"]),
        (MatchesQuery, {"state": "asked"}, ["state"]),
        (OwnMatchesQuery, {"state": "mentor_accepted"}, ["state"]),
        (SuggestionsQuery, {"limit": "101"}, ["limit"]),
        (SuggestionsQuery, {"limit": 10}, ["limit"]),
    ],
)
def test_what_is_refused_is_named(schema: type[Schema], body: Any, paths: list[str]) -> None:
    assert problems(schema, body) == paths


def test_people_send_every_action_but_what_a_match_does_to_its_mentee() -> None:
    by_matches = (MenteeAction.INTRODUCE, MenteeAction.WAIT_AGAIN, MenteeAction.COMPLETE)
    for mentees in MenteeAction:
        assert problems(MenteeMove, {"action": str(mentees)}) == (["action"] if mentees in by_matches else [])
    for mentors in MentorAction:
        assert MentorMove().load({"action": str(mentors)}) == {"action": mentors}


def test_weights_name_the_factors_of_the_matcher() -> None:
    assert tuple(Factors().fields) == tuple(FACTORS)


def test_a_consent_of_ones_own_is_given_online() -> None:
    assert ConsentByThemselves().load({"purpose": "research"}) == {"purpose": "research", "how": "online"}


def test_ten_are_suggested_unless_asked_otherwise() -> None:
    assert SuggestionsQuery().load({}) == {"limit": 10, "also": False, "spread": False}
    assert WhatIf().load({"weights": NINE})["limit"] == 10


def test_a_run_is_shown_in_its_documented_shape_and_nothing_more() -> None:
    row = {
        "rank": 1,
        "mentor_id": "m",
        "score": 0.8132,
        "mentor": {"preferred_name": "Ana", "stage_words": "more than two years", "free_places": 2},
        "factors": [{"factor": "stage", "weight": 0.1, "similarity": 1.0, "contribution": 0.1, "because": "Ahead."}],
        "shared": {
            "experiences": ["alcohol"],
            "interests": [],
            "background": [],
            "languages": ["en"],
            "formats": [],
            "windows": [{"day": "tue", "from": "18:00", "to": "19:30"}],
        },
        "cautions": [{"code": "last_free_place", "text": "Would leave no free place."}],
        "unknown": ["goals"],
        "known": 0.86,
        "margin": None,
        "steady": True,
    }
    run = {
        "run_id": None,
        "weights_version": 4,
        "pool": {"considered": 2, "eligible": 1, "excluded": [{"reason": "at_capacity", "count": 1}]},
        "suggestions": [row],
    }
    looked = run | {"suggestions": [row | {"rank_before": 2, "email": "ana@example.org"}]}
    assert Run().dump(looked) == run
    assert RunWhatIf().dump(looked) == run | {"suggestions": [row | {"rank_before": 2}]}
