"""A plan on its page: how far it is, whom it has for whom, whom it leaves over, and what becomes of its rows."""

from typing import Any

import pytest

from api.pages.plans import one
from data.db import transaction
from data.store import plans
from data.store.plans import PlanState
from tests.api.rest.asking import counted
from tests.conftest import answer
from tests.making import Making
from tests.visiting import coordinator

WHY = "They share a lot."
MEN_ONLY = {"must": [{"about": "gender", "any_of": ["man"]}], "matters": []}


def plan(make: Making, **asked: Any) -> str:
    """Its address, which is the same on both faces."""
    return f"/plans/{answer(make.client().post('/plans', asked), 201)['id']}"


def put_into(make: Making, place: str, state: PlanState, progress: float = 1.0) -> None:
    """As its worker, or the end of its process, would."""
    with make.app.app_context(), transaction(make.program_id):
        row = plans.lock(place.removeprefix("/plans/"))
        assert row is not None
        row.state, row.progress = state, progress
        row.found = row.found if state == PlanState.DONE else None


def name_of(make: Making, kind: str, person_id: str) -> str:
    return str(answer(make.client().get(f"/{kind}s/{person_id}"), 200)["identity"]["preferred_name"])


def pinned(mentees: list[str], mentors: list[str]) -> list[dict[str, str]]:
    return [{"mentee_id": a, "mentor_id": b} for a, b in zip(mentees, mentors, strict=True)]


def row_of(page: str, mentee: str) -> str:
    (row,) = [each for each in page.split('<li class="card')[1:] if f"<bdi>{mentee}</bdi>" in each.split("</h3>")[0]]
    return row.split("</form>")[0]


def test_pairs_that_were_ticked_are_asked_and_say_so(make: Making) -> None:
    chosen, other, left_over = make.mentee(), make.mentee(), make.mentee()
    mentor_id = make.mentor(capacity=2)
    place = plan(make, pinned=pinned([chosen, other], [mentor_id] * 2))
    visitor = coordinator(make)
    page = visitor.get(place)
    assert "2 people of 3 have a mentor in this plan." in page
    mentor = name_of(make, "mentor", mentor_id)
    for mentee_id in (chosen, other):
        row = row_of(page, name_of(make, "mentee", mentee_id))
        assert f"<bdi>{mentor}</bdi>" in row and "What speaks most for these two" in row
    assert f'/mentees/{left_over}/suggestions"' in page and "others have their places in this plan" in page
    assert visitor.post(f"{place}/confirmations", mentee_ids=[chosen], rationale=WHY) == place
    after = visitor.get(place)
    assert "1 pair is asked now." in after
    (match,) = answer(make.client().get("/matches"), 200)["items"]
    assert (match["mentee_id"], match["mentor_id"], match["rationale"]) == (chosen, mentor_id, WHY)
    row = row_of(after, name_of(make, "mentee", chosen))
    assert "These two have a match." in row and f"/matches/{match['id']}" in row and "checkbox" not in row
    assert "checkbox" in row_of(after, name_of(make, "mentee", other))


def test_the_same_form_twice_asks_once(make: Making) -> None:
    mentee_id = make.mentee()
    make.mentor()
    place = plan(make)
    visitor = coordinator(make)
    visitor.get(place)
    for _ in range(2):
        assert visitor.post(f"{place}/confirmations", mentee_ids=[mentee_id], rationale=WHY) == place
    assert "could not be asked" not in visitor.get(place)
    assert counted(make, "matches") == {"matches": 1}


