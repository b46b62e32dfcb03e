"""Other weights over the whole waiting list."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from api.services import pools
from data.db import reading
from data.store.people import Kind
from matcher import trials
from matcher.lifecycle import MatchState
from matcher.plan import plan
from matcher.weights import FACTORS
from tests.api.rest.asking import add_role, administrator, coordinator, counted
from tests.conftest import answer
from tests.making import Making

STAGE_ALONE = {"weights": dict.fromkeys(FACTORS, 0.0) | {"stage": 1.0}}


def _tried(make: Making, body: Any = STAGE_ALONE) -> dict[str, Any]:
    tried: dict[str, Any] = answer(make.client().post("/weights/trials", body), 200)
    return tried


def _near_and_far(make: Making) -> None:
    make.mentor(recovery_stage={"since": date(2025, 9, 1), "experiences": ["alcohol"]}, capacity=1)
    make.mentor(recovery_stage={"since": date(2015, 1, 1), "experiences": ["gambling"]}, capacity=1)


def _mentee(make: Making, **changes: Any) -> str:
    return make.mentee(recovery_stage={"since": date(2026, 5, 1), "experiences": ["alcohol"]}, **changes)


def test_it_tells_of_whom_another_mentor_would_be_first_and_what_a_plan_would_come_to(make: Making) -> None:
    _near_and_far(make)
    changed, unmoved = _mentee(make), make.mentee(languages=["es"])
    make.match(MatchState.CONFIRMED, mentor_id=make.mentor(capacity=1))
    tried = _tried(make)
    assert (tried["people"], tried["without_a_choice"]) == (2, 1)
    assert tried["first_choices"] == {"changed": 1, "mentee_ids": [changed]}
    assert unmoved not in tried["first_choices"]["mentee_ids"]
    assert tried["lists"]["share_that_stays"] == 1
    assert tried["lists"]["places_moved"] > 0
    assert tried["plan"]["before"]["matched"] == tried["plan"]["after"]["matched"] == 1
    assert tried["worst_off"]["after"] == 1
    assert tried["plan"]["text"] is None
    assert tried["groups"] == []


def test_where_there_are_too_many_to_plan_it_says_so(make: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    _near_and_far(make)
    _mentee(make)
    monkeypatch.setattr(trials, "MOST_PLANNED", 1)
    plan = _tried(make)["plan"]
    assert (plan["before"], plan["after"]) == (None, None)
    assert "too many people and mentors to plan" in plan["text"]


def test_nobody_waits_for_the_mentors_while_it_plans(make: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread gets to them, and what it changes meanwhile is not in the answer."""
    _near_and_far(make)
    changed = _mentee(make)
    tried = _tried(make)

    def planned(*given: Any) -> Any:
        with ThreadPoolExecutor(1) as other:
            other.submit(_remove_one, make).result(timeout=10)
        return plan(*given)

    monkeypatch.setattr(trials, "plan", planned)
    assert _tried(make) == tried
    assert tried["first_choices"]["mentee_ids"] == [changed]


def _remove_one(make: Making) -> None:
    act = make.act()
    with make.app.app_context(), reading(act.program_id), pools.up_to_date(act) as pool:
        if len(pool):
            pool.remove(pool.ids[0])


def test_the_weights_in_force_change_nothing_and_nothing_is_kept(make: Making) -> None:
    _near_and_far(make)
    _mentee(make)
    in_force = answer(make.client().get("/weights"), 200)
    before = counted(make, "runs", "plans", "weights_versions")
    tried = _tried(make, {"weights": in_force["weights"]})
    assert tried["first_choices"] == {"changed": 0, "mentee_ids": []}
    assert tried["lists"] == {"share_that_stays": 1, "places_moved": 0}
    assert tried["worst_off"]["before"] == tried["worst_off"]["after"]
    assert tried["weights_version"] == in_force["version"]
    assert counted(make, "runs", "plans", "weights_versions") == before
    assert answer(make.client().get("/weights"), 200) == in_force


def test_groups_of_fewer_than_eleven_are_not_told(make: Making) -> None:
    _near_and_far(make)
    for number in range(22):
        gender, age_band = "woman" if number % 2 else "man", "65+" if number < 3 else None
        _mentee(make, background={"gender": gender, "age_band": age_band})
    groups = _tried(make)["groups"]
    assert {(each["topic"], each["group"]) for each in groups} >= {("gender", "woman"), ("gender", "man")}
    assert all(each["topic"] != "age_band" for each in groups)
    assert all(each["people"] % 5 == 0 for each in groups)


def test_a_coordinator_who_waits_is_not_in_it(make: Making) -> None:
    _near_and_far(make)
    mentee_id = _mentee(make)
    add_role(make, make.coordinator_email, Kind.MENTEE, mentee_id)
    tried = answer(coordinator(make).post("/weights/trials", STAGE_ALONE), 200)
    assert (tried["people"], tried["lists"], tried["worst_off"]["before"]) == (0, None, None)


def test_an_administrator_may_not_for_it_names_people(make: Making) -> None:
    answer(administrator(make).post("/weights/trials", STAGE_ALONE), 403)
