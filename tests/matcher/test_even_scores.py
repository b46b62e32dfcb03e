"""What decides between mentors with even scores."""

from datetime import UTC, datetime
from typing import Any

from matcher.people import MentorRecord
from matcher.weights import DEFAULT_WEIGHTS
from tests.matcher.made import NOTHING_BETWEEN, VOCABULARY, examine, mentee, mentor, program, rank


def record(**facts: Any) -> MentorRecord:
    return MentorRecord(consents_to_matching=True, **facts)


def order(*mentors: Any, **records: MentorRecord) -> list[str]:
    ranking = rank(mentee(), program(*mentors, records=records), NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY)
    return [row.mentor_id for row in ranking.suggestions]


EARLIER, LATER = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC)


def test_more_free_places_come_first_not_more_places() -> None:
    mentors = (mentor("ana", capacity=5), mentor("ben", capacity=2))
    assert order(*mentors, ana=record(places_in_use=4)) == ["ben", "ana"]


def test_then_whoever_was_never_introduced_then_whoever_waits_longest() -> None:
    mentors = [mentor(id) for id in ("ana", "ben", "cal")]
    assert order(*mentors, ana=record(last_introduced=LATER), ben=record(last_introduced=EARLIER)) == [
        "cal",
        "ben",
        "ana",
    ]


def test_a_silent_mentor_stands_between_those_above_and_below_the_mean() -> None:
    work = frozenset({"work"})
    mentors = program(mentor("ana", goals=frozenset()), mentor("ben"), mentor("cal", goals=work))
    rows = rank(mentee(goals=work), mentors, NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY).suggestions
    assert [(row.mentor_id, row.score) for row in rows] == [("cal", 1.0), ("ben", 0.5), ("ana", 0.0)]


def test_at_last_the_id_decides() -> None:
    assert order(mentor("cal"), mentor("ana"), mentor("ben")) == ["ana", "ben", "cal"]


def test_scores_that_differ_only_beyond_nine_places_are_even() -> None:
    goals = frozenset({"work"})
    weights = DEFAULT_WEIGHTS.values | {"style": 1e-11}
    even = type(DEFAULT_WEIGHTS)(2, weights)
    mentors = program(
        mentor("ana", goals=goals, styles=frozenset({"listening"})),
        mentor("ben", goals=goals, styles=frozenset(), capacity=2),
    )
    asker = mentee(goals=goals, styles=frozenset({"listening"}))
    first, second = rank(asker, mentors, NOTHING_BETWEEN, even, VOCABULARY).suggestions
    assert (first.mentor_id, second.mentor_id) == ("ben", "ana")
    assert first.score < second.score


def test_a_pair_examined_alone_has_its_true_rank() -> None:
    mentors = program(*[mentor(f"m{number:02}") for number in range(15)])
    pair = examine(mentee(), "m13", mentors, NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY)
    assert pair.suggestion is not None
    assert pair.suggestion.rank == 14
