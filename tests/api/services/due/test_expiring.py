"""Mentors whose training or screening runs out: told once for each day of expiry, and the coordinators with them."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from api.services import statuses
from data.db import reading, transaction
from data.store import audit, people
from data.store.people import Kind
from matcher.lifecycle import MentorAction
from tests.api.rest.asking import add_role
from tests.api.services.due.telling import CONFIRMED, change_program, day, run, told
from tests.making import Making

TODAY = CONFIRMED.date()
ONCE = [("account", "expiring", "email"), ("mentor", "expiring", "email")]


def _trained(until: date | None) -> dict[str, Any]:
    return {"completed_on": date(2026, 1, 10), "expires_on": until}


def _checked(until: date | None) -> dict[str, Any]:
    return {"checked_on": date(2026, 1, 5), "expires_on": until}


def _in(days: int) -> date:
    return TODAY + timedelta(days=days)


def _change(make: Making, mentor_id: str, **changes: Any) -> None:
    with make.app.app_context(), transaction(make.program_id):
        people.edit(people.find(Kind.MENTOR, mentor_id), changes)


def _days_told(make: Making, numbers: range) -> dict[int, list[tuple[str, str, str]]]:
    before, found = told(make), {}
    for number in numbers:
        outcome = run(make, day(number))
        now = told(make, before)
        before += now
        assert outcome.done["expiring"] == Counter(each.who for each in now)["mentor"]
        assert not run(make, day(number) + timedelta(hours=1)).done
        if now:
            assert {each.match_id for each in now} == {None}
            found[number] = [(each.who, each.notice, each.channel) for each in now]
    return found


def test_a_mentor_and_the_coordinators_are_told_once_when_the_time_has_come(make: Making) -> None:
    mentor_id = make.mentor(training=_trained(_in(33)))
    make.mentor(training=_trained(None), screening=_checked(None))
    with make.app.app_context(), reading(make.program_id):
        revision = people.find(Kind.MENTOR, mentor_id).revision
    assert _days_told(make, range(6)) == {3: ONCE}
    with make.app.app_context(), reading(make.program_id):
        mentor = people.find(Kind.MENTOR, mentor_id)
        last = audit.entries(make.program_id)[-1]
        assert (mentor.training_notice_for, mentor.screening_notice_for) == (_in(33), None)
        # Whoever has the profile open to edit it is not disturbed.
        assert mentor.revision == revision
    assert (last.act, last.role, last.actor_id, last.subject_id) == ("mentor_expiry_told", "system", None, mentor_id)
    assert (last.why, last.subject_kind) == ("due_run", "mentor")


@pytest.mark.parametrize("until", [-400, -1, 0, 1, 30])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_has_expired_already_is_told_too(make: Making, until: int) -> None:
    make.mentor(screening=_checked(_in(until)))
    assert _days_told(make, range(3)) == {0: ONCE}


def test_both_at_once_is_one_notice_and_later_the_other_is_another(make: Making) -> None:
    make.mentor(training=_trained(_in(30)), screening=_checked(_in(30)))
    make.mentor(training=_trained(_in(32)), screening=_checked(_in(34)))
    assert _days_told(make, range(7)) == {0: ONCE, 2: ONCE, 4: ONCE}


def test_another_day_starts_anew_and_the_same_one_does_not(make: Making) -> None:
    mentor_id = make.mentor(training=_trained(_in(10)))
    assert _days_told(make, range(2)) == {0: ONCE}
    for until, expected in (
        (_in(400), {}),
        (_in(10), {}),
        (None, {}),
        (_in(20), {3: ONCE}),
        (_in(10), {3: ONCE}),
    ):
        _change(make, mentor_id, training=_trained(until))
        assert _days_told(make, range(3, 5)) == expected, until


def test_those_who_help_and_those_who_pause_are_told_and_nobody_else(make: Making) -> None:
    soon = {"training": _trained(_in(10))}
    for status in ("applied", "screening", "training", "declined", "retired"):
        make.mentor(status=status, **soon)
    assert _days_told(make, range(2)) == {}
    make.mentor(status="paused", **soon)
    assert _days_told(make, range(2)) == {0: ONCE}
    newcomer = make.mentor(status="training", **soon)
    assert _days_told(make, range(2)) == {}
    with make.app.app_context():
        statuses.move(make.act(), Kind.MENTOR, newcomer, MentorAction.ACTIVATE)
    assert _days_told(make, range(2)) == {0: ONCE}


def test_the_program_says_how_long_before_and_what_it_asks_for(make: Making) -> None:
    change_program(make, days_before_expiry=5, training_required=False)
    make.mentor(training=_trained(_in(-1)), screening=_checked(_in(7)))
    assert _days_told(make, range(4)) == {2: ONCE}
    change_program(make, training_required=True)
    assert _days_told(make, range(2, 4)) == {2: ONCE}


def test_the_day_is_that_of_the_programs_zone(make: Making) -> None:
    """At half past three in the afternoon in London it is the next day in Auckland, and the same in Honolulu."""
    elsewhere = Making(make.app, "auckland")
    for program, zone in ((make, "Pacific/Honolulu"), (elsewhere, "Pacific/Auckland")):
        change_program(program, time_zone=zone)
        program.mentor(training=_trained(_in(31)))
    assert _days_told(make, range(3)) == {1: ONCE}
    assert _days_told(elsewhere, range(3)) == {0: ONCE}


def test_a_mentor_without_mail_is_called_and_a_coordinator_who_is_the_mentor_hears_as_the_mentor(make: Making) -> None:
    no_mail = {"preferred_name": "Ana", "phone": "+1 555 010 7771", "contact": {"channel": "phone"}}
    mentor_id = make.mentor(training=_trained(_in(10)), identity=no_mail)
    add_role(make, make.coordinator_email, Kind.MENTOR, mentor_id)
    assert _days_told(make, range(2)) == {0: [("mentor", "expiring", "task")]}
    make.mentor(training=_trained(_in(10)))
    assert _days_told(make, range(2)) == {0: ONCE}
