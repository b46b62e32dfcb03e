"""Weights proposed from a program's own decisions: asked for, read, and put in force by a person."""

from typing import Any

import pytest

from api.services.matches import confirming
from api.services.suggestions import asking
from data.store.people import Kind
from matcher.learn import LEAST_DECISIONS
from matcher.weights import FACTORS
from tests.api.cli.running import refused, run_for_json, run_well
from tests.api.rest.asking import add_role, administrator
from tests.conftest import answer
from tests.making import Making

WANTS = {"goals": ["housing"], "interests": ["hiking"]}
HELPS = {"goals": ["housing"], "interests": ["chess"], "capacity": 50}
HIKES = {"goals": ["work"], "interests": ["hiking"], "capacity": 50}


def decide(make: Making, mentor_id: str, limit: int = 30) -> str:
    """A list for somebody new, and this mentor chosen from it."""
    mentee_id = make.mentee(**WANTS)
    with make.app.app_context():
        run = asking.suggest(make.act(), mentee_id, limit)
        match = confirming.confirm(make.act(), mentee_id, mentor_id, run["run_id"], "They both hike.")
    return str(match["id"])


def proposed(make: Making) -> Any:
    return answer(make.client().post("/weights/proposals"), 200)


def test_what_coordinators_look_for_is_found_and_put_in_force_by_one_of_them(make: Making) -> None:
    """Thirty times whoever hikes is chosen, and the weights in force put whoever helps with the goal first."""
    for _ in range(3):
        make.mentor(**HELPS)
    hikes = make.mentor(**HIKES)
    for _ in range(LEAST_DECISIONS - 1):
        decide(make, hikes)
    early = proposed(make)
    assert (early["decisions"], early["verdict"], early["weights"]) == (29, "not_enough_to_tell", None)
    assert "29 decisions" in early["text"]
    decide(make, hikes)
    assert early["would_change"] is None
    found = proposed(make)
    assert (found["decisions"], found["verdict"], found["version"]) == (30, "better", 1)
    few = answer(administrator(make).post("/weights/proposals"), 200)["would_change"]
    assert (few["people"], few["first_choices"], few["lists"], few["groups"]) == (None, None, None, [])
    assert found["weights"]["interests"] > found["current"]["interests"]
    assert sum(found["weights"].values()) == pytest.approx(1)
    assert (found["held_out"]["first"]["now"], found["held_out"]["first"]["then"]) == (0, 1)
    assert answer(make.client().get("/weights"), 200)["version"] == 1
    _what_would_change(make, found)
    answer(make.client().put("/weights", {"weights": found["weights"]}), 200)
    with make.app.app_context():
        first = asking.suggest(make.act(), make.mentee(**WANTS), 1)["suggestions"][0]
    assert first["mentor_id"] == hikes
    _backtested(make)


def _what_would_change(make: Making, found: Any) -> None:
    """Twelve wait who would rather have whoever hikes: a coordinator sees who they are, an administrator how many."""
    waiting = {make.mentee(**WANTS) for _ in range(12)}
    told = proposed(make)["would_change"]
    tried = answer(make.client().post("/weights/trials", {"weights": found["weights"]}), 200)
    assert tried == told | {"weights_version": 1}
    assert set(told["first_choices"]["mentee_ids"]) == waiting
    assert told["plan"]["before"]["matched"] == 12
    answered = administrator(make).post("/weights/proposals")
    passed_on = answer(answered, 200)["would_change"]
    assert not any(mentee_id in answered.text for mentee_id in waiting)
    assert passed_on["first_choices"]["mentee_ids"] is None
    assert passed_on["people"] % 5 == passed_on["first_choices"]["changed"] % 5 == 0
    assert (passed_on["plan"], passed_on["worst_off"], passed_on["without_a_choice"]) == (None, None, None)
    assert passed_on["groups"] == told["groups"]