def test_a_row_that_can_not_be_asked_any_more_says_why_and_leads_on(make: Making) -> None:
    mentees, mentors = [make.mentee() for _ in range(6)], [make.mentor(capacity=1) for _ in range(6)]
    place = plan(make, pinned=pinned(mentees, mentors))
    asked, held, full, paused, silent, _fine = mentees
    visitor = coordinator(make)
    visitor.get(place)
    elsewhere = make.match(mentee_id=asked)
    answer(make.client().post(f"/mentees/{held}/moves", {"action": "hold"}), 200)
    make.match(mentor_id=mentors[2])
    answer(make.client().post(f"/mentors/{mentors[3]}/moves", {"action": "pause"}), 200)
    consent = answer(make.client().get(f"/mentees/{silent}/consents"), 200)["items"][0]["id"]
    answer(make.client().post(f"/mentees/{silent}/consents/{consent}/revocation"), 200)
    assert visitor.post(f"{place}/confirmations", mentee_ids=mentees, rationale=WHY) == place
    page = visitor.get(place)
    assert "1 pair is asked now." in page and "5 pairs could not be asked." in page
    for mentee_id, words, way in (
        (asked, "has a match with somebody else", f"/matches/{elsewhere}"),
        (held, "not on the waiting list", f"/mentees/{held}"),
        (full, "has no free place", f"/mentees/{full}/suggestions"),
        (paused, "is taking a break", f"/mentees/{paused}/suggestions"),
        (silent, "has not agreed to be matched", f"/mentees/{silent}/consents"),
    ):
        row = row_of(page, name_of(make, "mentee", mentee_id))
        assert words in row and f'href="{way}"' in row and "checkbox" not in row, (words, row)
    assert "checkbox" not in page


def test_without_a_tick_or_a_reason_nobody_is_asked_and_what_was_ticked_stays(make: Making) -> None:
    mentee_id = make.mentee()
    make.mentor()
    place = plan(make)
    visitor = coordinator(make)
    visitor.get(place)
    assert 'href="#f-mentee_ids"' in visitor.post(f"{place}/confirmations", 422, rationale=WHY)
    page = visitor.post(f"{place}/confirmations", 422, mentee_ids=[mentee_id], rationale=" ")
    assert 'href="#f-rationale"' in page and f'value="{mentee_id}" checked' in page
    assert 'id="f-mentee_ids"' in visitor.post(f"{place}/confirmations", 422, mentee_ids=["0" * 32], rationale=WHY)
    assert counted(make, "matches") == {"matches": 0}


def test_for_whom_there_is_nobody_the_page_says_what_is_in_the_way(make: Making) -> None:
    mentee_id = make.mentee(preferences=MEN_ONLY)
    for _ in range(2):
        make.mentor(background={"gender": "woman"})
    page = coordinator(make).get(plan(make))
    assert "There is no pair in this plan." in page
    assert "does not meet what this person asked for (2)" in page
    assert f'href="/mentees/{mentee_id}/openings"' in page


def test_what_somebody_gives_up_for_the_others_is_told(make: Making) -> None:
    hiker, other = make.mentee(interests=["hiking"]), make.mentee(interests=["hiking"])
    best, weak = make.mentor(interests=["hiking"], capacity=1), make.mentor(interests=["cooking"], capacity=1)
    page = coordinator(make).get(plan(make, pinned=pinned([other], [best])))
    assert "the highest for this mentee would be" in row_of(page, name_of(make, "mentee", hiker))
    assert "the highest for this mentee would be" not in row_of(page, name_of(make, "mentee", other))
    answer(make.client().patch(f"/mentors/{weak}", {"interests": ["hiking"]}), 200)
    changed = coordinator(make).get(plan_of(make))
    assert "today it would be" in row_of(changed, name_of(make, "mentee", hiker))


def plan_of(make: Making) -> str:
    return f"/plans/{answer(make.client().get('/plans'), 200)['items'][0]['id']}"


def test_rows_come_a_page_at_a_time(make: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one, "ROWS", 2)
    mentees = [make.mentee() for _ in range(5)]
    make.mentor(capacity=9)
    place, visitor = plan(make), coordinator(make)
    seen: list[str] = []
    for first in ("", "?from=2", "?from=4"):
        page = visitor.get(place + first)
        seen += [mentee_id for mentee_id in mentees if f'value="{mentee_id}"' in page]
    assert sorted(seen) == sorted(mentees)
    last = seen[-1]
    assert visitor.post(f"{place}/confirmations?from=4", mentee_ids=[last], rationale=WHY) == f"{place}?from=4"
    for odd in ("\u00b2", "-1", "9" * 5000, "x", "9999"):
        visitor.get(f"{place}?from={odd}")


