"""Who is told what of a proposal, and when, while nobody or one of the two answers."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import event

from api.services import statuses
from api.services.matches import moves
from api.services.matches.moves import Move
from data.db import db, reading
from data.models import AuditEntry
from data.store.people import Kind
from matcher.lifecycle import UNANSWERED, EndReason, MatchAction, MatchState, MenteeAction, MentorAction, Party
from tests.api.rest.asking import add_role
from tests.api.services.due.telling import Told, change_program, confirm, day, last_event, match_of, run, say, told
from tests.making import Making

NOBODY, MENTOR, MENTEE, BOTH = (), (Party.MENTOR,), (Party.MENTEE,), (Party.MENTOR, Party.MENTEE)
YES, NO = MatchAction.ACCEPT, MatchAction.DECLINE
# Fourteen days to answer, each day the job; who answered did so on the day of the confirmation.
NUDGE_DAY, END_DAY = 7, 15
TOLD_ON = {
    NOBODY: {NUDGE_DAY: ["mentee nudge", "mentor nudge"], END_DAY: ["account ended", "mentee ended", "mentor ended"]},
    MENTOR: {NUDGE_DAY: ["mentee nudge"], END_DAY: ["account ended", "mentee ended", "mentor ended"]},
    MENTEE: {NUDGE_DAY: ["mentor nudge"], END_DAY: ["account ended", "mentee ended", "mentor ended"]},
    BOTH: {},
}


def test_whoever_has_not_answered_is_nudged_half_way_and_both_hear_of_the_end_the_day_after_the_last(
    make: Making,
) -> None:
    answered = {confirm(make): who for who in TOLD_ON}
    for match_id, who in answered.items():
        for party in who:
            say(make, match_id, party)
    before = told(make)
    for number in range(18):
        outcome = run(make, day(number))
        now = told(make, before)
        before += now
        for match_id, who in answered.items():
            of_match = [f"{each.who} {each.notice}" for each in now if each.match_id == match_id]
            assert of_match == TOLD_ON[who].get(number, []), (number, who)
        assert {each.at for each in now} <= {day(number)}
        assert outcome.done == ({"nudged": 3} if number == NUDGE_DAY else {"lapsed": 3} if number == END_DAY else {})
        # Again on the same day: nothing.
        assert not run(make, day(number) + timedelta(hours=1)).done and not told(make, before)
    for match_id, who in answered.items():
        match = match_of(make, match_id)
        if who == BOTH:
            assert (match.state, match.nudged_at) == (MatchState.ACCEPTED, None)
            continue
        assert (match.state, match.closed_at) == (MatchState.CLOSED, day(END_DAY))
        assert (match.closed_by_action, match.end_reason) == (MatchAction.LAPSE, EndReason.LAPSED)
        assert match.nudged_at == day(NUDGE_DAY)
    with make.app.app_context(), reading(make.program_id) as session:
        entries = session.query(AuditEntry).filter(AuditEntry.why == "due_run").order_by(AuditEntry.position).all()
    lapses = [last_event(make, match_id) for match_id, who in answered.items() if who != BOTH]
    assert [each.act for each in entries] == ["match_nudge"] * 3 + ["match_lapse"] * 3
    assert {(each.role, each.actor_id, each.subject_kind) for each in entries} == {("system", None, "match")}
    assert {each.subject_id for each in entries} == {match_id for match_id, who in answered.items() if who != BOTH}
    assert {(each.action, each.by, each.actor_id) for each in lapses} == {("lapse", Party.SYSTEM, None)}


# What the other one does, on which day; "withdrawn" is by a coordinator, "paused" what the other's pausing leads to.
OTHERS: list[tuple[str, int]] = [
    ("nothing", 0),
    *product(("yes", "no", "withdrawn"), (1, 7, 12)),
    ("yes, then no", 8),
    ("paused", 5),
]
OWN = [("nothing", 0), ("yes", 2), ("yes", 9)]


def _does(make: Making, match_id: str, party: Party, what: str, at: datetime) -> None:
    """Each by the use-case of whoever does it."""
    match = match_of(make, match_id)
    if what == "nothing" or match.state == MatchState.CLOSED:
        return
    with make.app.app_context():
        if what == "withdrawn":
            moves.move(make.act(now=at), match_id, Move(MatchAction.WITHDRAW))
        elif what == "paused" and party == Party.MENTOR:
            statuses.move(make.act(now=at), Kind.MENTOR, match.mentor_id, MentorAction.PAUSE)
        elif what == "paused":
            statuses.move(make.act(now=at), Kind.MENTEE, match.mentee_id, MenteeAction.HOLD)
    for word in what.split(", then "):
        if word in ("yes", "no"):
            say(make, match_id, party, YES if word == "yes" else NO, at)


def _received(make: Making, party: Party) -> dict[tuple[str, int], list[list[Told]]]:
    """By what they do themselves, the notices of one of the two in each case of what the other does."""
    other = Party.MENTEE if party == Party.MENTOR else Party.MENTOR
    cases = {confirm(make): case for case in product(OWN, OTHERS)}
    for number in range(18):
        for match_id, ((what, its_day), _) in cases.items():
            if number == its_day:
                _does(make, match_id, party, what, day(number) - timedelta(hours=2))
        run(make, day(number))
        for match_id, (_, (what, its_day)) in cases.items():
            if number == its_day:
                _does(make, match_id, other, what, day(number) + timedelta(hours=2))
    rows = sorted((row for row in told(make) if row.who == party), key=lambda row: row.at)
    return {
        own: [
            [row._replace(id="", match_id=None) for row in rows if row.match_id == match_id]
            for match_id, (done, _) in cases.items()
            if done == own
        ]
        for own in OWN
    }


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("party", [Party.MENTOR, Party.MENTEE])
def test_until_the_end_nobody_is_told_anything_that_depends_on_the_others_answer(make: Making, party: Party) -> None:
    received = _received(make, party)
    for cases in received.values():
        endings = {rows[-1]._replace(at=day(0)) for rows in cases if rows[-1].notice == "ended"}
        assert len(endings) == 1, "an ending looks the same whatever it came from"
        without_end = [[row for row in rows if row.notice != "ended"] for rows in cases]
        all_of_it = max(without_end, key=len)
        for rows, others in zip(cases, without_end, strict=True):
            until = rows[-1].at if rows[-1].notice == "ended" else day(99)
            assert others == [row for row in all_of_it if row.at < until]
    assert {own: {tuple(row.notice for row in rows) for rows in cases} for own, cases in received.items()} == {
        ("nothing", 0): {("asked", "ended"), ("asked", "nudge", "ended")},
        ("yes", 2): {("asked", "ended"), ("asked",)},
        ("yes", 9): {("asked", "ended"), ("asked", "nudge", "ended"), ("asked", "nudge")},
    }


def _days_told(make: Making, days: range) -> dict[int, set[str]]:
    before, found = told(make), {}
    for number in days:
        run(make, day(number))
        now = told(make, before)
        before += now
        if now:
            found[number] = {each.notice for each in now}
    return found


@pytest.mark.parametrize(
    ("to_answer", "first_run", "expected"),
    [
        (1, 0, {1: {"nudge"}, 2: {"ended"}}),
        (2, 0, {1: {"nudge"}, 3: {"ended"}}),
        (3, 0, {1: {"nudge"}, 4: {"ended"}}),
        # The job had not run: never an end without a nudge, and at least three days between them.
        (14, 14, {14: {"nudge"}, 17: {"ended"}}),
        (14, 15, {15: {"nudge"}, 18: {"ended"}}),
        (14, 40, {40: {"nudge"}, 43: {"ended"}}),
        (1, 30, {30: {"nudge"}, 33: {"ended"}}),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_by_the_programs_days_and_by_when_the_job_ran(
    make: Making, to_answer: int, first_run: int, expected: dict[int, set[str]]
) -> None:
    change_program(make, days_to_answer=to_answer)
    confirm(make)
    # Other days to answer, set later, are for later proposals.
    change_program(make, days_to_answer=60)
    assert _days_told(make, range(first_run, first_run + 10)) == expected


def test_an_answer_counts_until_the_proposal_really_ended(make: Making) -> None:
    match_id, other_id = confirm(make), confirm(make)
    run(make, day(40))
    for party in BOTH:
        say(make, match_id, party, at=day(42))
    assert _days_told(make, range(43, 60)) == {43: {"ended"}}
    assert [match_of(make, each).state for each in (match_id, other_id)] == [MatchState.ACCEPTED, MatchState.CLOSED]


def test_a_match_that_both_said_yes_to_or_that_is_over_is_left_alone(make: Making) -> None:
    states = [state for state in MatchState if state not in UNANSWERED]
    made = {make.match(state): state for state in states}
    before, much_later = told(make), datetime.now(UTC) + timedelta(days=400)
    assert not run(make, much_later).done
    assert told(make, before) == []
    assert {match_of(make, match_id).state for match_id in made} == set(states)


LATE_AND_EARLY = [
    # zone, last day for an answer, its last minute, the first minute after it (both in UTC)
    ("Pacific/Auckland", date(2026, 10, 19), "2026-10-19T10:59", "2026-10-19T11:00"),
    ("America/Los_Angeles", date(2026, 10, 19), "2026-10-20T06:59", "2026-10-20T07:00"),
    ("America/Chicago", date(2026, 10, 19), "2026-10-20T04:59", "2026-10-20T05:00"),
    # In Chicago the first of November has twenty-five hours, in Auckland the 27th of September twenty-three.
    ("America/Chicago", date(2026, 11, 1), "2026-11-02T05:59", "2026-11-02T06:00"),
    ("America/Chicago", date(2026, 10, 31), "2026-11-01T04:59", "2026-11-01T05:00"),
    ("Pacific/Auckland", date(2026, 9, 27), "2026-09-27T10:59", "2026-09-27T11:00"),
    ("Pacific/Auckland", date(2026, 9, 26), "2026-09-26T11:59", "2026-09-26T12:00"),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("zone", "answer_by", "last_minute", "first_minute"), LATE_AND_EARLY)
def test_the_last_day_is_over_when_it_is_over_in_the_programs_zone(
    make: Making, zone: str, answer_by: date, last_minute: str, first_minute: str
) -> None:
    change_program(make, time_zone=zone)
    last, first = (datetime.fromisoformat(f"{minute}+00:00") for minute in (last_minute, first_minute))
    match_id = confirm(make, last - timedelta(days=14, hours=2))
    assert match_of(make, match_id).answer_by == answer_by
    assert run(make, last - timedelta(days=7, hours=2)).done == {"nudged": 1}
    assert not run(make, last).done
    assert run(make, first).done == {"lapsed": 1}


def test_two_programs_at_the_same_moment_are_on_different_days(make: Making) -> None:
    """It is Tuesday noon in Auckland while it is Monday afternoon in Los Angeles."""
    elsewhere = Making(make.app, "auckland")
    change_program(make, time_zone="America/Los_Angeles")
    change_program(elsewhere, time_zone="Pacific/Auckland")
    moment = datetime(2026, 10, 12, 23, tzinfo=UTC)
    # Confirmed on Tuesday the 6th, in Auckland at noon and in Los Angeles at four in the afternoon.
    confirm(make, datetime(2026, 10, 6, 23, tzinfo=UTC))
    confirm(elsewhere, datetime(2026, 10, 5, 23, tzinfo=UTC))
    assert not run(make, moment).done
    assert run(elsewhere, moment).done == {"nudged": 1}
    assert run(make, moment + timedelta(days=1)).done == {"nudged": 1}


def test_a_coordinator_who_is_the_mentor_is_told_as_the_mentor_alone(make: Making) -> None:
    mentor_id = make.mentor()
    match_id = confirm(make, mentor_id=mentor_id)
    add_role(make, make.coordinator_email, Kind.MENTOR, mentor_id)
    before = told(make)
    run(make, day(7))
    run(make, day(15))
    assert match_of(make, match_id).state == MatchState.CLOSED
    assert [f"{each.who} {each.notice}" for each in told(make, before)] == [
        "mentee ended", "mentee nudge", "mentor ended", "mentor nudge",
    ]  # fmt: skip


def test_somebody_without_mail_is_called(make: Making) -> None:
    no_mail = {"preferred_name": "Sam", "phone": "+1 555 010 7771", "contact": {"channel": "phone"}}
    confirm(make, mentee_id=make.mentee(identity=no_mail))
    before = told(make)
    run(make, day(7))
    assert [(each.who, each.notice, each.channel) for each in told(make, before)] == [
        ("mentee", "nudge", "task"),
        ("mentor", "nudge", "email"),
    ]


def _statements(make: Making, do: Callable[[], Any]) -> int:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    with make.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        do()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_with_nothing_due_it_asks_as_little_of_many_as_of_none(make: Making) -> None:
    of_none = _statements(make, lambda: run(make, day(1)))
    mentor_id = make.mentor(capacity=50)
    for _ in range(12):
        confirm(make, mentor_id=mentor_id)
    assert _statements(make, lambda: run(make, day(1))) == of_none
