"""A worker process is killed in the middle of a plan."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
import time_machine
from flask import Flask

from api import background
from api.services import imports
from api.services.plans import asking, running
from data.store.people import Kind
from tests.conftest import answer
from tests.making import MENTEE, MENTOR, Client, Making
from tests.worker import another_worker

# Just more pairs than are compared while the asker waits.
MENTEES, MENTORS = 1_010, 100
PATIENCE = 60.0


def _many(make: Making) -> None:
    people: dict[Kind, tuple[int, dict[str, Any]]] = {Kind.MENTEE: (MENTEES, MENTEE), Kind.MENTOR: (MENTORS, MENTOR)}
    with make.app.app_context():
        for kind, (count, body) in people.items():
            imports.import_people(make.system(), kind, [(line, deepcopy(body)) for line in range(count)])


@pytest.mark.slow
def test_a_plan_whose_process_was_killed_is_to_be_run_again_and_can_be(
    make: Making, app: Flask, database_url: str
) -> None:
    assert MENTEES * MENTORS > asking.AT_ONCE
    _many(make)
    token, key = make.token(make.coordinator_email), {"headers": {"Idempotency-Key": "plan of November"}}
    here = make.client(token)
    with another_worker(database_url) as remote:
        path = f"/plans/{answer(Client(remote, token).post('/plans', {}, **key), 202)['id']}"
        remote.process.kill()
        remote.process.wait()
    assert answer(here.get(path), 200)["state"] == "running"
    with time_machine.travel(datetime.now(UTC) + running.LEFT_AFTER + timedelta(seconds=5)):
        assert answer(here.get(path), 200)["state"] == "to_be_run_again"
        assert answer(here.get("/plans"), 200)["items"][0]["state"] == "to_be_run_again"
        answer(here.post("/plans", {}, **key), 202)
        _wait_until_idle(app)
        found = answer(here.get(path), 200)
    assert (found["state"], len(found["assignments"])) == ("done", MENTORS * MENTOR["capacity"])


def _wait_until_idle(app: Flask) -> None:
    done = Event()
    with app.app_context():
        background.current().put(done.set)
    assert done.wait(PATIENCE)
