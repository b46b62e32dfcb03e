"""The form that asks for a plan: what it takes, and what it says beside its fields."""

from typing import Any

import pytest

from api import background
from api.services.plans import asking
from data.store.people import Kind
from tests.api.pages.filled_in import filled_in
from tests.api.rest.asking import add_role, counted
from tests.conftest import answer
from tests.making import Making
from tests.visiting import Visitor, administrator, coordinator

NEW = "/plans/new"
NO_WEIGHT = dict.fromkeys(
    ("experience", "availability", "stage", "background", "interests", "goals", "pathways", "style", "about"), "0"
)


def weights(**values: str) -> dict[str, str]:
    return {f"weights.{factor}": value for factor, value in (NO_WEIGHT | values).items()}


def pair(field: str, place: int, mentee_id: str = "", mentor_id: str = "") -> dict[str, str]:
    return {f"{field}.{place}.mentee_id": mentee_id, f"{field}.{place}.mentor_id": mentor_id}


def ask(visitor: Visitor, **fields: Any) -> str:
    """Where the plan is."""
    visitor.get(NEW)
    place = visitor.post(NEW, **fields)
    assert place.startswith("/plans/")
    return place


def mentors_of(make: Making, place: str) -> dict[str, str]:
    found = answer(make.client(make.token(make.coordinator_email, "coordinator")).get(place), 200)
    return {row["mentee_id"]: row["mentor_id"] for row in found["assignments"]}


def test_a_form_sent_as_it_is_plans_fairly_for_everyone_by_the_programs_weights(make: Making) -> None:
    mentees = {make.mentee(), make.mentee()}
    make.mentee(consents=[])
    mentor_id = make.mentor()
    visitor = coordinator(make)
    page = visitor.get(NEW)
    assert "2 people wait and may be matched now." in page
    assert "1 more is on the list" in page
    assert all(page.count(f'<option value="{each}">') == 2 for each in (*mentees, mentor_id))
    place = visitor.post(NEW, **filled_in(page))
    assert set(mentors_of(make, place)) == mentees
    shown = answer(make.client().get(place), 200)
    assert (shown["objective"], shown["weights_version"]) == ("fair", 1)


def test_the_same_form_twice_is_one_plan(make: Making) -> None:
    make.mentee()
    visitor = coordinator(make)
    visitor.get(NEW)
    assert visitor.post(NEW, objective="even") == visitor.post(NEW, objective="even")
    assert counted(make, "plans") == {"plans": 1}


def test_pairs_are_kept_and_left_out_and_whoever_is_in_one_is_in_the_plan(make: Making) -> None:
    one, two, other, mentor_id = make.mentee(), make.mentee(), make.mentee(), make.mentor(capacity=5)
    make.mentor(capacity=0)
    kept = pair("pinned", 0) | pair("pinned", 3, one, mentor_id) | pair("forbidden", 0, two, mentor_id)
    place = ask(coordinator(make), mentee_ids=[two], **kept)
    assert mentors_of(make, place) == {one: mentor_id}
    assert other not in coordinator(make).get(place)


def test_weights_of_its_own_hold_for_this_plan(make: Making) -> None:
    hiker = make.mentee(interests=["hiking"], goals=["housing"])
    by_interest, by_goal = make.mentor(interests=["hiking"], goals=[]), make.mentor(interests=[], goals=["housing"])
    visitor = coordinator(make)
    assert mentors_of(make, ask(visitor, **weights(interests="1"))) == {hiker: by_interest}
    place = ask(visitor, **weights(goals="0,5"))
    assert mentors_of(make, place) == {hiker: by_goal}
    assert "by weights of its own" in visitor.get(place)
    again = filled_in(visitor.get(f"{NEW}?like={place.removeprefix('/plans/')}"))
    assert (again["weights.goals"], again["weights.interests"]) == (["0.5"], ["0.0"])
    left_blank = dict.fromkeys(weights(), "")
    assert answer(make.client().get(ask(visitor, **left_blank)), 200)["weights_version"] == 1


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    visitor = coordinator(make)
    cases: list[tuple[dict[str, Any], str]] = [
        (pair("pinned", 0) | pair("pinned", 1, mentee_id), "f-pinned-0-mentor_id"),
        (pair("pinned", 0, mentee_id, mentor_id) | pair("forbidden", 0, mentee_id, mentor_id), "f-pinned-0"),
        (weights(), "f-weights"),
        (weights(goals="much"), "f-weights-goals"),
        ({"mentee_ids": [mentee_id, "0" * 32]}, "f-mentee_ids"),
        ({"objective": "best"}, "f-objective"),
    ]
    for fields, place in cases:
        visitor.get(NEW)
        page = visitor.post(NEW, 422, **fields)
        assert f'href="#{place}"' in page, place
        assert f'id="{place}"' in page and f'id="{place}-error"' in page, place
        assert counted(make, "plans") == {"plans": 0}
        typed = filled_in(page)
        kept = {name for name, value in fields.items() if typed.get(name) == [value]}
        assert kept >= {name for name in fields if name in typed and fields[name] not in ("", "0")} - {"mentee_ids"}


