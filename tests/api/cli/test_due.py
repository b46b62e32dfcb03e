"""``due run``: what it prints, what it does with one that fails, and when the storage is away."""

import sqlite3
from datetime import date

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

import data.engine
from api.app import create_app
from data.db import db
from tests.api.cli.running import refused, run, run_for_json, run_well
from tests.api.services.due.telling import confirm, day, match_of, told
from tests.conftest import settings
from tests.making import Making

SOON = {"completed_on": date(2026, 1, 10), "expires_on": date(2026, 10, 20)}
NONE = {"nudged": 0, "lapsed": 0, "expiring": 0, "plans_to_run_again": 0, "plans_forgotten": 0, "failures": []}
NOTHING_TO_TIDY = {"idempotency_keys": 0, "sign_in_tries": 0, "drafts": 0, "browser_sessions": 0, "failures": []}


def test_it_says_by_program_what_it_did_and_the_second_time_that_there_was_nothing(make: Making) -> None:
    elsewhere = Making(make.app, "auckland")
    for program in (make, elsewhere, make):
        confirm(program, mentor_id=program.mentor(training=SOON))
    with time_machine.travel(day(7)):
        assert run_for_json(make.app, "due", "run", "--program", "auckland") == {
            "programs": [{"program": "auckland", **NONE, "nudged": 1, "expiring": 1}],
            "housekeeping": NOTHING_TO_TIDY,
        }
        assert run_well(make.app, "due", "run").splitlines() == [
            "auckland: 0 nudged, 0 lapsed, 0 expiring, 0 plans to run again, 0 plans forgotten",
            "harbor: 2 nudged, 0 lapsed, 2 expiring, 0 plans to run again, 0 plans forgotten",
            "housekeeping: 0 idempotency keys, 0 sign in tries, 0 drafts, 0 browser sessions deleted",
        ]
    with time_machine.travel(day(15)):
        done = run_for_json(make.app, "due", "run")
        assert [(each["program"], each["lapsed"]) for each in done["programs"]] == [("auckland", 1), ("harbor", 2)]
        assert [each | {"program": None} for each in run_for_json(make.app, "due", "run")["programs"]] == [
            {"program": None, **NONE}
        ] * 2


def test_without_any_program_there_is_nothing_to_do(app: Flask) -> None:
    assert run_for_json(app, "due", "run") == {"programs": [], "housekeeping": NOTHING_TO_TIDY}


def test_an_unknown_program_is_refused(app: Flask, make: Making) -> None:
    assert "'nowhere'" in refused(app, "due", "run", "--program", "nowhere")


def test_one_that_fails_is_named_the_others_are_done_and_the_next_run_tries_it_again(make: Making) -> None:
    """A mentee whose words can't be opened stands first in the row."""
    mentee_id = make.mentee()
    broken, whole = confirm(make, mentee_id=mentee_id), [confirm(make) for _ in range(3)]
    _break(make, mentee_id)
    before = told(make)
    with time_machine.travel(day(7)):
        result = run(make.app, "due", "run")
        assert result.exit_code == 1 and "Traceback" not in result.output
        assert (
            result.stdout.splitlines()[0]
            == "harbor: 3 nudged, 0 lapsed, 0 expiring, 0 plans to run again, 0 plans forgotten"
        )
        assert result.stderr.splitlines() == [
            f"harbor: match {broken}: CannotOpen",
            "Error: 1 could not be done now; the next run tries again.",
        ]
        assert {each.match_id for each in told(make, before)} == set(whole)
        assert match_of(make, broken).nudged_at is None
        again = run(make.app, "due", "run", "--json")
        assert again.exit_code == 1
        assert f'"subject_id": "{broken}"' in again.stdout and '"nudged": 0' in again.stdout


def _break(make: Making, mentee_id: str) -> None:
    statement = "UPDATE sealed_identities SET sealed = :wrong WHERE subject_id = :subject"
    with make.app.app_context(), db.engine.begin() as connection:
        connection.execute(text(statement), {"wrong": b"x" * 40, "subject": mentee_id})


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_while_the_storage_is_locked_nothing_is_half_done_and_nobody_waits_for_each_of_many(
    make: Making, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = [confirm(make) for _ in range(6)]
    before = told(make)
    monkeypatch.setattr(data.engine, "BUSY_SECONDS", 0.1)
    app = create_app(settings(database_url))
    holder = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with time_machine.travel(day(7)):
        result = run(app, "due", "run")
        assert result.exit_code == 1 and "Traceback" not in result.output
        assert [f"harbor: match {match_id}: unavailable" in result.stderr for match_id in due] == [True] * 6
        holder.execute("ROLLBACK")
        holder.close()
        assert told(make, before) == []
        assert run_for_json(app, "due", "run")["programs"] == [{"program": "harbor", **NONE, "nudged": 6}]
    with app.app_context():
        db.engine.dispose()


def test_where_the_storage_is_away_it_says_so(tmp_path: object) -> None:
    app = create_app(settings(f"sqlite:///{tmp_path}/away/there.sqlite"))
    result = run(app, "due", "run")
    assert result.exit_code == 1
    assert result.stderr == "Error: The storage can't be reached just now. Nothing was changed.\n"
