"""Other weights on everyone who waits, what past decisions say, and who else to look at: as pages."""

import re
from typing import Any

import pytest
from flask import Flask

from matcher import trials
from matcher.learn import LEAST_DECISIONS
from matcher.weights import FACTORS
from tests.api.pages.test_administrator import WEIGHTS, weights
from tests.api.rest.test_weights_proposed import HELPS, HIKES, WANTS, decide
from tests.conftest import answer
from tests.making import Making
from tests.visiting import administrator, coordinator

BY_GOALS_ALONE = dict.fromkeys(WEIGHTS, "0") | {"goals": "1"}
BY_INTERESTS_ALONE = dict.fromkeys(WEIGHTS, "0") | {"interests": "1"}


def _two_ways_to_choose(make: Making, waiting: int) -> list[str]:
    """By default whoever helps with the goal is first; by interests alone whoever hikes."""
    make.mentor(**HELPS)
    make.mentor(**HIKES)
    return [make.mentee(**WANTS, identity={"preferred_name": f"Sam {number}"}) for number in range(waiting)]


def in_force(make: Making) -> Any:
    return answer(make.client().get("/weights"), 200)


def test_a_coordinator_tries_weights_on_everyone_and_puts_them_in_force(make: Making) -> None:
    mentee_id = _two_ways_to_choose(make, 2)[0]
    visitor = coordinator(make)
    assert 'formaction="/weights/trial"' in visitor.get("/weights")
    address = visitor.post("/weights/trial", **weights(**BY_INTERESTS_ALONE))
    page = visitor.get(address)
    assert "2 people of 2 who wait would have another mentor first." in page
    assert f'href="/mentees/{mentee_id}/suggestions"' in page
    assert "Sam 0" in page
    assert "People with a mentor" in page
    assert "Too few to show" in page
    assert in_force(make)["version"] == 1
    sent = dict(re.findall(r'name="(weights\.[a-z]+)" value="([^"]+)"', page))
    assert visitor.post("/weights", **sent) == "/weights"
    assert in_force(make)["weights"] == dict.fromkeys(FACTORS, 0.0) | {"interests": 1.0}


def test_whoever_comes_back_finds_the_numbers_that_were_tried(make: Making) -> None:
    visitor = coordinator(make)
    page = visitor.get("/weights?weights.goals=0.77")
    assert 'value="0.77"' in page
    assert 'value="0.77"' not in visitor.get("/weights?goals=0.77")


def test_weights_that_were_changed_meanwhile_are_not_overwritten_unseen(make: Making) -> None:
    visitor = coordinator(make)
    visitor.get("/weights/trial")
    coordinator_of_late = coordinator(make)
    coordinator_of_late.get("/weights")
    coordinator_of_late.post("/weights", **weights(**BY_GOALS_ALONE))
    assert "Somebody else changed this" in visitor.post("/weights", 412, **weights(**BY_INTERESTS_ALONE))


def test_numbers_that_are_none_are_told_where_they_are(make: Making) -> None:
    visitor = coordinator(make)
    visitor.get("/weights")
    assert "#f-weights-stage" in visitor.post("/weights/trial", 422, **weights(stage="much"))
    assert "#f-weights-stage" in visitor.get("/weights/trial?weights.stage=2", 422)


def test_with_the_weights_in_force_nothing_changes(make: Making) -> None:
    _two_ways_to_choose(make, 1)
    assert "Nobody would have another mentor first." in coordinator(make).get("/weights/trial")


def test_where_nobody_waits_it_says_so(make: Making) -> None:
    assert "Nobody is waiting" in coordinator(make).get("/weights/trial")


