"""The morning of a coordinator: in which order, without whom, and never anything of another program."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from api import policy
from api.services import people, tasks, today
from api.services.kinds import Kind
from api.services.pages import Page
from data.db import transaction
from data.store import accounts
from matcher.lifecycle import MatchState
from tests.making import MENTEE, Making

NOW = datetime.now(UTC)
CALLED_ONLY = {"preferred_name": "Called", "phone": "+13125550142"}


def read(make: Making, later: timedelta = timedelta()) -> dict[str, Any]:
    with make.app.app_context():
        return today.read(make.act(now=datetime.now(UTC) + later))


def kinds(found: dict[str, Any]) -> list[str]:
    return [entry["kind"] for entry in found["queue"]]


def not_safe(make: Making, mentee_id: str) -> None:
    made = make.client_of(Kind.MENTEE, mentee_id).patch(f"/mentees/{mentee_id}", {"right_now": "not_safe"})
    assert made.status_code == 200


def test_the_most_urgent_stands_first_then_the_oldest_and_each_line_tells_whom_it_is_about(make: Making) -> None:
    waiting_since = date(2026, 1, 5)
    oldest, newer = make.mentee(waiting_since=waiting_since), make.mentee(waiting_since=date(2026, 5, 1))
    lacking = make.mentor(training=None, status="active")
    make.mentor(status="applied")
    make.mentee(status="new")
    both = make.match(MatchState.ACCEPTED)
    confirmed = make.match(mentee_id=make.mentee(identity=CALLED_ONLY))
    introduced = make.match(MatchState.INTRODUCED)
    not_safe(make, make.mentee())
    found = read(make, timedelta(days=13))
    assert kinds(found) == [
        *("not_safe", "call", "said_yes", "new_mentee", "new_mentor", "lapsing", "not_started", "running_out"),
        *("waiting", "waiting"),
    ]
    by_kind = {entry["kind"]: entry for entry in reversed(found["queue"])}
    assert by_kind["call"]["person"]["name"] == "Called"
    assert by_kind["said_yes"]["match_id"] == both
    assert by_kind["lapsing"]["match_id"] == confirmed
    assert by_kind["not_started"]["match_id"] == introduced
    assert by_kind["running_out"]["person"]["id"] == lacking
    assert by_kind["running_out"]["records"] == {"training": None}
    assert [entry["person"]["id"] for entry in found["queue"][-2:]] == [oldest, newer]
    assert found["waiting"]["longest_days"] >= (NOW.date() - waiting_since).days + 12
    assert found["waiting"]["people"] == 4
    assert found["more"] == {}


def test_a_proposal_or_an_introduction_of_today_is_nothing_to_see_to_yet(make: Making) -> None:
    make.match()
    make.match(MatchState.INTRODUCED)
    make.match(MatchState.ACTIVE)
    assert kinds(read(make)) == []


def test_what_is_not_shown_is_counted(make: Making) -> None:
    for _ in range(today.OF_EACH_KIND + 2):
        make.mentee()
    found = read(make)
    assert kinds(found) == ["waiting"] * today.OF_EACH_KIND
    assert found["more"] == {"waiting": 2}


def test_a_task_that_is_done_leaves_the_queue(make: Making) -> None:
    not_safe(make, make.mentee())
    with make.app.app_context():
        task = today.read(make.act())["queue"][0]["task"]
        tasks.complete(make.act(), task["id"])
        assert tasks.urgent_first(make.act(), Page(5)).items == []
    assert "not_safe" not in kinds(read(make))


def test_a_coordinator_is_shown_nothing_of_their_own_matches_or_profile(make: Making) -> None:
    mine = make.mentor(training=None)
    own_match = make.match(MatchState.ACCEPTED, mentor_id=make.mentor())
    with make.app.app_context(), transaction(make.program_id):
        account = accounts.find(make.coordinator.account_id)
        assert account is not None
        accounts.add_membership(account, make.program_id, "mentor", NOW, mentor_id=mine)
    alike = {"preferred_name": "Casey", "email": make.coordinator_email}
    make.match(MatchState.ACCEPTED, mentor_id=make.mentor(identity=alike))
    assert kinds(read(make)) == ["said_yes", "said_yes", "running_out"]
    make.coordinator = make.actor(make.coordinator_email, "coordinator")
    found = read(make)
    assert [entry["match_id"] for entry in found["queue"]] == [own_match]
    assert mine not in str(found)


def test_nothing_of_another_program_is_there_and_nobody_else_may_read_it(make: Making, app: Flask) -> None:
    other = Making(app, slug="meadow")
    for program in (make, other):
        with app.app_context():
            people.create(program.act(), Kind.MENTEE, {**MENTEE, "identity": CALLED_ONLY})
    other.match(MatchState.ACCEPTED)
    not_safe(other, other.mentee())
    found = read(make)
    assert kinds(found) == ["waiting"]
    assert found["waiting"]["people"] == 1
    mentor = make.mentor()
    with app.app_context(), pytest.raises(policy.Forbidden):
        today.read(make.act(make.person_actor(Kind.MENTOR, mentor)))
