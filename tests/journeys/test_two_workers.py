"""Two worker processes on one database: what was acknowledged by one is in the next answer of the other."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from itertools import cycle, islice
from typing import Any

import pytest
from flask import Flask

from api.services import imports, pairs
from data.db import reading
from data.store import people
from data.store.people import Kind
from matcher.rank import rank
from matcher.weights import DEFAULT_WEIGHTS
from tests.conftest import answer
from tests.making import MENTOR, Client, Making
from tests.pools import afresh, held
from tests.worker import Remote, another_worker
from tests.writes_on_mentors import ON_ONE, Write

TIMES = [30, pytest.param(500, marks=[pytest.mark.slow, pytest.mark.timeout(600)])]
LIMIT = 100


@pytest.fixture
def other(database_url: str, app: Flask) -> Iterator[Any]:
    """A second process on the same database."""
    with another_worker(database_url) as remote:
        yield remote


def _expected(make: Making, mentee_id: str) -> list[tuple[str, int, float]]:
    """The list that a pool built afresh gives."""
    pool = afresh(make)
    with make.app.app_context(), reading(make.program_id):
        row = people.find(Kind.MENTEE, mentee_id)
        as_known, between = pairs.with_records(make.act(), row)
        ranking = rank(as_known, pool, between, DEFAULT_WEIGHTS, LIMIT)
    return [(each.mentor_id, each.free_places, round(each.score, 9)) for each in ranking.suggestions]


def _told(client: Client, mentee_id: str) -> list[tuple[str, int, float]]:
    run = answer(client.get(f"/mentees/{mentee_id}/suggestions?limit={LIMIT}"), 200)
    return [(each["mentor_id"], each["mentor"]["free_places"], round(each["score"], 9)) for each in run["suggestions"]]


def _confirm_or_withdraw(make: Making, mentee_id: str) -> Write:
    def write(client: Client, _mentor_id: str, _number: int) -> None:
        found = answer(client.get("/matches?state=confirmed"), 200)["items"]
        if found:
            answer(client.post(f"/matches/{found[0]['id']}/moves", {"action": "withdraw"}), 200)
        else:
            mentor_id = _told(client, mentee_id)[0][0]
            body = {"mentee_id": mentee_id, "mentor_id": mentor_id, "rationale": "A good fit."}
            answer(client.post("/matches", body), 201)

    return write


def _import_one(make: Making) -> Write:
    def write(_client: Client, _mentor_id: str, number: int) -> None:
        contact = {"channel": "email", "email_ok": True, "text_ok": False, "voicemail_ok": False}
        identity = {"preferred_name": "Sam", "email": f"imported{number}@person.example.org", "contact": contact}
        with make.app.app_context():
            imports.import_people(make.system(), Kind.MENTOR, [(2, deepcopy(MENTOR) | {"identity": identity})])

    return write


@pytest.mark.parametrize("times", TIMES)
def test_what_one_process_wrote_is_in_the_next_answer_of_the_other(make: Making, other: Remote, times: int) -> None:
    token, alike = make.token(make.coordinator_email), {"about": "I bake and read.", "interests": ["cooking"]}
    here, there = make.client(token), Client(other, token)
    asker, matched = make.mentee(**alike), make.mentee()
    mentor_ids = [make.mentor(capacity=40, **alike) for _ in range(5)]
    writes = ON_ONE | {"match": _confirm_or_withdraw(make, matched), "import": _import_one(make)}
    before = _told(there, asker)
    changed = set()
    for number, (name, write) in enumerate(islice(cycle(writes.items()), times)):
        writer, asked = (here, there) if number // len(writes) % 2 == 0 else (there, here)
        write(writer, mentor_ids[number % len(mentor_ids)], number)
        told = _told(asked, asker)
        assert told == _expected(make, asker), (name, number)
        changed |= {name} if told != before else set()
        before = told
    assert changed == set(writes)


@pytest.mark.parametrize("times", TIMES)
def test_with_many_who_write_at_once_each_finds_their_own_write_elsewhere(
    make: Making, other: Remote, times: int
) -> None:
    token, mentee_id = make.token(make.coordinator_email), make.mentee()
    mentor_ids = [make.mentor() for _ in range(5)]

    def write_and_ask(mentor_id: str) -> list[tuple[int, int]]:
        here, there = make.client(token), Client(other, token)
        found = []
        for number in range(1, 1 + times // len(mentor_ids)):
            capacity = 1 + number % 50
            writer, asked = (here, there) if number % 2 else (there, here)
            answer(writer.put(f"/mentors/{mentor_id}/capacity", {"capacity": capacity}), 200)
            pair = answer(asked.get(f"/mentees/{mentee_id}/suggestions/{mentor_id}"), 200)
            found.append((capacity, pair["mentor"]["free_places"]))
        return found

    with ThreadPoolExecutor(len(mentor_ids)) as at_once:
        for found in at_once.map(write_and_ask, mentor_ids):
            assert [free for _, free in found] == [capacity for capacity, _ in found]
    assert held(make) == afresh(make).program()
