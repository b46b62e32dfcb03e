"""From within one program no row of another is seen, changed or counted, however the query is put."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select, delete, exists, func, inspect, select, update
from sqlalchemy.orm import aliased

import data.models
from data.db import Base, InProgram, NoProgram, reading, transaction
from data.models import Account, Mentee
from tests.data.filled import fill
from tests.making import Making

assert data.models.__all__

TABLES: list[Any] = sorted(
    (mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, InProgram)),
    key=lambda table: table.__tablename__,
)
OTHER: Any = aliased(Mentee)
FOUND_IN_ROUNDABOUT_WAYS: dict[str, Select[Any]] = {
    "a count": select(func.count()).select_from(Mentee).having(func.count() > 0),
    "a count of a column": select(func.count(Mentee.id)).having(func.count(Mentee.id) > 0),
    "an alias": select(OTHER.id),
    "a count of an alias": select(func.count()).select_from(OTHER).having(func.count() > 0),
    "a join": select(Account.id).join(Mentee, Mentee.id.is_not(None)),
    "a subquery of a condition": select(Account.id).where(select(Mentee.id).exists()),
    "an exists": select(Account.id).where(exists().where(Mentee.id.is_not(None))),
    "a subquery in the answer": select(select(func.max(Mentee.id)).scalar_subquery().label("last")),
    "a subquery to select from": select(select(Mentee.id).subquery().c.id),
    "a common table expression": select(select(Mentee.id).cte().c.id),
}
CHANGES: dict[str, Callable[[Any], Any]] = {
    "update": lambda table: update(table).values(program_id=table.program_id),
    "delete": delete,
}


@pytest.fixture
def here(make: Making) -> Making:
    """A program with rows in every table."""
    fill(make)
    return make


@pytest.fixture
def elsewhere(app: Flask, here: Making) -> Making:
    """Another program, without anybody."""
    return Making(app, "elsewhere")


def _keys(make: Making, table: Any) -> list[Any]:
    key = getattr(table, inspect(table).primary_key[0].key)
    with make.app.app_context(), reading(make.program_id) as session:
        return list(session.scalars(select(key)))


def test_the_walk_covers_every_table_with_people_in_it() -> None:
    assert {table.__tablename__ for table in TABLES} >= {
        "mentees", "mentors", "sealed_identities", "kept_apart", "consents",
        "runs", "matches", "match_events", "sealed_notes", "outbox",
    }  # fmt: skip


def test_rows_are_seen_from_within_and_not_from_elsewhere(here: Making, elsewhere: Making) -> None:
    for table in TABLES:
        assert _keys(here, table), table
        assert _keys(elsewhere, table) == [], table


def test_a_row_of_another_program_is_not_found_by_its_id(here: Making, elsewhere: Making) -> None:
    for table in TABLES:
        row_id = _keys(here, table)[0]
        for make, is_there in ((here, True), (elsewhere, False)):
            with make.app.app_context(), reading(make.program_id) as session:
                assert (session.get(table, row_id) is not None) is is_there, table


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_of_another_program_can_be_changed(here: Making, elsewhere: Making, change: str) -> None:
    for table in TABLES:
        before = _keys(here, table)
        with elsewhere.app.app_context(), transaction(elsewhere.program_id) as session:
            result: Any = session.execute(CHANGES[change](table))
            assert result.rowcount == 0, table
        assert _keys(here, table) == before, table


@pytest.mark.parametrize("way", FOUND_IN_ROUNDABOUT_WAYS)
def test_no_roundabout_query_finds_another_program_s_rows(here: Making, elsewhere: Making, way: str) -> None:
    statement = FOUND_IN_ROUNDABOUT_WAYS[way]
    with here.app.app_context(), reading(here.program_id) as session:
        assert [row for row in session.execute(statement) if row[0] is not None]
    with elsewhere.app.app_context(), reading(elsewhere.program_id) as session:
        assert [row for row in session.execute(statement) if row[0] is not None] == []


@pytest.mark.parametrize("way", FOUND_IN_ROUNDABOUT_WAYS)
def test_a_roundabout_query_outside_of_any_program_is_refused(app: Flask, way: str) -> None:
    with app.app_context(), reading(None) as session, pytest.raises(NoProgram):
        session.execute(FOUND_IN_ROUNDABOUT_WAYS[way])


def test_queries_outside_of_any_program_are_refused_for_every_table(app: Flask) -> None:
    for table in TABLES:
        with app.app_context(), transaction(None) as session:
            for statement in (select(table), *(change(table) for change in CHANGES.values())):
                with pytest.raises(NoProgram):
                    session.execute(statement)
            with pytest.raises(NoProgram):
                session.get(table, "0" * 32)


def test_bare_tables_which_can_t_be_held_to_a_program_are_refused(make: Making) -> None:
    for table in TABLES:
        with make.app.app_context(), reading(make.program_id) as session, pytest.raises(NoProgram):
            session.execute(select(table.__table__))
