"""Rows of a plan become matches: each as if it were confirmed alone, and what stands in the way of one is told."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from data.db import transaction
from data.models import Match
from data.store import plans
from matcher.lifecycle import MatchState
from tests.api.rest.asking import NOBODY, coordinator, counted, told
from tests.api.rest.test_plans import mentors_of, plan
from tests.conftest import answer
from tests.making import Making

WHY = "They share a lot."
KEY = {"headers": {"Idempotency-Key": "key 1"}}


def _confirm(make: Making, plan_id: str, mentee_ids: list[str], status: int = 200, **options: Any) -> dict[str, Any]:
    body = {"mentee_ids": mentee_ids, "rationale": WHY}
    done: dict[str, Any] = answer(coordinator(make).post(f"/plans/{plan_id}/confirmations", body, **options), status)
    return done


def _confirmed(done: dict[str, Any]) -> list[str]:
    return [row["mentee_id"] for row in done["confirmed"]]


def _refused(done: dict[str, Any]) -> dict[str, str]:
    return {row["mentee_id"]: row["code"] for row in done["refused"]}


def test_each_row_is_a_match_as_if_it_were_confirmed_alone(make: Making) -> None:
    chosen, other, third = make.mentee(), make.mentee(), make.mentee()
    make.mentor(capacity=3)
    found = plan(make)
    done = _confirm(make, found["id"], [chosen, other])
    assert _confirmed(done) == [chosen, other] and done["refused"] == []
    for row in done["confirmed"]:
        match = answer(make.client().get(f"/matches/{row['match']['id']}"), 200)
        assert match == row["match"]
        assert (match["mentor_id"], match["rationale"]) == (mentors_of(found)[row["mentee_id"]], WHY)
        assert told(make, match["id"]) == [("mentee", "asked"), ("mentor", "asked")]
    assert answer(make.client().get("/matches"), 200)["items"][-1]["mentee_id"] in (chosen, other)
    assert third in mentors_of(answer(make.client().get(f"/plans/{found['id']}"), 200))


def test_what_has_changed_since_is_told_row_by_row_and_leaves_the_others_done(make: Making) -> None:
    mentees, mentors = [make.mentee() for _ in range(5)], [make.mentor(capacity=1) for _ in range(5)]
    found = plan(make, pinned=[{"mentee_id": a, "mentor_id": b} for a, b in zip(mentees, mentors, strict=True)])
    asked, held, full, paused, fine = mentees
    make.match(mentee_id=asked)
    answer(make.client().post(f"/mentees/{held}/moves", {"action": "hold"}), 200)
    make.match(mentor_id=mentors[2])
    answer(make.client().post(f"/mentors/{mentors[3]}/moves", {"action": "pause"}), 200)
    done = _confirm(make, found["id"], mentees)
    assert _confirmed(done) == [fine]
    assert _refused(done) == {
        asked: "already_matched",
        held: "not_waiting",
        full: "at_capacity",
        paused: "not_eligible",
    }
    reasons = {row["mentee_id"]: [each["reason"] for each in row["reasons"]] for row in done["refused"]}
    assert reasons == {asked: [], held: [], full: [], paused: ["not_active"]}
    assert all(row["detail"].endswith(".") for row in done["refused"])


def test_who_is_not_in_the_plan_is_not_confirmed_nor_is_anybody_else(make: Making) -> None:
    mentee_id, left_over = make.mentee(), make.mentee(preferences={"must": [{"about": "gender", "any_of": ["man"]}]})
    make.mentor()
    found = plan(make)
    before = counted(make, "matches", "audit")
    for other in (left_over, NOBODY):
        assert list(_confirm(make, found["id"], [mentee_id, other], 422)["errors"]) == ["mentee_ids.1"]
    assert "mentee_ids.0" in _confirm(make, found["id"], [mentee_id, mentee_id], 422)["errors"]
    assert counted(make, "matches", "audit") == before


def test_a_plan_that_is_not_done_confirms_nothing(make: Making) -> None:
    mentee_id = make.mentee()
    make.mentor()
    found = plan(make)
    for state in (plans.PlanState.RUNNING, plans.PlanState.CANCELLED, plans.PlanState.TO_BE_RUN_AGAIN):
        with make.app.app_context(), transaction(make.program_id):
            row = plans.lock(found["id"])
            assert row is not None
            row.state = state
        assert _confirm(make, found["id"], [mentee_id], 409)["code"] == "not_ready"


def test_the_same_request_again_tells_of_the_same_matches(make: Making) -> None:
    mentees = [make.mentee() for _ in range(3)]
    make.mentor(capacity=3)
    found = plan(make)
    first = _confirm(make, found["id"], mentees[:2], **KEY)
    assert _confirm(make, found["id"], mentees[:2], **KEY) == first
    assert counted(make, "matches") == {"matches": 2}
    assert _confirm(make, found["id"], mentees, 422, **KEY)["code"] == "idempotency_key_reused"
    # Without the key it is another request.
    assert _refused(_confirm(make, found["id"], mentees[:2])) == dict.fromkeys(mentees[:2], "already_matched")


def test_a_request_that_was_cut_short_goes_on_where_it_ended(make: Making) -> None:
    mentees = [make.mentee() for _ in range(3)]
    make.mentor(capacity=3)
    found = plan(make)
    with _storage_that_fails_at_the(2):
        assert _confirm(make, found["id"], mentees, 503, **KEY)["code"] == "unavailable"
    assert counted(make, "matches") == {"matches": 1}
    done = _confirm(make, found["id"], mentees, **KEY)
    assert _confirmed(done) == mentees and done["refused"] == []
    assert counted(make, "matches") == {"matches": 3}


def test_two_who_confirm_their_plans_at_once_never_take_a_place_twice(make: Making) -> None:
    mentees, mentors = [make.mentee() for _ in range(4)], [make.mentor(capacity=1), make.mentor(capacity=1)]
    half, rest = mentees[:2], mentees[2:]
    found = [plan(make, mentee_ids=some)["id"] for some in (half, rest)]
    client = coordinator(make)

    def confirm(some: tuple[str, list[str]]) -> Any:
        return client.post(f"/plans/{some[0]}/confirmations", {"mentee_ids": some[1], "rationale": WHY})

    with ThreadPoolExecutor(2) as both:
        done = [answer(each, 200) for each in both.map(confirm, zip(found, (half, rest), strict=True))]
    matches = answer(client.get("/matches"), 200)["items"]
    assert Counter(match["mentor_id"] for match in matches) == dict.fromkeys(mentors, 1)
    assert {match["state"] for match in matches} == {MatchState.CONFIRMED}
    assert sum(len(each["confirmed"]) for each in done) == 2
    codes = {code for each in done for code in _refused(each).values()}
    assert codes <= {"at_capacity", "conflict"} and sum(len(each["refused"]) for each in done) == 2


@contextmanager
def _storage_that_fails_at_the(number: int) -> Iterator[None]:
    """The database is away just when that match would be written."""
    written: list[str] = []

    def fail(_mapper: Any, _connection: Any, match: Match) -> None:
        written.append(match.id)
        if len(written) == number:
            raise OperationalError("INSERT", {}, Exception("away"))

    event.listen(Match, "before_insert", fail)
    try:
        yield
    finally:
        event.remove(Match, "before_insert", fail)


def test_a_rationale_is_asked_for(make: Making) -> None:
    path = f"/plans/{plan(make)['id']}/confirmations"
    assert "rationale" in answer(make.client().post(path, {"mentee_ids": [NOBODY]}), 422)["errors"]
