"""A plan that takes long is worked out after the answer; it can be cancelled, and left behind by its process."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event
from time import monotonic
from typing import Any

import pytest
import time_machine

from api import background
from api.services.due import running as due
from api.services.plans import asking, running, solving
from data.db import reading
from data.store import plans
from tests.api.cli.running import run_well
from tests.api.rest.asking import NOBODY, counted, seen
from tests.api.rest.test_plans import mentors_of
from tests.conftest import answer
from tests.making import Making

PATIENCE = 10.0


@pytest.fixture(autouse=True)
def every_plan_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 0)


@contextmanager
def _busy(make: Making, with_more: int = 0) -> Iterator[None]:
    """The thread in the background has something else to do for the time being."""
    going, may_end = Event(), Event()
    with make.app.app_context():
        background.current().put(lambda: (going.set(), may_end.wait(PATIENCE))[0])
        assert going.wait(PATIENCE)
        for _ in range(with_more):
            background.current().put(lambda: None)
    try:
        yield
    finally:
        may_end.set()
        _until_idle(make)


def _until_idle(make: Making) -> None:
    done = Event()
    with make.app.app_context():
        background.current().put(done.set)
    assert done.wait(PATIENCE)


def _ask(make: Making) -> dict[str, Any]:
    make.mentee()
    make.mentor()
    response = make.client().post("/plans", {})
    begun: dict[str, Any] = answer(response, 202)
    assert response.headers["Location"] == f"/api/v1/plans/{begun['id']}"
    return begun


def _state(make: Making, plan_id: str) -> str:
    return str(answer(make.client().get(f"/plans/{plan_id}"), 200)["state"])


def _stored(make: Making, plan_id: str) -> Any:
    with make.app.app_context(), reading(make.program_id):
        return plans.find(plan_id)


def test_a_large_plan_is_worked_out_by_and_by(make: Making) -> None:
    with _busy(make):
        begun = _ask(make)
        assert (begun["state"], begun["progress"], begun["assignments"], begun["totals"]) == ("running", 0, [], None)
        assert answer(make.client().get(f"/plans/{begun['id']}"), 200) == begun
    found = answer(make.client().get(f"/plans/{begun['id']}"), 200)
    assert (found["state"], found["progress"], len(mentors_of(found))) == ("done", 1, 1)


def test_a_plan_that_is_cancelled_stays_so(make: Making) -> None:
    with _busy(make):
        path = f"/plans/{_ask(make)['id']}"
        assert make.client().delete(path).status_code == 204
        assert answer(make.client().get(path), 200)["state"] == "cancelled"
    found = answer(make.client().get(path), 200)
    assert (found["state"], found["assignments"]) == ("cancelled", [])
    assert make.client().delete(path).status_code == 204
    assert seen(make.client().get(path)) == seen(make.client().get(f"/plans/{NOBODY}"))


def test_it_stops_at_its_next_step_once_nobody_waits_for_it(make: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SECONDS_BETWEEN", 0.0)
    with _busy(make):
        plan_id = _ask(make)["id"]
        assert make.client().delete(f"/plans/{plan_id}").status_code == 204
    telling = running.Telling(make.program_id, plan_id)
    with make.app.app_context(), pytest.raises(running.Stopped):
        telling(0.5)


def test_how_far_it_is_is_told(make: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SECONDS_BETWEEN", 0.0)
    with _busy(make):
        plan_id = _ask(make)["id"]
        with make.app.app_context():
            running.Telling(make.program_id, plan_id)(0.25)
        assert answer(make.client().get(f"/plans/{plan_id}"), 200)["progress"] == 0.25


def test_what_its_process_left_behind_is_to_be_run_again(make: Making) -> None:
    with _busy(make):
        plan_id = _ask(make)["id"]
        now = datetime.now(UTC)
        with time_machine.travel(now + running.LEFT_AFTER - timedelta(seconds=30)):
            assert _state(make, plan_id) == "running"
        with time_machine.travel(now + running.LEFT_AFTER + timedelta(seconds=30)):
            assert _state(make, plan_id) == "to_be_run_again"
            assert _stored(make, plan_id).state == "running"
            with make.app.app_context():
                due.run({"harbor": make.program_id})
            assert _stored(make, plan_id).state == "to_be_run_again"
    # Its worker was only slow: it writes nothing over what was told.
    assert _state(make, plan_id) == "to_be_run_again"


def test_what_goes_wrong_leaves_a_plan_to_be_run_again(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    with _busy(make):
        pinned = [{"mentee_id": mentee_id, "mentor_id": mentor_id}]
        plan_id = answer(make.client().post("/plans", {"pinned": pinned}), 202)["id"]
        answer(make.client().post(f"/mentors/{mentor_id}/moves", {"action": "pause"}), 200)
    assert _state(make, plan_id) == "to_be_run_again"


def test_a_plan_that_waits_behind_others_is_not_taken_for_one_that_was_left(
    make: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "SECONDS_BETWEEN_SIGNS", 0.02)
    with _busy(make):
        plan_id = _ask(make)["id"]
        begun, last = _stored(make, plan_id).alive_at, monotonic() + PATIENCE
        while _stored(make, plan_id).alive_at == begun:
            assert monotonic() < last
    done = _stored(make, plan_id)
    assert done.state == "done"
    with make.app.app_context():
        running.still_here(make.program_id, plan_id)
    assert _stored(make, plan_id).alive_at == done.alive_at


def test_while_many_wait_another_one_is_asked_to_come_back(make: Making) -> None:
    make.mentee()
    make.mentor()
    with _busy(make, with_more=background.WAITING_AT_MOST):
        response = make.client().post("/plans", {})
        assert answer(response, 429)["code"] == "too_many_requests"
        assert int(response.headers["Retry-After"]) > 0
        assert counted(make, "plans") == {"plans": 0}


def test_a_plan_that_is_solved_in_a_process_of_its_own_is_the_same(
    make: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.mentee(), make.mentee(), make.mentor(), make.mentor(capacity=0)
    found = []
    for here_at_most in (solving.HERE_AT_MOST, 0):
        monkeypatch.setattr(solving, "HERE_AT_MOST", here_at_most)
        with _busy(make):
            plan_id = answer(make.client().post("/plans", {}), 202)["id"]
        found.append(answer(make.client().get(f"/plans/{plan_id}"), 200))
    assert [each["state"] for each in found] == ["done", "done"]
    told = ("assignments", "unmatched", "totals")
    assert [found[0][name] for name in told] == [found[1][name] for name in told]


def test_the_same_request_again_is_one_plan(make: Making) -> None:
    make.mentee()
    make.mentor()
    key = {"headers": {"Idempotency-Key": "key 1"}}
    with _busy(make):
        first = answer(make.client().post("/plans", {}, **key), 202)
        assert answer(make.client().post("/plans", {}, **key), 202) == first
    assert answer(make.client().post("/plans", {}, **key), 201)["id"] == first["id"]
    assert counted(make, "plans") == {"plans": 1}


def test_the_same_request_again_runs_a_plan_that_was_cut_short_again(make: Making) -> None:
    key = {"headers": {"Idempotency-Key": "key 1"}}
    with _busy(make):
        make.mentee(), make.mentor()
        plan_id = answer(make.client().post("/plans", {}, **key), 202)["id"]
        _leave(make, plan_id)
        newcomer = make.mentee()
        again = answer(make.client().post("/plans", {}, **key), 202)
        assert (again["id"], again["state"], again["progress"]) == (plan_id, "running", 0)
    found = answer(make.client().get(f"/plans/{plan_id}"), 200)
    assert found["state"] == "done"
    assert newcomer in mentors_of(found)
    assert counted(make, "plans") == {"plans": 1}


def test_a_plan_that_was_forgotten_is_not_made_again_by_its_key(make: Making) -> None:
    make.mentee(), make.mentor()
    key = {"headers": {"Idempotency-Key": "key 1"}}
    with _busy(make):
        plan_id = answer(make.client().post("/plans", {}, **key), 202)["id"]
    assert make.client().delete(f"/plans/{plan_id}").status_code == 204
    answer(make.client().post("/plans", {}, **key), 404)


def _leave(make: Making, plan_id: str) -> None:
    """As when its process ended long ago."""
    with time_machine.travel(datetime.now(UTC) + running.LEFT_AFTER + timedelta(seconds=30)):
        assert "harbor: 0 nudged, 0 lapsed, 0 expiring, 1 plans to run again" in run_well(make.app, "due", "run")
    assert _state(make, plan_id) == "to_be_run_again"


def test_plans_of_long_ago_are_forgotten(make: Making) -> None:
    with _busy(make):
        _ask(make)
    for days, left in ((29, 1), (31, 0)):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days)), make.app.app_context():
            due.run({"harbor": make.program_id})
        assert counted(make, "plans") == {"plans": left}
