"""What would have to change, by hand: the nearest times, the days and the places."""

from datetime import date, timedelta
from typing import Any

import pytest

from matcher.lifecycle import EndReason, MatchAction, may_be_paired_again, may_be_paired_again_on
from matcher.people import MentorRecord, Must, PairRecords, Requirements
from tests.matcher.made import TODAY, at
from tests.matcher.test_rules import ANA, OBJECTS, UNTRAINED, against

DAY = timedelta(days=1)
CHICAGO_EVENING = (at("tue", "18:00", "20:00"),)


def change(**pair: Any) -> dict[str, Any]:
    (objection,) = against(**pair)
    return dict(objection.would_change.values)


def times(mentee: Any, mentor: Any, zone: str = "America/Chicago", **more: Any) -> dict[str, Any]:
    return change(person={"weekly": mentee}, role_model={"weekly": mentor, "time_zone": zone}, **more)


def apart(earlier: tuple[str, str], later: tuple[str, str], minutes: int, first: str) -> dict[str, Any]:
    return {"case": "apart", "earlier": earlier, "later": later, "minutes": minutes, "first": first}


@pytest.mark.parametrize(
    ("mentee", "mentor", "zone", "facts"),
    [
        (
            CHICAGO_EVENING,
            (at("tue", "20:30", "22:00"), at("mon", "18:00", "20:00")),
            "America/Chicago",
            apart(("tue", "20:00"), ("tue", "20:30"), 30, "mentee"),
        ),
        (
            CHICAGO_EVENING,
            (at("tue", "16:00", "17:15"),),
            "America/Chicago",
            apart(("tue", "17:15"), ("tue", "18:00"), 45, "mentor"),
        ),
        (
            CHICAGO_EVENING,
            (at("tue", "20:00", "21:00"),),
            "America/Chicago",
            apart(("tue", "20:00"), ("tue", "20:00"), 0, "mentee"),
        ),
        # Half past three at night in London is half past nine in the evening in Chicago.
        (
            CHICAGO_EVENING,
            (at("wed", "03:30", "05:00"),),
            "Europe/London",
            apart(("tue", "20:00"), ("tue", "21:30"), 90, "mentee"),
        ),
        # Over the end of the week.
        (
            (at("sun", "22:00", "24:00"),),
            (at("mon", "01:00", "02:00"),),
            "America/Chicago",
            apart(("mon", "00:00"), ("mon", "01:00"), 60, "mentee"),
        ),
        # Over midnight in UTC, where the ring begins.
        (
            (at("sun", "16:00", "17:45"),),
            (at("sun", "18:15", "20:00"),),
            "America/Chicago",
            apart(("sun", "17:45"), ("sun", "18:15"), 30, "mentee"),
        ),
        # Of two as near, the first in the mentee's week.
        (
            (at("wed", "12:00", "13:00"),),
            (at("wed", "10:00", "11:00"), at("wed", "14:00", "15:00")),
            "America/Chicago",
            apart(("wed", "11:00"), ("wed", "12:00"), 60, "mentor"),
        ),
        (
            CHICAGO_EVENING,
            (at("tue", "19:45", "22:00"),),
            "America/Chicago",
            {"case": "too_short", "windows": (("tue", "19:45", "20:00"),)},
        ),
        (
            (at("tue", "22:00", "24:00"),),
            (at("tue", "23:45", "24:00"),),
            "America/Chicago",
            {"case": "too_short", "windows": (("tue", "23:45", "24:00"),)},
        ),
        (CHICAGO_EVENING, (), "America/Chicago", {"case": "no_times", "who": ("mentor",)}),
        ((), CHICAGO_EVENING, "America/Chicago", {"case": "no_times", "who": ("mentee",)}),
        ((), (), "America/Chicago", {"case": "no_times", "who": ("mentee", "mentor")}),
    ],
)
def test_the_nearest_times(mentee: Any, mentor: Any, zone: str, facts: dict[str, Any]) -> None:
    assert times(mentee, mentor, zone) == facts


def test_two_quarter_hours_that_touch_only_on_the_clock_are_told_apart() -> None:
    night = (at("sun", "01:45", "02:15"),)
    found = times(night, night, as_of=date(2026, 10, 26), requirements=UNTRAINED)
    assert found == {"case": "too_short", "windows": (("sun", "01:45", "02:00"), ("sun", "02:00", "02:15"))}


