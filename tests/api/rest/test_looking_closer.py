"""Two mentors side by side, what would open a door, and whom the program is missing."""

from datetime import date
from typing import Any

import pytest

from api.policy import Role
from data.store.people import Kind
from matcher.weights import DEFAULT_WEIGHTS
from tests.api.rest.asking import NOBODY, add_role, administrator, elsewhere, seen
from tests.api.rest.signing_in import entries
from tests.conftest import answer
from tests.making import Making

LATE = [{"day": "sat", "from": "20:00", "to": "21:00"}]


def _two(make: Making) -> tuple[str, str, str]:
    """A mentee, a mentor who knows what they have lived with, and one who can help with what they want."""
    mentee_id = make.mentee(
        recovery_stage={"since": date(2026, 1, 1), "experiences": ["gambling"]}, goals=["housing", "work"]
    )
    lived = {"since": date(2020, 3, 1), "experiences": ["gambling"]}
    return mentee_id, make.mentor(recovery_stage=lived, goals=[]), make.mentor(goals=["housing"])


def _against(make: Making, mentee_id: str, mentor_id: str, other_id: str) -> dict[str, Any]:
    path = f"/mentees/{mentee_id}/suggestions/{mentor_id}/against/{other_id}"
    found: dict[str, Any] = answer(make.client().get(path), 200)
    return found


def test_two_mentors_are_set_against_each_other_factor_by_factor(make: Making) -> None:
    mentee_id, lived, helps = _two(make)
    found = _against(make, mentee_id, lived, helps)
    ranked = answer(make.client().get(f"/mentees/{mentee_id}/suggestions"), 200)["suggestions"]
    by_id = {row["mentor_id"]: row for row in ranked}
    assert found["eligible"] is True
    for side, mentor_id in (("mentor", lived), ("other", helps)):
        row = by_id[mentor_id]
        assert (found[side]["rank"], found[side]["score"]) == (row["rank"], row["score"])
        assert found[side]["preferred_name"] == row["mentor"]["preferred_name"]
    assert found["ahead"] == ranked[0]["mentor_id"] == lived
    assert (found["decided_by"], found["decided"]) == ("experience", "What made the difference: lived experience.")
    assert sum(each["difference"] for each in found["factors"]) == pytest.approx(
        by_id[lived]["score"] - by_id[helps]["score"], abs=1e-9
    )
    assert all(each["because"].endswith(".") and each["other_because"].endswith(".") for each in found["factors"])
    back = _against(make, mentee_id, helps, lived)
    assert (back["ahead"], back["decided_by"], back["turn"]) == (lived, "experience", found["turn"])


def test_the_weight_that_turns_them_round_does_so_when_it_is_put_in_force(make: Making) -> None:
    mentee_id, lived, helps = _two(make)
    turn = _against(make, mentee_id, lived, helps)["turn"]
    assert turn["text"].startswith("The two would change places with a weight of")
    assert turn["from"] == DEFAULT_WEIGHTS.values[turn["factor"]]
    answer(make.client().put("/weights", {"weights": {**DEFAULT_WEIGHTS.values, turn["factor"]: turn["to"]}}), 200)
    assert _against(make, mentee_id, lived, helps)["ahead"] == helps


def test_of_two_of_whom_one_may_not_be_paired_the_reasons_are_told(make: Making) -> None:
    mentee_id, lived, _ = _two(make)
    full = make.mentor(capacity=0)
    found = _against(make, mentee_id, full, lived)
    assert [each["reason"] for each in found["mentor"]["reasons"]] == ["at_capacity"]
    assert (found["mentor"]["eligible"], found["other"]["eligible"], found["eligible"]) == (False, True, False)
    nothing = {"ahead": None, "decided_by": None, "decided": None, "turn": None, "factors": []}
    assert found | nothing == found
    assert found["other"]["reasons"] == []


def test_a_mentor_is_not_set_against_themselves_or_against_anybody_elsewhere(make: Making) -> None:
    mentee_id, lived, _ = _two(make)
    nothing = make.client().get(f"/mentees/{mentee_id}/suggestions/{lived}/against/{NOBODY}")
    for other_id in (lived, elsewhere(make).mentor()):
        assert seen(make.client().get(f"/mentees/{mentee_id}/suggestions/{lived}/against/{other_id}")) == seen(nothing)
    assert nothing.status_code == 404


def _openings(make: Making, mentee_id: str) -> dict[str, Any]:
    found: dict[str, Any] = answer(make.client().get(f"/mentees/{mentee_id}/openings"), 200)
    return found