def test_where_there_are_too_many_to_plan_the_page_says_so(make: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    _two_ways_to_choose(make, 1)
    monkeypatch.setattr(trials, "MOST_PLANNED", 1)
    page = coordinator(make).get("/weights/trial")
    assert "too many people and mentors to plan" in page
    assert "People with a mentor" not in page


def test_an_administrator_may_not_try_them_and_is_not_offered_it(make: Making) -> None:
    visitor = administrator(make)
    assert "/weights/trial" not in visitor.get("/weights")
    visitor.get("/weights/trial", 403)
    visitor.get(visitor.post("/weights/trial", **weights()), 403)


def test_where_there_is_not_enough_to_tell_there_is_nothing_to_put_in_force(make: Making) -> None:
    visitor = administrator(make)
    assert "/weights/proposal" in visitor.get("/weights")
    page = visitor.get("/weights/proposal")
    assert "There is not enough to tell" in page
    assert "Put in force" not in page


@pytest.fixture
def decided(make: Making, app: Flask) -> Making:
    """Thirty times whoever hikes was chosen; three help with the goal. Twelve wait."""
    for _ in range(3):
        make.mentor(**HELPS)
    hikes = make.mentor(**HIKES)
    for _ in range(LEAST_DECISIONS):
        decide(make, hikes)
    for number in range(12):
        make.mentee(**WANTS, identity={"preferred_name": f"Sam {number}"})
    return make


def test_past_decisions_are_told_and_a_person_puts_the_weights_in_force(decided: Making) -> None:
    visitor = coordinator(decided)
    page = visitor.get("/weights/proposal")
    assert "the chosen mentor is in the first three" in page
    assert "0% of the time now, 100% with other weights" in page
    assert "12 people of 12 who wait would have another mentor first." in page
    assert "Sam 11" in page
    assert in_force(decided)["version"] == 1

    theirs = administrator(decided)
    page = theirs.get("/weights/proposal")
    assert re.search(r"About 1[05] people of about 1[05] who wait", page)
    assert "Sam" not in page
    assert "/mentees/" not in page
    sent = dict(re.findall(r'name="(weights\.[a-z]+)" value="([^"]+)"', page))
    assert theirs.post("/weights", **sent) == "/weights"
    assert in_force(decided)["version"] == 2
    assert in_force(decided)["weights"]["interests"] == float(sent["weights.interests"])


def test_how_often_a_group_was_chosen_is_told_in_steps_of_five(make: Making) -> None:
    """Twelve women and twelve men, each of them chosen once."""
    mentors = [make.mentor(**HIKES, background={"gender": "man" if number % 2 else "woman"}) for number in range(24)]
    for mentor_id in mentors:
        decide(make, mentor_id)
    found = answer(make.client().post("/weights/proposals"), 200)
    by_group = {each["group"]: each["shares"] for each in found["groups"] if each["topic"] == "gender"}
    for shares in by_group.values():
        assert any(shares["chosen"] * of / 5 == pytest.approx(round(shares["chosen"] * of / 5)) for of in (20, 25))
    assert set(by_group) == {"man", "woman"}
    page = coordinator(make).get("/weights/proposal")
    assert re.search(r"Chosen in about \d+% of the decisions; \d+% would be as expected.", page)


def test_others_and_a_wider_spread_are_two_choices_that_nobody_made_for_you(make: Making) -> None:
    for number in range(12):
        make.mentor(identity={"preferred_name": f"Kim {number}"})
    mentee_id = make.mentee()
    visitor, address = coordinator(make), f"/mentees/{mentee_id}/suggestions"
    page = visitor.get(address)
    assert 'name="also"' in page
    assert "Also worth a look" not in page
    assert "The first three are in the order" not in page
    assert " checked" not in page
    page = visitor.get(address + "?also=true&spread=true")
    assert page.count(" checked") == 2
    assert "The first three are in the order of their scores." in page
    _list, beside = page.split("Also worth a look")
    assert "not on anybody else&#39;s list" in beside
    (run_id,) = set(re.findall(r"\?run=([A-Za-z0-9-]+)", page))
    page = visitor.get(f"/runs/{run_id}")
    assert "Also worth a look" in page
    assert "The first three are in the order of their scores." in page
