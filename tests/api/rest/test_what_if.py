"""Other weights for one look, one pair in full, and weights put in force."""

from datetime import date
from typing import Any

import pytest

from data.db import db
from data.models import Run
from data.store.people import Kind
from matcher.lifecycle import MatchState
from matcher.weights import DEFAULT_WEIGHTS, FACTORS
from tests.conftest import answer
from tests.making import COMMON, Making

EVEN = dict.fromkeys(FACTORS, 0.1)
STAGE_ALONE = dict.fromkeys(FACTORS, 0.0) | {"stage": 1.0}
LATE = [{"day": "sat", "from": "06:00", "to": "07:00"}]


def _three_mentors(make: Making) -> tuple[str, list[str]]:
    """A mentee, and mentors who differ in experience and in how far along they are."""
    mentee_id = make.mentee(recovery_stage={"since": date(2026, 5, 1), "experiences": ["alcohol", "anxiety"]})
    near = make.mentor(recovery_stage={"since": date(2025, 9, 1), "experiences": ["alcohol", "anxiety"]})
    between = make.mentor(recovery_stage={"since": date(2025, 1, 1), "experiences": ["alcohol"]})
    far = make.mentor(recovery_stage={"since": date(2015, 1, 1), "experiences": ["gambling"]})
    return mentee_id, [near, between, far]


def _order(list_shown: Any) -> list[str]:
    return [row["mentor_id"] for row in list_shown["suggestions"]]


def test_other_weights_move_the_list_for_this_look_only(make: Making) -> None:
    mentee_id, (near, between, far) = _three_mentors(make)
    coordinator = make.client()
    before = answer(coordinator.get(f"/mentees/{mentee_id}/suggestions"), 200)
    tried = answer(coordinator.post(f"/mentees/{mentee_id}/suggestions", {"weights": STAGE_ALONE}), 200)
    assert _order(tried) == [far, between, near]
    assert tried["run_id"] is None
    ranks_before = {row["mentor_id"]: row["rank"] for row in before["suggestions"]}
    assert [row["rank_before"] for row in tried["suggestions"]] == [ranks_before[each] for each in _order(tried)]
    assert _order(answer(coordinator.get(f"/mentees/{mentee_id}/suggestions"), 200)) == _order(before)


def test_a_list_that_was_tried_is_not_kept(make: Making) -> None:
    mentee_id, _ = _three_mentors(make)
    answer(make.client().post(f"/mentees/{mentee_id}/suggestions", {"weights": EVEN, "limit": 1}), 200)
    with make.app.app_context(), db.engine.connect() as connection:
        assert connection.execute(Run.__table__.select()).all() == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "weights.experience"),
        ({"weights": {"stage": 1}}, "weights.experience"),
        ({"weights": EVEN | {"luck": 0.1}}, "weights.luck"),
        ({"weights": EVEN | {"stage": 1.5}}, "weights.stage"),
        ({"weights": dict.fromkeys(FACTORS, 0)}, "weights"),
        ({"weights": EVEN, "limit": 0}, "limit"),
    ],
)
def test_weights_name_all_nine_between_nothing_and_one(make: Making, body: Any, field: str) -> None:
    refused = answer(make.client().post(f"/mentees/{make.mentee()}/suggestions", body), 422)
    assert field in refused["errors"]


def test_a_pair_in_full_says_what_the_list_says(make: Making) -> None:
    mentee_id, mentor_ids = _three_mentors(make)
    coordinator = make.client()
    shown = answer(coordinator.get(f"/mentees/{mentee_id}/suggestions"), 200)
    for row in shown["suggestions"]:
        pair = answer(coordinator.get(f"/mentees/{mentee_id}/suggestions/{row['mentor_id']}"), 200)
        assert pair["eligible"] is True
        assert pair["reasons"] == []
        assert {key: pair[key] for key in row} == row
    assert sorted(mentor_ids) == sorted(_order(shown))


