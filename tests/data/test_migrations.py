"""The migrations make the schema that the models speak of, from nothing and back, with data in it."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from api.app import create_app
from api.services import health
from data.db import Base, db, reading
from data.models import Run
from tests.conftest import settings
from tests.data.filled import TABLES, fill
from tests.databases import PostgresServer
from tests.making import Making

_numbers = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The app on a database without any table."""
    if request.param == "sqlite":
        yield from _app(f"sqlite:///{tmp_path / 'empty.sqlite'}")
        return
    server: PostgresServer = request.getfixturevalue("postgresql_server")
    name = f"empty_{next(_numbers)}"
    server.create(name)
    yield from _app(server.url(name))
    server.drop(name)


def _app(url: str) -> Iterator[Flask]:
    app = create_app(settings(url))
    yield app
    with app.app_context():
        db.engine.dispose()


def _tables(app: Flask) -> set[str]:
    with app.app_context():
        return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def _rows(app: Flask) -> dict[str, list[Any]]:
    with app.app_context(), db.engine.connect() as connection:
        return {
            table: sorted(map(repr, connection.execute(text(f"SELECT * FROM {table}"))))
            for table in sorted(_tables(app))
        }


def _difference(app: Flask) -> int:
    return app.test_cli_runner().invoke(args=["db", "check"]).exit_code


def test_the_tables_are_made_from_nothing_are_gone_at_the_base_and_come_again(empty: Flask) -> None:
    assert _tables(empty) == set()
    for _ in range(2):
        with empty.app_context():
            upgrade()
            assert health.storage_state() == health.READY
        assert _tables(empty) == set(Base.metadata.tables)
        assert _difference(empty) == 0
        with empty.app_context():
            downgrade(revision="base")
            assert health.storage_state() == health.NOT_MIGRATED
        assert _tables(empty) == set()


def test_every_column_of_the_models_is_there_and_no_other(app: Flask) -> None:
    with app.app_context():
        there = inspect(db.engine)
        for name, table in Base.metadata.tables.items():
            columns = {column["name"]: column["nullable"] for column in there.get_columns(name)}
            assert columns == {column.name: column.nullable for column in table.columns}, name


def test_the_models_say_what_the_migrations_made(app: Flask) -> None:
    assert _difference(app) == 0


def test_a_difference_would_be_found(app: Flask) -> None:
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_matches_of_mentor"))
    assert _difference(app) == 1


def test_the_tables_hold_a_whole_story_and_migrating_again_leaves_it(app: Flask, make: Making) -> None:
    fill(make)
    before = _rows(app)
    assert [table for table in TABLES if not before[table]] == []
    with app.app_context():
        upgrade()
    assert _rows(app) == before


def test_tables_with_data_in_them_can_be_taken_down_and_made_again(app: Flask, make: Making) -> None:
    fill(make)
    with app.app_context():
        downgrade(revision="base")
        upgrade()
    rows = _rows(app)
    assert {table for table, found in rows.items() if found} == {"audit_heads"}
    Making(app)


def test_a_step_back_and_forth_keeps_everything_that_both_versions_know(app: Flask, make: Making) -> None:
    fill(make)
    before = _counts(app)
    with app.app_context():
        downgrade(revision="0001")
        upgrade()
        assert health.storage_state() == health.READY
    only_known_to_the_newer = {"address_messages": 0, "sign_in_tries": 0}
    only_known_to_the_newer |= {"plans": 0, "pool_changes": 0}
    only_known_to_the_newer |= {"one_time_secrets": before["one_time_secrets"] - 2}
    assert _counts(app) == before | only_known_to_the_newer
    assert _difference(app) == 0


def test_runs_of_before_know_whom_they_showed_and_programs_of_before_have_a_counter(app: Flask, make: Making) -> None:
    fill(make)
    before = _whom_runs_showed(make)
    assert any(before)
    with app.app_context():
        downgrade(revision="0003")
        upgrade()
    assert _whom_runs_showed(make) == before
    assert _rows(app)["pool_heads"] == [f"({make.program_id!r}, 0)"]


def _whom_runs_showed(make: Making) -> list[list[str]]:
    with make.app.app_context(), reading(make.program_id) as session:
        return list(session.scalars(select(Run.mentor_ids).order_by(Run.id)))


def _counts(app: Flask) -> dict[str, int]:
    return {table: len(rows) for table, rows in _rows(app).items()}