def test_openings_tell_whom_each_limit_shuts_out_and_what_would_open_a_door(make: Making) -> None:
    mentee_id = make.mentee()
    late = make.mentor(availability={"time_zone": "America/Chicago", "weekly": LATE})
    make.mentor(capacity=0, languages=["es"])
    make.mentor()
    found = _openings(make, mentee_id)
    assert (found["considered"], found["eligible"]) == (3, 1)
    assert found["limits"] == [
        {"reason": "at_capacity", "alone": 0, "among": 1},
        {"reason": "no_shared_language", "alone": 0, "among": 1},
        {"reason": "no_shared_time", "alone": 1, "among": 1},
    ]
    (theirs,), (mentors,) = found["changes"]["mentee"], found["changes"]["mentor"]
    assert theirs["text"] == "The mentee could add Sat 20:00-20:30 to their times, by their own clock."
    assert (theirs["kind"], theirs["opens"], found["smallest"]) == ("time", 1, theirs)
    assert [each["mentor_id"] for each in theirs["mentors"] + mentors["mentors"]] == [late, late]
    assert found["changes"]["program"] == []


def test_the_change_that_is_told_opens_the_door(make: Making) -> None:
    mentee_id = make.mentee()
    make.mentor(availability={"time_zone": "America/New_York", "weekly": LATE})
    assert _openings(make, mentee_id)["smallest"]["text"].startswith("The mentee could add Sat 19:00-19:30")
    weekly = [{"day": "sat", "from": "19:00", "to": "19:30"}]
    answer(
        make.client().put(f"/mentees/{mentee_id}/availability", {"time_zone": "America/Chicago", "weekly": weekly}), 200
    )
    assert (_openings(make, mentee_id)["eligible"], _openings(make, mentee_id)["smallest"]) == (1, None)


def test_of_a_coordinators_own_profile_as_a_mentor_nothing_is_told(make: Making) -> None:
    mentee_id, own, other = make.mentee(), make.mentor(), make.mentor()
    answer(make.client().post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": own}), 201)
    add_role(make, make.coordinator_email, Kind.MENTOR, own)
    casey = make.client(make.token(make.coordinator_email, Role.COORDINATOR.value))
    found = answer(casey.get(f"/mentees/{mentee_id}/openings"), 200)
    assert (found["considered"], found["eligible"], found["limits"]) == (1, 1, [])
    (gap,) = answer(casey.get("/reports/supply-gaps"), 200)["in_the_way"]
    assert gap["reason"] is None
    for first, second in ((own, other), (other, own)):
        answer(casey.get(f"/mentees/{mentee_id}/suggestions/{first}/against/{second}"), 403)


def test_without_the_mentees_consent_nothing_is_looked_at(make: Making) -> None:
    mentee_id, lived, helps = make.mentee(consents=[]), make.mentor(), make.mentor()
    for path in (f"suggestions/{lived}/against/{helps}", "openings"):
        assert answer(make.client().get(f"/mentees/{mentee_id}/{path}"), 409)["code"] == "no_consent"


def test_supply_gaps_tell_whom_to_look_for(make: Making) -> None:
    evening = {"time_zone": "America/Chicago", "weekly": [{"day": "tue", "from": "18:00", "to": "20:00"}]}
    for _ in range(2):
        make.mentee(languages=["es"], availability=evening, support=None)
    make.mentee(status="on_hold")
    make.mentor(languages=["en"])
    found = answer(make.client().get("/reports/supply-gaps"), 200)
    assert (found["waiting"], found["good_choice"], found["without_good_choice"]) == (2, 3, 2)
    assert found["in_the_way"] == [
        {"reason": "no_shared_language", "people": 2, "text": "No language in common: two people."}
    ]
    assert found["recruits"] == [
        {"language": "es", "days": "weekday", "time": "evenings", "format": None, "wishes": [], "opens": 2, "adds": 2,
         "text": "A mentor who knows Spanish and is free on weekday evenings would be a choice for two people."}
    ]  # fmt: skip
    assert found["opened_together"] == 2


def test_supply_gaps_are_for_coordinators_of_the_program(make: Making) -> None:
    mentee_id = make.mentee()
    for asker in (administrator(make), make.client_of(Kind.MENTEE, mentee_id)):
        assert answer(asker.get("/reports/supply-gaps"), 403)["code"] == "forbidden"
    assert answer(elsewhere(make).client().get("/reports/supply-gaps"), 200)["waiting"] == 0


def test_who_looked_closer_is_written_down(make: Making) -> None:
    mentee_id, lived, helps = _two(make)
    _against(make, mentee_id, lived, helps)
    _openings(make, mentee_id)
    answer(make.client().get("/reports/supply-gaps"), 200)
    acts = entries(make)[-3:]
    assert acts == [("mentors_compared", "mentee"), ("openings_looked_at", "mentee"), ("report_read", "program")]