def test_a_plan_that_is_worked_out_says_how_far_it_is_and_can_be_cancelled(make: Making) -> None:
    place, visitor = plan(make), coordinator(make)
    put_into(make, place, PlanState.RUNNING, 0.4)
    page = visitor.get(place)
    assert 'value="40"' in page and "40% is done." in page and f'href="{place}">Look again' in page
    assert visitor.post(f"{place}/confirmations", mentee_ids=["0" * 32], rationale=WHY) == place
    assert visitor.post(f"{place}/cancel") == place
    assert "This plan was cancelled." in visitor.get(place)


def test_a_plan_that_was_quicker_than_the_button_is_not_thrown_away_by_it(make: Making) -> None:
    place, visitor = plan(make), coordinator(make)
    visitor.get(place)
    assert visitor.post(f"{place}/cancel") == place
    assert "In short" in visitor.get(place) or "There is no pair" in visitor.get(place)


def test_a_plan_that_was_cut_short_is_asked_for_again_as_it_was(make: Making) -> None:
    one_of_two, mentor_id = make.mentee(), make.mentor()
    make.mentee()
    place = plan(make, mentee_ids=[one_of_two], objective="even", pinned=pinned([one_of_two], [mentor_id]))
    put_into(make, place, PlanState.TO_BE_RUN_AGAIN)
    visitor = coordinator(make)
    assert "was cut short" in visitor.get(place)
    again = visitor.post(f"{place}/again")
    assert again not in (place, "/plans")
    found = answer(make.client().get(again), 200)
    assert (found["objective"], [row["mentee_id"] for row in found["assignments"]]) == ("even", [one_of_two])
    answer(make.client().post(f"/mentors/{mentor_id}/moves", {"action": "pause"}), 200)
    visitor.get(place)
    assert 'id="f-pinned-0-error"' in visitor.post(f"{place}/again", 422)


def test_plans_are_listed_and_thrown_away(make: Making) -> None:
    visitor = coordinator(make)
    assert "There is no plan yet." in visitor.get("/plans")
    places = [plan(make), plan(make, objective="total")]
    listed = visitor.get("/plans")
    assert [listed.count(f'href="{place}"') for place in places] == [2, 2]
    assert listed.index(places[1]) < listed.index(places[0]) and "Highest sum" in listed
    assert visitor.client.get("/plans?cursor=no").headers["Location"] == "/plans"
    visitor.get(places[0])
    assert visitor.post(f"{places[0]}/discard") == "/plans"
    page = visitor.get("/plans")
    assert "thrown away" in page and places[0] not in page
    visitor.get(places[0], 404)


def test_a_match_of_the_coordinator_themselves_is_not_told_of(make: Making) -> None:
    """Whose mentor has their address: with whom that person is asked is not theirs to know."""
    alike = {"preferred_name": "Casey", "email": make.coordinator_email}
    mentee_id, own = make.mentee(), make.mentor(identity=alike)
    make.mentor()
    place = plan(make, forbidden=pinned([mentee_id], [own]))
    match = make.match(mentee_id=mentee_id, mentor_id=own)
    row = row_of(coordinator(make).get(place), name_of(make, "mentee", mentee_id))
    assert "has a match with somebody else" in row and match not in row


def test_the_way_there_and_back(make: Making) -> None:
    make.mentee()
    visitor = coordinator(make)
    assert 'href="/plans/new"' in visitor.get("/waiting") and 'href="/plans"' in visitor.get("/today")
    assert 'href="/waiting"' in visitor.get(plan(make))
    assert "Planes" in coordinator(make, "es").get("/plans")