def test_a_pair_that_can_not_be_kept_is_told_at_its_row_with_the_reason(make: Making) -> None:
    fine, mentee_id = make.mentee(), make.mentee()
    mentor_id = make.mentor(capacity=5)
    make.client().post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": mentor_id})
    visitor = coordinator(make)
    visitor.get(NEW)
    page = visitor.post(NEW, 422, **pair("pinned", 0, fine, mentor_id), **pair("pinned", 1, mentee_id, mentor_id))
    assert 'id="f-pinned-1-error"' in page and 'id="f-pinned-0-error"' not in page
    assert "These two can&#39;t be matched now." in page
    assert counted(make, "plans") == {"plans": 0}


def test_there_is_room_for_more_pairs(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    visitor = coordinator(make)
    visitor.get(NEW)
    page = visitor.post(NEW, 200, do="more", objective="even", **pair("forbidden", 0, mentee_id, mentor_id))
    assert page.count('name="pinned.') == 8 and page.count('name="forbidden.') == 10
    typed = filled_in(page)
    assert (typed["objective"], typed["forbidden.0.mentor_id"]) == (["even"], [mentor_id])
    assert counted(make, "plans") == {"plans": 0}


def test_a_coordinator_never_plans_about_themselves(make: Making) -> None:
    own_mentee, own_mentor, waiting, mentor_id = make.mentee(), make.mentor(), make.mentee(), make.mentor()
    own = [{"mentee_id": waiting, "mentor_id": own_mentor}, {"mentee_id": own_mentee, "mentor_id": mentor_id}]
    body = {"mentee_ids": [own_mentee, waiting], "pinned": own, "forbidden": []}
    theirs = answer(make.client().post("/plans", body), 201)["id"]
    add_role(make, make.coordinator_email, Kind.MENTEE, own_mentee)
    add_role(make, make.coordinator_email, Kind.MENTOR, own_mentor)
    visitor = coordinator(make)
    for path in (NEW, f"{NEW}?like={theirs}", f"/plans/{theirs}"):
        page = visitor.get(path)
        assert own_mentee not in page and own_mentor not in page, path
    assert "higher with each other" not in visitor.get(f"/plans/{theirs}")
    assert "1 person waits" in visitor.get(NEW) and "more is on the list" not in visitor.get(NEW)
    visitor.post(NEW, 403, **pair("pinned", 0, waiting, own_mentor))
    again = visitor.post(f"/plans/{theirs}/again")
    assert mentors_of(make, again) == {waiting: mentor_id}


def test_while_many_wait_the_form_stays_to_be_sent_once_more(make: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    make.mentee()
    make.mentor()
    monkeypatch.setattr(asking, "AT_ONCE", 0)
    monkeypatch.setattr(background, "WAITING_AT_MOST", 0)
    visitor = coordinator(make)
    visitor.get(NEW)
    page = visitor.post(NEW, 429, objective="total")
    assert "once more in a minute" in page
    assert filled_in(page)["objective"] == ["total"]


def test_plans_are_for_coordinators(make: Making) -> None:
    place = ask(coordinator(make))
    other = administrator(make)
    for path, status in (("/plans", 403), (NEW, 403), (place, 404)):
        other.get(path, status)
    for path, status in ((NEW, 403), (f"{place}/again", 404), (f"{place}/cancel", 404), (f"{place}/discard", 404)):
        other.post(path, status)
    assert coordinator(make).get(place)
