"""One use-case is one transaction: all of it or nothing, and whoever is second waits."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import select, text, update

import data.engine
from api.app import create_app
from data.db import Conflict, OnlyReading, StorageUnavailable, before_commit, connection, db, reading, transaction
from data.models import Program
from data.prepared import write
from data.store import accounts, programs
from tests.conftest import settings
from tests.making import Making

T = TypeVar("T")
THREADS, TIMES = 8, 20
NOW = datetime(2026, 11, 23, tzinfo=UTC)


class Broken(Exception):
    pass


def _minimum_months(make: Making) -> int:
    with make.app.app_context(), reading(None):
        program = programs.find(make.program_id)
        assert program is not None
        return program.minimum_months


def _set_minimum_months(make: Making, months: int) -> None:
    with make.app.app_context(), transaction(None):
        program = programs.find(make.program_id)
        assert program is not None
        program.minimum_months = months


def _elsewhere(act: Callable[[], T]) -> T:
    """Done in another thread, and thus on another connection, while this one holds what it holds."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act).result(timeout=60)


def test_an_error_leaves_nothing(app: Flask, make: Making) -> None:
    with app.app_context(), pytest.raises(Broken), transaction(None):
        accounts.add("somebody@example.org", NOW)
        raise Broken
    with app.app_context(), reading(None):
        assert accounts.by_email("somebody@example.org") is None


def test_an_error_in_the_last_act_leaves_nothing(app: Flask) -> None:
    def fail() -> None:
        raise Broken

    with app.app_context(), pytest.raises(Broken), transaction(None):
        before_commit(fail)
        accounts.add("somebody@example.org", NOW)
    with app.app_context(), reading(None):
        assert accounts.by_email("somebody@example.org") is None


def test_last_acts_of_a_broken_transaction_are_not_done_by_the_next(app: Flask) -> None:
    done: list[str] = []
    with app.app_context():
        with pytest.raises(Broken), transaction(None):
            before_commit(lambda: done.append("of the broken one"))
            raise Broken
        with transaction(None):
            before_commit(lambda: done.append("of the next one"))
    assert done == ["of the next one"]


def test_what_is_committed_is_seen_on_another_connection_and_not_before(make: Making) -> None:
    with make.app.app_context(), transaction(None) as session:
        program = programs.find(make.program_id)
        assert program is not None
        program.minimum_months = 3
        session.flush()
        assert _elsewhere(lambda: _minimum_months(make)) == 12
    assert _elsewhere(lambda: _minimum_months(make)) == 3


@pytest.mark.parametrize("outer", [transaction, reading])
@pytest.mark.parametrize("inner", [transaction, reading])
def test_a_transaction_inside_another_is_refused_and_the_outer_one_goes_on(
    make: Making, outer: Callable, inner: Callable
) -> None:
    with make.app.app_context(), outer(None):
        with pytest.raises(RuntimeError, match="inside another"), inner(None):
            pass
        assert programs.find(make.program_id) is not None


def test_reading_writes_nothing(make: Making) -> None:
    with make.app.app_context(), reading(None) as session:
        program = programs.find(make.program_id)
        assert program is not None
        program.minimum_months = 3
        with pytest.raises(OnlyReading):
            session.flush()
    assert _minimum_months(make) == 12


def test_a_write_past_the_session_is_refused_by_who_only_reads(make: Making) -> None:
    with make.app.app_context(), reading(None) as session:
        to_three = update(Program).where(Program.id == make.program_id).values(minimum_months=3)
        with pytest.raises(OnlyReading):
            session.execute(to_three)
        with pytest.raises(OnlyReading):
            write(to_three, {})
    assert _minimum_months(make) == 12


def test_a_write_past_our_own_checks_leaves_nothing(make: Making) -> None:
    with make.app.app_context(), suppress(StorageUnavailable), reading(None):
        connection().execute(update(Program).where(Program.id == make.program_id).values(minimum_months=3))
    assert _minimum_months(make) == 12


