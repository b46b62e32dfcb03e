"""Connections: asked whether they live where that is in doubt, and planned for once."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

import data.engine
from data.db import OnlyReading, asking, db, reading, transaction
from data.models import Program
from data.prepared import Prepared, write
from tests.making import Making

ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
SLUGS = Prepared(select(Program.slug))


@pytest.mark.parametrize("idle_seconds", [0.0, 3600.0])
def test_a_connection_that_was_asked_whether_it_lives_works_as_before(
    make: Making, monkeypatch: pytest.MonkeyPatch, idle_seconds: float
) -> None:
    monkeypatch.setattr(data.engine, "ASKED_AFTER_SECONDS", idle_seconds)
    to_three = update(Program).where(Program.id == make.program_id).values(minimum_months=3)
    with make.app.app_context():
        with pytest.raises(ZeroDivisionError), transaction(None) as session:
            session.execute(to_three)
            1 / 0  # noqa: B018
        with reading(None) as session:
            assert session.scalar(select(Program.minimum_months)) == 12


def test_each_question_sees_what_was_committed_before_it(make: Making) -> None:
    with make.app.app_context(), asking():
        before = {row.slug for row in SLUGS.rows()}
        Making(make.app, "elsewhere")
        assert {row.slug for row in SLUGS.rows()} - before == {"elsewhere"}


def test_nothing_is_written_by_asking(make: Making) -> None:
    to_three = update(Program).where(Program.id == make.program_id).values(minimum_months=3)
    with make.app.app_context():
        with asking() as session:
            with pytest.raises(OnlyReading):
                session.execute(to_three)
            with pytest.raises(OnlyReading):
                write(to_three, {})
        with transaction(None) as session:
            assert session.scalar(select(Program.minimum_months)) == 12


@ON_POSTGRESQL
@pytest.mark.parametrize("way", [lambda: reading(None), asking])
def test_an_answer_that_was_read_stands_though_the_server_has_gone_since(
    app: Flask, make: Making, way: Callable[[], AbstractContextManager[Session]]
) -> None:
    with app.app_context(), db.engine.connect() as other:
        with way():
            found = [row.slug for row in SLUGS.rows()]
            cut = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            other.execute(text(f"{cut} AND datname = current_database()"))
        assert found == ["harbor"]
        with reading(None):
            assert [row.slug for row in SLUGS.rows()] == found


@ON_POSTGRESQL
def test_what_was_planned_for_one_request_is_still_planned_for_the_next(app: Flask, make: Making) -> None:
    with app.app_context():
        for _ in range(10):
            with reading(None):
                SLUGS.rows()
        with transaction(None) as session:
            planned = session.scalars(text("SELECT statement FROM pg_prepared_statements")).all()
    assert any("programs.slug" in each for each in planned)
