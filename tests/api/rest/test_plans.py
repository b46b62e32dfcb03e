"""A plan for the whole waiting list: who is in it, what it says of those left over, and that it is only a proposal."""

from collections import Counter
from typing import Any

from api.services.refusals import MOST_FIELDS
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.rest.asking import NOBODY, add_role, administrator, coordinator, counted, elsewhere, seen
from tests.conftest import answer
from tests.making import Making

TRACES = ("matches", "match_events", "outbox", "sealed_notes")
MEN_ONLY = {"must": [{"about": "gender", "any_of": ["man"]}], "matters": []}


def plan(make: Making, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = answer(coordinator(make).post("/plans", asked), 201)
    return found


def mentors_of(found: dict[str, Any]) -> dict[str, str]:
    return {row["mentee_id"]: row["mentor_id"] for row in found["assignments"]}


def reasons_of(found: dict[str, Any]) -> dict[str, str]:
    return {row["mentee_id"]: row["reasons"][0]["reason"] for row in found["unmatched"]}


def _refused(make: Making, status: int, **asked: Any) -> dict[str, Any]:
    before = counted(make, "plans")
    refusal: dict[str, Any] = answer(coordinator(make).post("/plans", asked), status)
    assert counted(make, "plans") == before
    return refusal


def test_ten_wait_for_five_places(make: Making) -> None:
    waiting = [make.mentee() for _ in range(10)]
    mentors = {make.mentor(capacity=2): 2, make.mentor(capacity=3): 3, make.mentor(capacity=0): 0}
    before = counted(make, *TRACES)
    response = make.client().post("/plans", {})
    found = answer(response, 201)
    assert response.headers["Location"] == f"/api/v1/plans/{found['id']}"
    assert (found["state"], found["progress"], found["objective"], found["weights_version"]) == ("done", 1, "fair", 1)
    assert Counter(mentors_of(found).values()) == {mentor: places for mentor, places in mentors.items() if places}
    assert set(mentors_of(found)) | set(reasons_of(found)) == set(waiting)
    assert set(reasons_of(found).values()) == {"places_taken"}
    totals = found["totals"]
    assert (totals["matched"], totals["unmatched"]) == (5, 5)
    assert (totals["mentors_with_a_free_place"], totals["mentors_proposed"]) == (2, 2)
    scores = [row["score"] for row in found["assignments"]]
    assert totals["worst_score"] == min(scores)
    assert abs(totals["mean_score"] - sum(scores) / 5) < 1e-9
    assert all(row["first_choice_score"] >= row["score"] for row in found["assignments"])
    assert answer(make.client().get(f"/plans/{found['id']}"), 200) == found
    # It is a proposal: nobody was asked.
    assert counted(make, *TRACES) == before


def test_a_free_place_counts_where_somebody_planned_for_may_have_it(make: Making) -> None:
    make.mentee(), make.mentor(capacity=2)
    make.mentor(status="paused"), make.mentor(languages=["es"]), make.mentor(training=None)
    totals = plan(make)["totals"]
    assert (totals["mentors_with_a_free_place"], totals["mentors_proposed"]) == (1, 1)


def test_the_same_people_get_the_same_plan(make: Making) -> None:
    for _ in range(4):
        make.mentee()
        make.mentor(capacity=1)
    for objective in ("total", "fair", "even"):
        first, second = plan(make, objective=objective), plan(make, objective=objective)
        assert first["assignments"] == second["assignments"] and first["objective"] == objective


def test_an_empty_waiting_list_has_an_empty_plan(make: Making) -> None:
    found = plan(make)
    assert (found["assignments"], found["unmatched"], found["totals"]["mean_score"]) == ([], [], None)


def test_those_named_who_may_not_be_matched_now_are_told_with_the_reason(make: Making) -> None:
    make.mentor(capacity=5)
    waiting, other = make.mentee(), make.mentee()
    asked, held, silent = make.mentee(), make.mentee(status="on_hold"), make.mentee(consents=[])
    make.match(mentee_id=asked)
    found = plan(make, mentee_ids=[waiting, asked, held, silent])
    assert set(mentors_of(found)) == {waiting}
    assert reasons_of(found) == {asked: "already_matched", held: "not_waiting", silent: "no_consent"}
    assert found["totals"]["unmatched"] == 3
    # Nobody asked for them here: they are no part of the waiting list.
    everyone = plan(make)
    assert set(mentors_of(everyone)) == {waiting, other} and everyone["unmatched"] == []


def test_for_whom_there_is_nobody_it_says_what_excludes_how_many(make: Making) -> None:
    mentee_id = make.mentee(preferences=MEN_ONLY)
    for _ in range(2):
        make.mentor(background={"gender": "woman"})
    make.mentor(status="paused")
    (row,) = plan(make)["unmatched"]
    assert row == {
        "mentee_id": mentee_id,
        "reasons": [{"reason": "no_one_eligible", "text": "No mentor can be matched with this mentee now."}],
        "excluded": [{"reason": "not_active", "count": 1}, {"reason": "mentee_preference", "count": 2}],
    }


def test_of_hundreds_of_pairs_that_are_not_known_the_first_are_told(make: Making) -> None:
    nobody = [{"mentee_id": NOBODY, "mentor_id": NOBODY}] * 500
    told = list(answer(make.client().post("/plans", {"forbidden": nobody}), 422)["errors"])
    assert (len(told), told[:2]) == (MOST_FIELDS, ["forbidden.0.mentee_id", "forbidden.0.mentor_id"])


def test_pinned_pairs_are_kept_and_forbidden_ones_never_are(make: Making) -> None:
    one, two, best, other = make.mentee(), make.mentee(), make.mentor(capacity=1), make.mentor(capacity=1)
    for mentor_id, rest in ((best, other), (other, best)):
        pinned = plan(make, pinned=[{"mentee_id": one, "mentor_id": mentor_id}])
        assert mentors_of(pinned) == {one: mentor_id, two: rest}
        forbidden = plan(make, forbidden=[{"mentee_id": one, "mentor_id": mentor_id}])
        assert mentors_of(forbidden) == {one: rest, two: mentor_id}
    nobody = plan(make, forbidden=[{"mentee_id": one, "mentor_id": each} for each in (best, other)])
    assert reasons_of(nobody) == {one: "only_forbidden"}


def test_what_can_not_be_pinned_is_refused_as_a_match_would_be(make: Making) -> None:
    mentor_id, paused = make.mentor(capacity=1), make.mentor(status="paused")
    waiting, other, held = make.mentee(), make.mentee(), make.mentee(status="on_hold")
    refused = _refused(make, 409, pinned=[{"mentee_id": waiting, "mentor_id": paused}])
    assert (refused["code"], [each["reason"] for each in refused["reasons"]]) == ("not_eligible", ["not_active"])
    both = [{"mentee_id": each, "mentor_id": mentor_id} for each in (waiting, other)]
    assert _refused(make, 409, pinned=both)["code"] == "at_capacity"
    assert _refused(make, 409, pinned=[{"mentee_id": held, "mentor_id": mentor_id}])["code"] == "not_waiting"
    make.match(mentor_id=mentor_id)
    assert _refused(make, 409, pinned=both[:1])["code"] == "at_capacity"


def test_what_contradicts_itself_is_refused_at_its_place(make: Making) -> None:
    pair = {"mentee_id": make.mentee(), "mentor_id": make.mentor()}
    cases: list[tuple[dict[str, Any], str]] = [
        ({"mentee_ids": [NOBODY, NOBODY]}, "mentee_ids.0"),
        ({"pinned": [pair, {**pair, "mentor_id": NOBODY}]}, "pinned.0"),
        ({"pinned": [pair], "forbidden": [pair]}, "pinned.0"),
        ({"pinned": [pair], "mentee_ids": [NOBODY]}, "pinned.0"),
        ({"mentee_ids": [pair["mentee_id"], NOBODY]}, "mentee_ids.1"),
        ({"forbidden": [{**pair, "mentor_id": NOBODY}]}, "forbidden.0.mentor_id"),
        ({"mentee_ids": [elsewhere(make).mentee()]}, "mentee_ids.0"),
        ({"mentee_ids": []}, "mentee_ids"),
    ]
    for asked, path in cases:
        assert path in _refused(make, 422, **asked)["errors"], asked


def test_other_weights_make_another_plan_for_this_look_only(make: Making) -> None:
    hiker = make.mentee(interests=["hiking"], goals=["housing"])
    by_interest, by_goal = make.mentor(interests=["hiking"], goals=[]), make.mentor(interests=[], goals=["housing"])
    nothing = dict.fromkeys(
        ("experience", "availability", "stage", "background", "interests", "goals", "pathways", "style", "about"), 0
    )
    for weights, mentor_id in (({"interests": 1}, by_interest), ({"goals": 1}, by_goal)):
        found = plan(make, weights=nothing | weights)
        assert mentors_of(found) == {hiker: mentor_id}
        assert found["weights_version"] is None
    assert answer(make.client().get("/weights"), 200)["version"] == 1


def test_nobody_plans_about_themselves(make: Making) -> None:
    """Whoever coordinates, and is a mentor and a mentee here besides."""
    own_mentee, own_mentor, waiting, mentor_id = make.mentee(), make.mentor(), make.mentee(), make.mentor(capacity=3)
    before = plan(make)
    assert set(mentors_of(before)) == {own_mentee, waiting}
    add_role(make, make.coordinator_email, Kind.MENTEE, own_mentee)
    add_role(make, make.coordinator_email, Kind.MENTOR, own_mentor)
    found = plan(make)
    assert mentors_of(found) == {waiting: mentor_id} and found["unmatched"] == []
    for asked in (
        {"mentee_ids": [own_mentee]},
        {"pinned": [{"mentee_id": waiting, "mentor_id": own_mentor}]},
        {"forbidden": [{"mentee_id": waiting, "mentor_id": own_mentor}]},
    ):
        assert _refused(make, 403, **asked)["code"] == "forbidden"
    # Nor do they read what somebody else's plan has for them.
    shown = answer(coordinator(make).get(f"/plans/{before['id']}"), 200)
    assert set(mentors_of(shown)) <= {waiting} and own_mentor not in mentors_of(shown).values()
    body = {"mentee_ids": [own_mentee], "rationale": "They share a lot."}
    answer(coordinator(make).post(f"/plans/{before['id']}/confirmations", body), 422)


def test_what_a_plan_comes_to_says_nothing_of_the_asker_s_own_pair(make: Making) -> None:
    """Somebody else's plan: what the totals say, less the rows that are seen, is nothing."""
    mentees, mentor_id = [make.mentee() for _ in range(3)], make.mentor(capacity=2)
    before = plan(make)
    own, *others = sorted(mentees, key=lambda mentee_id: mentee_id not in mentors_of(before))
    add_role(make, make.coordinator_email, Kind.MENTEE, own)
    shown = answer(coordinator(make).get(f"/plans/{before['id']}"), 200)
    assert set(mentors_of(shown)) | set(reasons_of(shown)) == set(others)
    score = shown["assignments"][0]["score"]
    assert shown["totals"] == before["totals"] | {
        "matched": 1, "unmatched": 1, "mean_score": score, "worst_score": score, "lowest_tenth": score,
        "blocking_pairs": None, "mentors_with_a_free_place": 1, "mentors_proposed": 1,
    }  # fmt: skip
    assert set(mentors_of(shown).values()) == {mentor_id}


def test_what_stands_in_the_way_is_not_counted_of_the_asker_s_own_profile(make: Making) -> None:
    """A mentor of theirs: a reason of theirs alone would say whose card they had seen, and what the other answered."""
    waiting, own, other = make.mentee(), make.mentor(), make.mentor()
    for mentor_id in (own, other):
        answer(coordinator(make).post("/kept-apart", {"mentee_id": waiting, "mentor_id": mentor_id}), 201)
    (before,) = plan(make)["unmatched"]
    add_role(make, make.coordinator_email, Kind.MENTOR, own)
    (after,) = plan(make)["unmatched"]
    assert before["excluded"] == [{"reason": "kept_apart", "count": 2}]
    assert after["excluded"] == [{"reason": "kept_apart", "count": 1}]


def test_a_plan_of_the_asker_s_own_pair_alone_comes_to_nothing(make: Making) -> None:
    own, _ = make.mentee(), make.mentor()
    before = plan(make)
    assert before["totals"]["matched"] == 1
    add_role(make, make.coordinator_email, Kind.MENTEE, own)
    totals = answer(coordinator(make).get(f"/plans/{before['id']}"), 200)["totals"]
    assert (totals["matched"], totals["unmatched"], totals["mentors_proposed"]) == (0, 0, 0)
    assert totals["mean_score"] is totals["worst_score"] is totals["lowest_tenth"] is totals["blocking_pairs"] is None


def test_plans_are_for_coordinators_of_the_program(make: Making) -> None:
    found = plan(make)
    path = f"/plans/{found['id']}"
    others = [elsewhere(make).client(), administrator(make), make.client_of(Kind.MENTEE, make.mentee())]
    for client in others:
        assert seen(client.get(path)) == seen(client.get(f"/plans/{NOBODY}"))
        assert client.delete(path).status_code == 404
        body = {"mentee_ids": [NOBODY], "rationale": "They share a lot."}
        assert client.post(f"{path}/confirmations", body).status_code == 404
    assert [client.post("/plans", {}).status_code for client in others] == [201, 403, 403]
    assert answer(make.client().get(path), 200) == found


def test_plans_are_listed_without_their_rows_the_newest_first(make: Making) -> None:
    plans = [plan(make, objective=objective) for objective in ("fair", "even")]
    heads = [{key: each[key] for key in each if key not in ("assignments", "unmatched", "totals")} for each in plans]
    assert answer(make.client().get("/plans"), 200) == {"items": heads[::-1], "next_cursor": None}
    assert answer(make.client().get("/plans?limit=1"), 200)["items"] == heads[1:]


def test_a_plan_that_is_discarded_is_gone_and_its_matches_stay(make: Making) -> None:
    mentee_id = make.mentee()
    make.mentor()
    path = f"/plans/{plan(make)['id']}"
    body = {"mentee_ids": [mentee_id], "rationale": "They share a lot."}
    (row,) = answer(make.client().post(f"{path}/confirmations", body), 200)["confirmed"]
    assert make.client().delete(path).status_code == 204
    assert seen(make.client().get(path)) == seen(make.client().get(f"/plans/{NOBODY}"))
    assert make.client().delete(path).status_code == 404
    assert answer(make.client().get(f"/matches/{row['match']['id']}"), 200)["state"] == MatchState.CONFIRMED