@pytest.mark.parametrize(
    ("since", "months", "on"),
    [
        (date(2026, 1, 18), 12, "2027-01-18"),
        (date(2026, 5, 31), 9, "2027-02-28"),
        (TODAY + DAY, 1, "2026-12-24"),
        (date(2026, 11, 1), 14, "2028-01-01"),
        (date(2026, 11, 30), 1, "2026-12-30"),
    ],
)
def test_the_day_on_which_the_minimum_is_reached(since: date, months: int, on: str) -> None:
    asked = Requirements(minimum_months=months)
    found = change(role_model={"since": since}, requirements=asked)
    assert found == {"case": "dated", "minimum_months": months, "on": on}
    day = date.fromisoformat(on)
    free = Requirements(minimum_months=months, training_required=False, screening_required=False)
    assert against(role_model={"since": since}, requirements=free, as_of=day) == ()
    assert len(against(role_model={"since": since}, requirements=free, as_of=day - DAY)) == 1


@pytest.mark.parametrize(
    ("stage", "months", "case", "enough"),
    [
        ("early", 12, "stated", "sustained"),
        (None, 12, "unsaid", "sustained"),
        (None, 6, "unsaid", "early"),
        (None, 0, "unsaid", "exploring"),
        ("sustained", 37, "stated", "stable"),
        ("stable", 85, "stated", None),
    ],
)
def test_the_stage_that_would_be_enough(stage: str | None, months: int, case: str, enough: str | None) -> None:
    found = change(role_model={"since": None, "stage": stage}, requirements=Requirements(minimum_months=months))
    assert found == {"case": case, "minimum_months": months, "stage": enough}


@pytest.mark.parametrize(("capacity", "in_use", "needed"), [(2, 2, 1), (1, 3, 3), (0, 0, 1), (0, 2, 3)])
def test_how_many_places_are_needed(capacity: int, in_use: int, needed: int) -> None:
    record = MentorRecord(consents_to_matching=True, places_in_use=in_use)
    found = change(role_model={"capacity": capacity}, record=record)
    assert found == {"capacity": capacity, "places_in_use": in_use, "needed": needed}
    enough = {"role_model": {"capacity": capacity + needed}, "record": record}
    assert against(**enough) == ()


@pytest.mark.parametrize("what", ["training_completed", "screening_checked"])
def test_what_is_done_later_counts_from_then_on_unless_it_runs_out_before(what: str) -> None:
    expires = f"{what.split('_')[0]}_expires_on"
    later = {f"{what}_on": TODAY + 5 * DAY}
    assert change(role_model=later) == {"state": "later", "on": "2026-11-28"}
    assert change(role_model={**later, expires: TODAY + 4 * DAY}) == {"state": "never"}
    assert change(role_model={**later, expires: TODAY + 5 * DAY}) == {"state": "later", "on": "2026-11-28"}


def test_a_wish_is_told_beside_the_answer() -> None:
    wishes = (Must("gender", frozenset({"woman"})), Must("shared", frozenset({"parent", "student"})))
    found = change(person={"must": wishes}, role_model={"gender": "man"})
    assert found == {"unmet": (("gender", ("woman",), ("man",)), ("shared", ("parent", "student"), None))}


def test_the_day_from_which_two_may_be_paired_again() -> None:
    for day in (None, date(2027, 1, 4)):
        found = change(between=PairRecords(declined_before={"ana": day}))
        assert found == {"on": None if day is None else "2027-01-04"}
    assert change(between=PairRecords(kept_apart=ANA)) == {}


def test_that_day_is_the_first_on_which_they_may() -> None:
    for action in (MatchAction.DECLINE, MatchAction.CLOSE):
        for reason in (None, *EndReason):
            on = may_be_paired_again_on(action, reason, TODAY)
            if on is None:
                assert not may_be_paired_again(action, reason, TODAY, date.max)
            else:
                assert may_be_paired_again(action, reason, TODAY, on)
                assert on == TODAY or not may_be_paired_again(action, reason, TODAY, on - DAY)


def test_every_reason_says_what_would_change() -> None:
    for reason, _, pair in OBJECTS:
        assert [objection.would_change.key for objection in against(**pair)] == [f"change.{reason}"]