def test_an_excluded_pair_has_every_reason_and_what_would_change_it(make: Making) -> None:
    mentor_id = make.mentor(
        capacity=0,
        languages=["pl"],
        availability={**COMMON["availability"], "weekly": LATE},
    )
    mentee_id = make.mentee()
    pair = answer(make.client().get(f"/mentees/{mentee_id}/suggestions/{mentor_id}"), 200)
    assert pair["eligible"] is False
    assert (pair["score"], pair["rank"], pair["factors"]) == (None, None, [])
    assert [each["reason"] for each in pair["reasons"]] == ["at_capacity", "no_shared_language", "no_shared_time"]
    for each in pair["reasons"]:
        assert each["text"].endswith(".")
        assert each["would_change"].endswith(".")
    assert "Fri 22:00" in pair["reasons"][2]["would_change"]


def test_why_two_are_kept_apart_is_not_told_in_a_pair(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(keep_apart_words="my former partner volunteers here"), make.mentor()
    answer(make.client().post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": mentor_id}), 201)
    pair = make.client().get(f"/mentees/{mentee_id}/suggestions/{mentor_id}")
    assert [each["reason"] for each in answer(pair, 200)["reasons"]] == ["kept_apart"]
    assert "partner" not in pair.get_data(as_text=True)


def test_a_pair_that_ended_says_from_which_day_it_may_be_tried_again(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    make.match(MatchState.CLOSED, mentee_id=mentee_id, mentor_id=mentor_id)
    pair = answer(make.client().get(f"/mentees/{mentee_id}/suggestions/{mentor_id}"), 200)
    assert [each["reason"] for each in pair["reasons"]] == ["declined_before"]
    assert any(char.isdigit() for char in pair["reasons"][0]["would_change"])


def test_a_pair_of_somebody_unknown_is_not_found(make: Making) -> None:
    mentee_id = make.mentee()
    answer(make.client().get(f"/mentees/{mentee_id}/suggestions/{mentee_id}"), 404)
    answer(make.client().get(f"/mentees/unknown/suggestions/{make.mentor()}"), 404)


def test_a_mentee_who_did_not_consent_is_compared_with_nobody(make: Making) -> None:
    mentee_id = make.mentee(consents=[])
    refused = make.client().get(f"/mentees/{mentee_id}/suggestions/{make.mentor()}")
    assert answer(refused, 409)["code"] == "no_consent"


def test_cautions_come_with_their_words_and_the_run_keeps_them(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor(capacity=1)
    shown = answer(make.client().get(f"/mentees/{mentee_id}/suggestions"), 200)
    cautions = {each["code"]: each["text"] for each in shown["suggestions"][0]["cautions"]}
    assert cautions.keys() == {"last_free_place", "first_match"}
    assert all(text.endswith(".") for text in cautions.values())
    assert shown["suggestions"][0]["margin"] is None
    assert shown["suggestions"][0]["steady"] is True
    assert answer(make.client().get(f"/runs/{shown['run_id']}"), 200) == shown
    assert _order(shown) == [mentor_id]


def test_weights_put_in_force_are_a_new_version_with_its_evidence(make: Making) -> None:
    coordinator = make.client()
    first = answer(coordinator.get("/weights"), 200)
    assert first["version"] == 1
    assert first["weights"] == dict(DEFAULT_WEIGHTS.values)
    changed = dict(first["weights"]) | {"stage": 0.3}
    second = answer(coordinator.put("/weights", {"weights": changed}), 200)
    assert (second["version"], second["weights"]) == (2, changed)
    assert "0.3" in second["evidence"]["stage"]
    assert second["evidence"]["goals"] == first["evidence"]["goals"]
    versions = answer(coordinator.get("/weights/versions"), 200)["items"]
    assert [each["version"] for each in versions] == [2, 1]
    shown = answer(coordinator.get(f"/mentees/{_three_mentors(make)[0]}/suggestions"), 200)
    assert shown["weights_version"] == 2


def test_an_administrator_changes_weights_and_a_mentor_does_not(make: Making) -> None:
    administrator = make.client(make.token(make.administrator_email))
    assert answer(administrator.put("/weights", {"weights": EVEN}), 200)["version"] == 2
    mentor = make.client_of(Kind.MENTOR, make.mentor())
    assert answer(mentor.put("/weights", {"weights": EVEN}), 403)["code"] == "forbidden"
    assert answer(make.client().get("/weights"), 200)["version"] == 2
