"""Prepared statements keep to one program as all others do, see what was just written, and look keys up."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from data.db import NoProgram, db, reading, transaction
from data.models import Mentee
from data.prepared import Prepared
from data.store import between, known, people
from data.store.people import Kind
from matcher.lifecycle import MenteeStatus
from tests.data.test_one_program import FOUND_IN_ROUNDABOUT_WAYS
from tests.making import Making

SOME = ["0" * 32, "1" * 32, "2" * 32]
ASKED: dict[str, Callable[[], Any]] = {
    "a mentee who is sought for": lambda: known.sought(SOME[0]),
    "records between people": lambda: between.records({each: (each,) for each in SOME}),
    "people at an address": lambda: people.at_address(SOME),
    "sealed words": lambda: people.all_words(SOME),
}


@pytest.mark.parametrize("way", FOUND_IN_ROUNDABOUT_WAYS)
def test_a_prepared_statement_finds_only_this_program_s_rows(make: Making, way: str) -> None:
    make.mentee()
    elsewhere, prepared = Making(make.app, "elsewhere"), Prepared(FOUND_IN_ROUNDABOUT_WAYS[way])
    for program, is_there in ((make, True), (elsewhere, False), (make, True)):
        with program.app.app_context(), reading(program.program_id):
            assert any(row[0] is not None for row in prepared.rows()) is is_there


@pytest.mark.parametrize("way", FOUND_IN_ROUNDABOUT_WAYS)
def test_a_prepared_statement_outside_of_any_program_is_refused(app: Flask, way: str) -> None:
    with app.app_context(), reading(None), pytest.raises(NoProgram):
        Prepared(FOUND_IN_ROUNDABOUT_WAYS[way]).rows()


def test_a_prepared_statement_sees_what_the_transaction_has_just_changed(make: Making) -> None:
    mentee_id, statuses = make.mentee(), Prepared(select(Mentee.status))
    with make.app.app_context(), transaction(make.program_id):
        people.find(Kind.MENTEE, mentee_id).status = MenteeStatus.ENDED
        assert [row.status for row in statuses.rows()] == [MenteeStatus.ENDED]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("what", ASKED)
def test_a_few_keys_are_looked_up_and_not_sought_among_all_of_a_program(make: Making, what: str) -> None:
    """SQLite is told which of the conditions is not narrow; PostgreSQL knows by its statistics."""
    with make.app.app_context(), reading(make.program_id) as session:
        steps = [row[-1] for row in session.connection().exec_driver_sql("EXPLAIN QUERY PLAN " + _sent(ASKED[what]))]
    assert any("SEARCH" in step for step in steps)
    assert not [
        step for step in steps if re.search(r"SCAN|SEARCH (?!weights_versions|pool_heads).*\(program_id=\?", step)
    ], steps


def _sent(ask: Callable[[], Any]) -> str:
    """The statement that this sends, its parameters as NULL."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    ask()
    event.remove(db.engine, "before_cursor_execute", note)
    (statement,) = sent
    return statement.replace("?", "NULL")
