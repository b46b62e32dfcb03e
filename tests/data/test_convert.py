"""Rows as the matcher knows people: what was said, said as it was, and nothing of who they are."""

from dataclasses import asdict, fields
from datetime import date
from typing import Any

import pytest
from flask import Flask

from data import convert
from data.db import reading
from data.models import Mentee, Mentor
from data.store import known, people
from data.store.people import Kind
from matcher.lifecycle import MentorStatus
from matcher.people import Mentee as KnownMentee
from matcher.people import Must, TimeOff, Window
from tests.making import Making

CODES = ("experiences", "pathways", "interests", "shared", "goals", "formats", "styles")
SINGLE = ("stage", "since", "gender", "age_band", "region", "hours_per_week", "about")
NEVER_CROSSES = {
    "identity": {
        "preferred_name": "canarypreferred",
        "pronouns": "canarypronouns",
        "email": "canarymail@example.org",
        "phone": "canaryphone",
        "contact": {"channel": "email", "email_ok": True, "text_ok": False, "voicemail_ok": False},
    },
    "keep_apart_words": "canaryapart",
    "external_id": "canaryexternal",
    "about": "canaryabout",
}


def _mentee(**said: Any) -> KnownMentee:
    words = {"about": said.pop("about")} if "about" in said else {}
    return convert.mentee(Mentee(id="p", languages=["en"], time_zone="America/Chicago", **said), words)


def _mentor(**said: Any) -> Any:
    row = Mentor(id="m", languages=["en"], time_zone="UTC", status=MentorStatus.ACTIVE, capacity=3, **said)
    return convert.mentor(row, {})


def test_what_was_not_said_stays_unsaid() -> None:
    person = _mentee()
    assert {name: getattr(person, name) for name in (*CODES, *SINGLE, "weekly")} == dict.fromkeys(
        (*CODES, *SINGLE, "weekly")
    )
    assert _mentor().not_comfortable_with is None


def test_nothing_in_a_list_is_an_answer_and_not_silence() -> None:
    person = _mentee(**{name: [] for name in (*CODES, "weekly")})
    assert [getattr(person, name) for name in CODES] == [frozenset()] * len(CODES)
    assert person.weekly == ()
    assert _mentor(not_comfortable_with=[]).not_comfortable_with == frozenset()


@pytest.mark.parametrize("nothing", [None, []])
def test_limits_and_wishes_that_were_not_said_are_none_at_all(nothing: list[str] | None) -> None:
    person = _mentee(must=nothing, time_off=nothing, matters=nothing)
    assert (person.must, person.time_off, person.matters) == ((), (), frozenset())


@pytest.mark.parametrize(
    ("day", "first", "last", "window"),
    [
        ("mon", "00:00", "00:15", Window(0, 15)),
        ("tue", "18:00", "20:00", Window(24 * 60 + 18 * 60, 24 * 60 + 20 * 60)),
        ("sun", "23:45", "24:00", Window(7 * 24 * 60 - 15, 7 * 24 * 60)),
        ("sun", "00:00", "24:00", Window(6 * 24 * 60, 7 * 24 * 60)),
    ],
)
def test_windows_are_minutes_from_monday_midnight(day: str, first: str, last: str, window: Window) -> None:
    assert _mentee(weekly=[{"day": day, "from": first, "to": last}]).weekly == (window,)


def test_what_was_said_is_what_the_matcher_knows() -> None:
    person = _mentee(
        since=date(2026, 3, 1),
        experiences=["alcohol", "anxiety"],
        hours_per_week=0.5,
        time_off=[{"from": "2026-12-20", "to": "2027-01-03"}],
        must=[{"about": "gender", "any_of": ["woman", "nonbinary"]}],
        matters=["parent"],
        about="words",
    )
    assert person.since == date(2026, 3, 1)
    assert person.experiences == {"alcohol", "anxiety"}
    assert person.hours_per_week == 0.5
    assert person.time_off == (TimeOff(date(2026, 12, 20), date(2027, 1, 3)),)
    assert person.must == (Must("gender", frozenset({"woman", "nonbinary"})),)
    assert (person.matters, person.about) == ({"parent"}, "words")


def test_a_mentor_s_records_cross() -> None:
    days = {
        "training_completed_on": date(2026, 1, 10),
        "training_expires_on": date(2028, 1, 10),
        "screening_checked_on": date(2026, 1, 5),
        "screening_expires_on": None,
    }
    mentor = _mentor(**days)
    assert {name: getattr(mentor, name) for name in days} == days
    assert (mentor.status, mentor.capacity) == (MentorStatus.ACTIVE, 3)


@pytest.mark.parametrize("kind", list(Kind))
def test_of_all_a_person_wrote_only_about_crosses(app: Flask, make: Making, kind: Kind) -> None:
    more: dict[str, Any] = {"right_now": "ok"}
    if kind == Kind.MENTOR:
        identity = {**NEVER_CROSSES["identity"], "full_name": "Canaryfull"}  # type: ignore[dict-item]
        more = {"identity": identity, "story": "canarystory", "story_approved": True}
    person_id = getattr(make, kind.value)(**{**NEVER_CROSSES, **more})
    with app.app_context(), reading(make.program_id):
        row = people.find(kind, person_id)
        for person in (known.person(row), *(known.mentors([row]) if kind == Kind.MENTOR else (known.mentee(row),))):
            crossed = [name for name, value in asdict(person).items() if "canary" in repr(value).casefold()]
            assert crossed == ["about"]
            assert not {field.name for field in fields(person)} & {"right_now", "may_tell", "story"}