def _backtested(make: Making) -> None:
    told = run_for_json(make.app, "weights", "backtest", "--program", "harbor")
    assert (told["decisions"], told["version"]) == (30, 2)
    assert set(told["held_out"]) == {"first", "first_three"}
    text = run_well(make.app, "weights", "backtest", "--program", "harbor")
    assert "chosen mentor first" in text
    assert told["text"] in text


def test_a_group_that_was_passed_over_is_named_and_small_numbers_are_not(make: Making) -> None:
    """Twelve women and twelve men who are alike: only men are chosen. Three mentors of another gender are too few."""
    men = [make.mentor(**HIKES, background={"gender": "man"}) for _ in range(12)]
    for gender, count in (("woman", 12), ("nonbinary", 3)):
        for _ in range(count):
            make.mentor(**HIKES, background={"gender": gender})
    for number in range(24):
        decide(make, men[number % 12])
    found = proposed(make)
    by_gender = {each["group"]: each for each in found["groups"] if each["topic"] == "gender"}
    assert {group: each["finding"] for group, each in by_gender.items()} == {"man": "more_often", "woman": "less_often"}
    assert by_gender["woman"]["shares"] is None
    assert by_gender["man"]["shares"] is None
    assert "less often" in by_gender["woman"]["text"]
    assert found["caution"]


def test_a_list_counts_when_others_stood_beside_the_chosen_one(make: Making) -> None:
    mentor_id = make.mentor(**HIKES)
    decide(make, mentor_id)
    assert proposed(make)["decisions"] == 0
    make.mentor(**HELPS)
    decide(make, mentor_id)
    make.match(mentor_id=mentor_id)
    assert proposed(make)["decisions"] == 1


def test_whoever_was_chosen_first_from_a_list_was_not_passed_over_the_second_time(make: Making) -> None:
    mentors, mentee_id = [make.mentor(**HIKES), make.mentor(**HIKES)], make.mentee(**WANTS)
    coordinator = make.client()
    run_id = answer(coordinator.get(f"/mentees/{mentee_id}/suggestions"), 200)["run_id"]
    for mentor_id in mentors:
        body = {"mentee_id": mentee_id, "mentor_id": mentor_id, "run_id": run_id, "rationale": "They both hike."}
        match = answer(coordinator.post("/matches", body), 201)
        answer(coordinator.post(f"/matches/{match['id']}/moves", {"action": "withdraw", "reason": "not_now"}), 200)
    assert proposed(make)["decisions"] == 1


def test_a_proposal_leaves_out_decisions_about_the_asker(make: Making) -> None:
    mentor_id, _ = make.mentor(**HIKES), make.mentor(**HELPS)
    decide(make, mentor_id)
    assert proposed(make)["decisions"] == 1
    add_role(make, make.coordinator_email, Kind.MENTOR, mentor_id)
    assert proposed(make)["decisions"] == 0
    assert answer(administrator(make).post("/weights/proposals"), 200)["decisions"] == 1


def test_mentors_and_mentees_are_not_asked(make: Making) -> None:
    for kind, person_id in ((Kind.MENTEE, make.mentee()), (Kind.MENTOR, make.mentor())):
        answer(make.client_of(kind, person_id).post("/weights/proposals"), 403)


def test_a_proposal_takes_no_words_of_its_own(make: Making) -> None:
    assert "weights" in answer(make.client().post("/weights/proposals", {"weights": {}}), 422)["errors"]


def test_a_program_without_decisions_keeps_its_weights(make: Making) -> None:
    found = proposed(make)
    assert (found["decisions"], found["weights"], found["held_out"], found["groups"]) == (0, None, None, [])
    assert list(found["current"]) == list(FACTORS)


def test_a_backtest_of_no_program_is_refused(make: Making) -> None:
    assert "'nowhere'" in refused(make.app, "weights", "backtest", "--program", "nowhere")
    assert "--program" in refused(make.app, "weights", "backtest")