def test_many_writers_wait_for_each_other_and_lose_nothing(make: Making) -> None:
    def add_one(_: int) -> None:
        for _time in range(TIMES):
            with make.app.app_context(), transaction(None) as session:
                program = session.scalars(select(Program).where(Program.id == make.program_id).with_for_update()).one()
                program.minimum_months += 1

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(add_one, range(THREADS)))
    assert _minimum_months(make) == 12 + THREADS * TIMES


def test_a_read_before_does_not_make_the_write_after_it_fail(make: Making) -> None:
    """Sign-in reads, others write, then the use-case writes: on SQLite an upgraded transaction would be refused."""

    def read_then_write(number: int) -> None:
        for _time in range(TIMES):
            _minimum_months(make)
            _set_minimum_months(make, number)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(read_then_write, range(THREADS)))
    assert _minimum_months(make) in range(THREADS)


def test_a_reader_stops_no_writer(make: Making) -> None:
    with make.app.app_context(), reading(None):
        programs.find(make.program_id)
        _elsewhere(lambda: _set_minimum_months(make, 5))
    assert _minimum_months(make) == 5


def test_a_writer_stops_no_reader(make: Making) -> None:
    with make.app.app_context(), transaction(None) as session:
        session.execute(text("UPDATE programs SET minimum_months = 5"))
        assert _elsewhere(lambda: _minimum_months(make)) == 12


def test_a_second_writer_of_the_same_row_waits_and_then_sees_what_the_first_wrote(make: Making) -> None:
    started = Event()

    def add_ten() -> None:
        with make.app.app_context(), transaction(None) as session:
            started.set()
            statement = select(Program).where(Program.id == make.program_id).with_for_update()
            session.scalars(statement).one().minimum_months += 10

    with ThreadPoolExecutor(1) as pool:
        with make.app.app_context(), transaction(None) as session:
            program = session.scalars(select(Program).where(Program.id == make.program_id).with_for_update()).one()
            second = pool.submit(add_ten)
            started.wait(timeout=0.3)
            assert not second.done()
            program.minimum_months += 1
        second.result(timeout=30)
    assert _minimum_months(make) == 12 + 1 + 10


def test_what_a_constraint_refuses_is_a_conflict_and_leaves_nothing(app: Flask) -> None:
    with app.app_context(), transaction(None):
        accounts.add("somebody@example.org", NOW)
    with app.app_context(), pytest.raises(Conflict), transaction(None):
        accounts.add("somebody.else@example.org", NOW)
        accounts.add("Somebody@example.org", NOW)
    with app.app_context(), reading(None):
        assert accounts.by_email("somebody.else@example.org") is None


@pytest.mark.parametrize("work", [transaction, reading])
@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://nobody@/none?host={folder}/away", "sqlite:///{folder}/away/there.sqlite"]
)
def test_a_database_that_is_away_is_said_to_be_unavailable(tmp_path: Path, url: str, work: Callable) -> None:
    app = create_app(settings(url.format(folder=tmp_path)))
    with app.app_context(), pytest.raises(StorageUnavailable), work(None):
        pass
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_database_that_stays_locked_is_unavailable_and_well_again_afterwards(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data.engine, "BUSY_SECONDS", 0.1)
    app = create_app(settings(database_url))
    holder = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with app.app_context(), pytest.raises(StorageUnavailable), transaction(None):
        pass
    with app.app_context(), reading(None):
        assert programs.count() == 0
    holder.execute("ROLLBACK")
    holder.close()
    with app.app_context(), transaction(None):
        accounts.add("somebody@example.org", NOW)
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_connection_that_was_cut_is_replaced(app: Flask, make: Making) -> None:
    with app.app_context(), db.engine.connect() as other:
        _minimum_months(make)
        cut = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        other.execute(text(f"{cut} AND datname = current_database()"))
    assert _minimum_months(make) == 12
    with app.app_context(), pytest.raises(StorageUnavailable), transaction(None) as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert _minimum_months(make) == 12
