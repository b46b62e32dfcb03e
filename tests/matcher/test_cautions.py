"""Every caution: a pair that it is told of, and one just outside it; and that none moves a score."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from matcher.cautions import CautionCode
from matcher.people import MentorRecord, Requirements, TimeOff
from matcher.rank import Suggestion
from matcher.weights import DEFAULT_WEIGHTS
from tests.matcher.made import NOTHING_BETWEEN, TODAY, VOCABULARY, at, mentee, mentor, program, rank

DAY = timedelta(days=1)
NOT_NEW = datetime(2025, 1, 1, tzinfo=UTC)
ASKS_NOTHING = Requirements(training_required=False, screening_required=False)


def suggested(
    person: dict[str, Any] | None = None,
    role_model: dict[str, Any] | None = None,
    record: dict[str, Any] | None = None,
    requirements: Requirements | None = None,
    as_of: date = TODAY,
) -> Suggestion:
    """A pair without a caution, but for what is given here."""
    ana = mentor("ana", **{"capacity": 3, "goals": frozenset({"work"})} | (role_model or {}))
    kept = MentorRecord(**{"consents_to_matching": True, "last_introduced": NOT_NEW} | (record or {}))
    p = program(ana, records={"ana": kept}, requirements=requirements or Requirements(), as_of=as_of)
    asker = mentee(**{"goals": frozenset({"work"})} | (person or {}))
    return rank(asker, p, NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY).suggestions[0]


def told(**pair: Any) -> dict[str, dict[str, Any]]:
    return {caution.code.value: dict(caution.phrase.values) for caution in suggested(**pair).cautions}


def off(first: int, last: int) -> TimeOff:
    return TimeOff(TODAY + first * DAY, TODAY + last * DAY)


def away(first: int, last: int, now: bool) -> dict[str, Any]:
    return {"first": str(TODAY + first * DAY), "last": str(TODAY + last * DAY), "now": now}


def introduced(days_ago: int) -> dict[str, Any]:
    return {"record": {"last_introduced": datetime(2026, 11, 23, 12, tzinfo=UTC) - days_ago * DAY}}


# Chicago keeps summer time and Phoenix does not: from 9 March 2026 on an hour lies between them.
BEFORE_SPRING = date(2026, 3, 2)


def across(start: str, end: str, as_of: date, requirements: Requirements = ASKS_NOTHING) -> dict[str, Any]:
    phoenix = {"weekly": (at("tue", start, end),), "time_zone": "America/Phoenix"}
    return {
        "person": {"weekly": (at("tue", "18:00", "19:00"),)},
        "role_model": phoenix,
        "as_of": as_of,
        "requirements": requirements,
    }


TOLD: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("too_little_said", {"person": {"goals": None}}, {}),
    ("last_free_place", {"role_model": {"capacity": 1}}, {}),
    ("last_free_place", {"record": {"places_in_use": 2}}, {}),
    ("away_until", {"role_model": {"time_off": (off(0, 0),)}}, away(0, 0, True)),
    ("away_until", {"role_model": {"time_off": (off(-5, 0),)}}, away(-5, 0, True)),
    ("away_until", {"role_model": {"time_off": (off(14, 20),)}}, away(14, 20, False)),
    ("away_until", {"role_model": {"time_off": (off(4, 9), off(-2, 3))}}, away(-2, 9, True)),
    ("away_until", {"role_model": {"time_off": (off(1, 9), off(2, 5))}}, away(1, 9, False)),
    ("away_until", {"role_model": {"time_off": (off(5, 9), off(1, 3))}}, away(1, 3, False)),
    ("clock_change", across("17:00", "18:00", BEFORE_SPRING), {"week": "2026-03-09"}),
    ("clock_change", across("17:15", "18:15", BEFORE_SPRING), {"week": "2026-03-09"}),
    # The twelfth week after the reference week is the last to be looked at.
    ("clock_change", across("17:00", "18:00", date(2025, 12, 15)), {"week": "2026-03-09"}),
    ("not_ahead", {"person": {"since": date(2020, 1, 1)}}, {}),
    ("not_ahead", {"person": {"stage": "stable"}}, {}),
    ("less_time_than_asked", {"role_model": {"hours_per_week": 0.5}}, {"offered": 0.5, "wanted": 1, "asked": False}),
    (
        "less_time_than_asked",
        {"person": {"hours_per_week": 3}, "role_model": {"hours_per_week": 2.5}},
        {"offered": 2.5, "wanted": 3, "asked": True},
    ),
    ("training_expires_soon", {"role_model": {"training_expires_on": TODAY}}, {"on": str(TODAY)}),
    ("training_expires_soon", {"role_model": {"training_expires_on": TODAY + 30 * DAY}}, {"on": "2026-12-23"}),
    ("screening_expires_soon", {"role_model": {"screening_expires_on": TODAY}}, {"on": str(TODAY)}),
    ("screening_expires_soon", {"role_model": {"screening_expires_on": TODAY + 30 * DAY}}, {"on": "2026-12-23"}),
    ("first_match", {"record": {"last_introduced": None}}, {}),
    ("recently_matched", introduced(30), {"on": "2026-10-24"}),
    ("recently_matched", introduced(0), {"on": "2026-11-23"}),
]
NOT_TOLD: list[tuple[str, dict[str, Any]]] = [
    ("last_free_place", {"record": {"places_in_use": 1}}),
    ("away_until", {"role_model": {"time_off": (off(-9, -1), off(15, 20))}}),
    ("not_ahead", {"person": {"since": date(2020, 1, 2)}}),
    ("not_ahead", {"person": {"since": date(2020, 1, 1)}, "role_model": {"since": None, "stage": "stable"}}),
    ("less_time_than_asked", {"role_model": {"hours_per_week": 1}}),
    ("less_time_than_asked", {"person": {"hours_per_week": 3}}),
    ("training_expires_soon", {"role_model": {"training_expires_on": TODAY + 31 * DAY}}),
    ("training_expires_soon", {"role_model": {"training_expires_on": TODAY}, "requirements": ASKS_NOTHING}),
    ("screening_expires_soon", {"role_model": {"screening_expires_on": TODAY + 31 * DAY}}),
    ("screening_expires_soon", {"role_model": {"screening_expires_on": TODAY}, "requirements": ASKS_NOTHING}),
    ("first_match", {"record": {"last_introduced": None, "places_in_use": 1}}),
    ("recently_matched", introduced(31)),
]


def named(table: list[Any]) -> list[Any]:
    return [pytest.param(*row, id=f"{row[0]}-{place}") for place, row in enumerate(table)]


@pytest.mark.parametrize(("code", "pair", "facts"), named(TOLD))
def test_a_caution_is_told_alone_with_its_facts(code: str, pair: dict[str, Any], facts: dict[str, Any]) -> None:
    assert told(**pair) == {code: facts}


def test_a_clock_change_is_told_when_less_than_half_an_hour_is_left() -> None:
    assert told(**across("16:30", "18:00", BEFORE_SPRING)) == {}
    assert told(**across("16:45", "18:00", BEFORE_SPRING)) == {"clock_change": {"week": "2026-03-09"}}
    assert told(**across("17:00", "18:00", date(2025, 12, 8))) == {}


@pytest.mark.parametrize(("code", "pair"), named(NOT_TOLD))
def test_just_outside_a_caution_it_is_not_told(code: str, pair: dict[str, Any]) -> None:
    assert code not in told(**pair)


def test_an_ordinary_pair_has_none_and_each_caution_is_tried() -> None:
    assert told() == {}
    assert {row[0] for row in TOLD} == {code.value for code in CautionCode}


def test_they_are_told_in_order_and_change_no_score() -> None:
    everything = {
        "person": {"since": date(2019, 1, 1)},
        "role_model": {
            "capacity": 1,
            "time_off": (off(0, 0),),
            "hours_per_week": 0.5,
            "training_expires_on": TODAY,
            "screening_expires_on": TODAY,
        },
        "record": {"last_introduced": None},
    }
    row, plain = suggested(**everything), suggested(person=everything["person"])
    expected = [
        code for code in CautionCode if code.value not in ("too_little_said", "clock_change", "recently_matched")
    ]
    assert [caution.code for caution in row.cautions] == expected
    assert row.score == plain.score
    assert replace(row, cautions=(), free_places=0) == replace(plain, cautions=(), free_places=0)


def test_too_little_said_stands_on_every_row_also_when_no_kept_factor_has_a_weight() -> None:
    weights = replace(DEFAULT_WEIGHTS, values=DEFAULT_WEIGHTS.values | {"goals": 0})
    mentors = program(mentor("ana"), mentor("ben"))
    for asker, used in ((mentee(), DEFAULT_WEIGHTS), (mentee(goals=frozenset({"work"})), weights)):
        rows = rank(asker, mentors, NOTHING_BETWEEN, used, VOCABULARY).suggestions
        assert [row.cautions[0].code.value for row in rows] == ["too_little_said"] * 2
