"""The pools that a process holds: brought up to date with their database, whatever happened to it or to them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text, update

from api.services import pools
from data.db import StorageUnavailable, reading, transaction
from data.models import PoolHead
from data.store import known, people
from data.store.people import Kind
from matcher.people import PairRecords, Program
from matcher.pool import Pool
from tests.conftest import answer
from tests.databases import SQLITE_FIRST
from tests.making import Making
from tests.pools import afresh, held
from tests.writes_on_mentors import ON_ONE

pytestmark = SQLITE_FIRST


def test_a_pool_is_moved_to_the_day_and_the_settings_of_whoever_asks(make: Making) -> None:
    make.mentor()
    today = held(make)
    in_a_year = held(make, make.act(now=datetime.now(UTC) + timedelta(days=365)))
    assert in_a_year.as_of - today.as_of == timedelta(days=365)
    administrator = make.client(make.token(make.administrator_email))
    answer(administrator.patch("/program", {"minimum_months": 3}), 200)
    assert held(make) == afresh(make).program()
    assert held(make).requirements.minimum_months == 3


def test_a_mentor_who_is_gone_from_the_database_is_gone_from_the_pool(make: Making) -> None:
    mentor_id, other_id = make.mentor(consents=[]), make.mentor()
    assert {mentor.id for mentor in held(make).mentors} == {mentor_id, other_id}
    with make.app.app_context(), transaction(make.program_id) as session:
        session.delete(people.find(Kind.MENTOR, mentor_id))
    assert {mentor.id for mentor in held(make).mentors} == {other_id}


def test_a_database_that_was_restored_from_a_backup_is_read_anew(make: Making) -> None:
    mentor_id = make.mentor(capacity=2)
    ON_ONE["capacity"](make.client(), mentor_id, 1)
    held(make)
    with make.app.app_context(), transaction(None) as session:
        session.execute(update(PoolHead).where(PoolHead.program_id == make.program_id).values(version=0))
        session.execute(text("UPDATE mentors SET capacity = 2"))
        session.execute(text("DELETE FROM pool_changes"))
    assert held(make) == afresh(make).program()


def test_whoever_began_before_a_change_does_not_have_all_of_it_read_again(
    make: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    mentor_id = make.mentor()
    held(make)
    monkeypatch.setattr(pools, "_loaded", None)
    with ThreadPoolExecutor(1) as elsewhere, make.app.app_context(), reading(make.program_id):
        assert people.find(Kind.MENTOR, mentor_id).capacity == 2
        newer = elsewhere.submit(_after_a_write, make, mentor_id).result(timeout=10)
        with pools.up_to_date(make.act()) as pool:
            assert pool.program() == newer
    assert held(make) == afresh(make).program()


def test_a_pool_that_could_not_take_everything_in_is_read_anew(make: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    mentor_ids = [make.mentor() for _ in range(3)]
    held(make)
    for mentor_id in mentor_ids:
        ON_ONE["capacity"](make.client(), mentor_id, 5)
    with monkeypatch.context() as broken:
        broken.setattr(Pool, "put", _put_one_and_fail(Pool.put))
        with pytest.raises(StorageUnavailable):
            held(make)
    assert held(make) == afresh(make).program()


def _put_one_and_fail(put: Any) -> Any:
    calls = count()

    def failing(*given: Any) -> None:
        if next(calls):
            raise StorageUnavailable
        put(*given)

    return failing


def test_programs_that_nobody_has_asked_about_for_longest_are_let_go(
    app: Flask, make: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "MOST_PROGRAMS", 2)
    programs = [make, Making(app, "second"), Making(app, "third")]
    for each in programs:
        each.mentor()
        assert len(held(each).mentors) == 1
    for each in programs:
        each.mentor()
        assert held(each) == afresh(each).program()


def test_nobody_changes_a_pool_while_somebody_else_holds_it(make: Making) -> None:
    mentor_id = make.mentor()
    with (
        ThreadPoolExecutor(1) as elsewhere,
        make.app.app_context(),
        reading(make.program_id),
        pools.up_to_date(make.act()) as pool,
    ):
        before = pool.program()
        asked = elsewhere.submit(_after_a_write, make, mentor_id)
        with pytest.raises(TimeoutError):
            asked.result(timeout=0.5)
        assert pool.program() == before
    assert asked.result(timeout=10) == afresh(make).program() != before


def _after_a_write(make: Making, mentor_id: str) -> Program:
    ON_ONE["capacity"](make.client(), mentor_id, 7)
    return held(make)


def test_others_come_in_between_and_a_change_of_theirs_is_told(make: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "AT_ONCE", 1)
    mentor_id, mentee_ids, act = make.mentor(), [make.mentee() for _ in range(3)], make.act()
    with make.app.app_context(), reading(act.program_id), ThreadPoolExecutor(1) as other:
        asked = [(known.mentee(people.find(Kind.MENTEE, mentee_id)), PairRecords()) for mentee_id in mentee_ids]
        compared = pools.in_turns(act, asked)
        assert next(compared).mentor_ids == (mentor_id,)
        other.submit(held, make).result(timeout=10)
        assert next(compared).mentor_ids == (mentor_id,)
        other.submit(_change_one, make, mentor_id).result(timeout=10)
        with pytest.raises(pools.Moved):
            next(compared)


def _change_one(make: Making, mentor_id: str) -> None:
    ON_ONE["capacity"](make.client(), mentor_id, 3)
    held(make)
