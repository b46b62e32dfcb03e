"""The job in two places at the same moment, and beside somebody who answers just then."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier

from api.policy import Actor
from api.services.acts import by_system
from api.services.due import proposals
from api.services.due.running import Outcome
from api.services.matches import moves
from api.services.matches.moves import Move
from api.services.refusals import MoveNotPossible
from data.db import reading
from data.store import audit, consents
from data.store.people import Kind
from matcher.lifecycle import MatchAction, MatchState, Party
from tests.api.services.due.telling import confirm, day, last_event, match_of, run, say, told
from tests.making import Making

DUE = 40
ROUNDS = 20
SOON = {"completed_on": date(2026, 1, 10), "expires_on": date(2026, 10, 20)}


def _twice_at_once(make: Making, now: datetime) -> list[Outcome]:
    start = Barrier(2)

    def one_of_two(_: int) -> Outcome:
        start.wait()
        return run(make, now)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one_of_two, range(2)))


def test_two_at_once_do_everything_once(make: Making) -> None:
    mentors = [make.mentor(capacity=5, training=SOON) for _ in range(8)]
    for number in range(DUE):
        confirm(make, mentor_id=mentors[number % len(mentors)])
    before = told(make)
    for number, step, notice in ((7, "nudged", "nudge"), (15, "lapsed", "ended")):
        done: Counter[str] = Counter()
        for outcome in _twice_at_once(make, day(number)):
            done += outcome.done
        assert done == {step: DUE} | ({"expiring": len(mentors)} if number == 7 else {})
        now = told(make, before)
        before += now
        by_match = Counter((each.match_id, each.who) for each in now if each.notice == notice)
        assert set(by_match.values()) == {1}
        assert Counter(who for _, who in by_match) == {"mentee": DUE, "mentor": DUE} | (
            {"account": DUE} if notice == "ended" else {}
        )
        assert Counter(each.who for each in now if each.notice == "expiring") == (
            {"mentor": len(mentors), "account": len(mentors)} if number == 7 else {}
        )
    with make.app.app_context(), reading(None):
        entries = [each.act for each in audit.entries(make.program_id) if each.why == "due_run"]
    assert Counter(entries) == {"match_nudge": DUE, "match_lapse": DUE, "mentor_expiry_told": len(mentors)}


def test_a_lapse_and_the_second_yes_at_the_same_moment_are_one_or_the_other(make: Making) -> None:
    """And nothing of the one that came too late is left."""
    mentor_id = make.mentor(capacity=ROUNDS)
    mentor = make.person_actor(Kind.MENTOR, mentor_id)
    waiting = [confirm(make, mentor_id=mentor_id) for _ in range(ROUNDS)]
    for match_id in waiting:
        say(make, match_id, Party.MENTEE)
    run(make, day(7))
    before = told(make)
    accepted = {match_id for match_id in waiting if _accepted_rather_than_lapsed(make, mentor, match_id)}
    news: dict[str | None, list[tuple[str, str]]] = {match_id: [] for match_id in waiting}
    for each in told(make, before):
        news[each.match_id].append((each.who, each.notice))
    for match_id in waiting:
        match, last = match_of(make, match_id), last_event(make, match_id)
        with make.app.app_context(), reading(make.program_id):
            consent = consents.in_force(Kind.MENTOR, mentor_id, "introduction", match_id)
        if match_id in accepted:
            assert (match.state, match.closed_at, last.action) == (MatchState.ACCEPTED, None, "accept")
            assert consent is not None and news[match_id] == [("account", "both_said_yes")]
        else:
            assert (match.state, match.closed_at, last.action) == (MatchState.CLOSED, day(15), "lapse")
            assert consent is None
            assert news[match_id] == [("account", "ended"), ("mentee", "ended"), ("mentor", "ended")]


def _accepted_rather_than_lapsed(make: Making, mentor: Actor, match_id: str) -> bool:
    """Both are tried at the same moment, and exactly one of them works."""
    start = Barrier(2)

    def say_yes() -> bool:
        with make.app.app_context():
            start.wait()
            try:
                moves.move(make.act(mentor, day(15)), match_id, Move(MatchAction.ACCEPT, text_version=1))
            except MoveNotPossible:
                return False
            return True

    def lapse() -> bool:
        with make.app.app_context():
            start.wait()
            return proposals.see_to(by_system("due_run", make.program_id, day(15)), match_id) == proposals.LAPSED

    with ThreadPoolExecutor(2) as pool:
        accepting, lapsing = pool.submit(say_yes), pool.submit(lapse)
        accepted, lapsed = accepting.result(timeout=60), lapsing.result(timeout=60)
    assert accepted != lapsed
    return accepted
