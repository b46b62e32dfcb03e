"""Every rule: a pair that it objects to, and one just inside the limit."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from matcher.lifecycle import MentorStatus
from matcher.people import MentorRecord, Must, PairRecords, Requirements
from matcher.rules import RULES, Objection, Reason, objections
from matcher.weights import DEFAULT_WEIGHTS
from tests.matcher.made import NOTHING_BETWEEN, TODAY, VOCABULARY, at, examine, mentee, mentor, program, rank

ANA = frozenset({"ana"})
DAY = timedelta(days=1)
IN_USE = MentorRecord(consents_to_matching=True, places_in_use=2)
UNTRAINED = Requirements(training_required=False, screening_required=False)
EVENING = (at("tue", "18:00", "21:00"),)


def against(
    person: dict[str, Any] | None = None,
    role_model: dict[str, Any] | None = None,
    record: MentorRecord | None = None,
    between: PairRecords = NOTHING_BETWEEN,
    requirements: Requirements | None = None,
    as_of: date = TODAY,
) -> tuple[Objection, ...]:
    ana = mentor("ana", **role_model or {})
    records = {} if record is None else {"ana": record}
    mentors = program(ana, records=records, requirements=requirements or Requirements(), as_of=as_of)
    return objections(mentee(**person or {}), ana, mentors, between)


def reasons(**pair: Any) -> list[str]:
    return [objection.reason.value for objection in against(**pair)]


def any_of(about: str, *codes: str) -> tuple[Must, ...]:
    return (Must(about, frozenset(codes)),)


def codes(*names: str) -> frozenset[str]:
    return frozenset(names)


OBJECTS: list[tuple[str, str, dict[str, Any]]] = [
    *[
        ("not_active", f"a mentor who is {status}", {"role_model": {"status": status}})
        for status in MentorStatus
        if status != MentorStatus.ACTIVE
    ],
    ("same_person", "one person with two profiles", {"between": PairRecords(same_person=ANA)}),
    ("no_consent", "no consent on record", {"record": MentorRecord()}),
    ("concern_open", "an open concern", {"record": MentorRecord(consents_to_matching=True, concern_open=True)}),
    ("kept_apart", "kept apart", {"between": PairRecords(kept_apart=ANA)}),
    ("declined_before", "declined before", {"between": PairRecords(declined_before={"ana": None})}),
    ("training_missing", "never trained", {"role_model": {"training_completed_on": None}}),
    ("training_missing", "trained tomorrow", {"role_model": {"training_completed_on": TODAY + DAY}}),
    ("training_missing", "training over since yesterday", {"role_model": {"training_expires_on": TODAY - DAY}}),
    ("screening_missing", "never screened", {"role_model": {"screening_checked_on": None}}),
    ("screening_missing", "screened tomorrow", {"role_model": {"screening_checked_on": TODAY + DAY}}),
    ("screening_missing", "screening over since yesterday", {"role_model": {"screening_expires_on": TODAY - DAY}}),
    ("too_early", "a day short of twelve months", {"role_model": {"since": date(2025, 11, 24)}}),
    ("too_early", "a date still to come", {"role_model": {"since": TODAY + DAY}}),
    ("too_early", "an early stage stated", {"role_model": {"since": None, "stage": "early"}}),
    ("too_early", "a recent date beside a stable stage", {"role_model": {"since": TODAY, "stage": "stable"}}),
    ("too_early", "nothing said of the way so far", {"role_model": {"since": None}}),
    (
        "too_early",
        "a day before the end of the clipped month",
        {"role_model": {"since": date(2024, 2, 29)}, "as_of": date(2025, 2, 27), "requirements": UNTRAINED},
    ),
    ("at_capacity", "all places in use", {"role_model": {"capacity": 2}, "record": IN_USE}),
    ("at_capacity", "more in use than there are", {"role_model": {"capacity": 1}, "record": IN_USE}),
    ("at_capacity", "a mentor who takes nobody", {"role_model": {"capacity": 0}}),
    ("no_shared_language", "other languages", {"role_model": {"languages": codes("es", "fr")}}),
    (
        "no_shared_format",
        "other formats",
        {"person": {"formats": codes("video")}, "role_model": {"formats": codes("phone")}},
    ),
    (
        "no_shared_format",
        "no format at all",
        {"person": {"formats": codes("video")}, "role_model": {"formats": codes()}},
    ),
    (
        "no_shared_time",
        "15 minutes in common",
        {"person": {"weekly": EVENING}, "role_model": {"weekly": (at("tue", "20:45", "22:00"),)}},
    ),
    (
        "no_shared_time",
        "twice 15 minutes in common, apart",
        {
            "person": {"weekly": EVENING},
            "role_model": {"weekly": (at("tue", "17:00", "18:15"), at("tue", "20:45", "22:00"))},
        },
    ),
    ("no_shared_time", "no time at all", {"person": {"weekly": EVENING}, "role_model": {"weekly": ()}}),
    ("no_shared_time", "neither has any time", {"person": {"weekly": ()}, "role_model": {"weekly": ()}}),
    (
        "not_comfortable",
        "an experience that the mentor would rather not",
        {"person": {"experiences": codes("grief", "ocd")}, "role_model": {"not_comfortable_with": codes("grief")}},
    ),
    (
        "not_comfortable",
        "a pathway that the mentor would rather not",
        {"person": {"pathways": codes("therapy")}, "role_model": {"not_comfortable_with": codes("therapy")}},
    ),
    ("not_comfortable", "medication and no answer", {"person": {"pathways": codes("medication", "therapy")}}),
    (
        "mentee_preference",
        "an answer that the mentee does not ask for",
        {"person": {"must": any_of("gender", "woman")}, "role_model": {"gender": "man"}},
    ),
    ("mentee_preference", "an unsaid answer", {"person": {"must": any_of("gender", "woman")}}),
    ("mentee_preference", "an unsaid list", {"person": {"must": any_of("shared", "parent")}}),
    (
        "mentee_preference",
        "one of two wishes unmet",
        {
            "person": {"must": any_of("gender", "woman") + any_of("region", "us-il")},
            "role_model": {"gender": "woman", "region": "us-ny"},
        },
    ),
    (
        "mentor_preference",
        "an age that the mentor does not ask for",
        {"person": {"age_band": "18-24"}, "role_model": {"must": any_of("age_band", "25-34", "35-44")}},
    ),
]

ALLOWS: list[tuple[str, str, dict[str, Any]]] = [
    ("same_person", "somebody else's two profiles", {"between": PairRecords(same_person=codes("ben"))}),
    ("no_consent", "consent on record", {"record": MentorRecord(consents_to_matching=True)}),
    ("kept_apart", "others kept apart", {"between": PairRecords(kept_apart=codes("ben"))}),
    ("declined_before", "another one declined", {"between": PairRecords(declined_before={"ben": None})}),
    (
        "training_missing",
        "trained today, valid through today",
        {"role_model": {"training_completed_on": TODAY, "training_expires_on": TODAY}},
    ),
    (
        "training_missing",
        "a program that does not ask for it",
        {"role_model": {"training_completed_on": None}, "requirements": Requirements(training_required=False)},
    ),
    (
        "screening_missing",
        "screened today, valid through today",
        {"role_model": {"screening_checked_on": TODAY, "screening_expires_on": TODAY}},
    ),
    (
        "screening_missing",
        "a program that does not ask for it",
        {"role_model": {"screening_checked_on": None}, "requirements": Requirements(screening_required=False)},
    ),
    ("too_early", "twelve months today", {"role_model": {"since": date(2025, 11, 23)}}),
    (
        "too_early",
        "the last day of a month that is too short",
        {"role_model": {"since": date(2024, 2, 29)}, "as_of": date(2025, 2, 28), "requirements": UNTRAINED},
    ),
    (
        "too_early",
        "one month from the 31st to the 30th",
        {
            "role_model": {"since": date(2026, 5, 31)},
            "as_of": date(2026, 6, 30),
            "requirements": Requirements(minimum_months=1),
        },
    ),
    ("too_early", "a sustained stage stated", {"role_model": {"since": None, "stage": "sustained"}}),
    (
        "too_early",
        "an early stage where six months are enough",
        {"role_model": {"since": None, "stage": "early"}, "requirements": Requirements(minimum_months=6)},
    ),
    ("at_capacity", "one place left", {"role_model": {"capacity": 3}, "record": IN_USE}),
    (
        "no_shared_language",
        "one language of several",
        {"person": {"languages": codes("en", "es")}, "role_model": {"languages": codes("es", "fr")}},
    ),
    (
        "no_shared_format",
        "one format of several",
        {"person": {"formats": codes("video", "phone")}, "role_model": {"formats": codes("phone")}},
    ),
    ("no_shared_format", "a mentor who has not said", {"person": {"formats": codes("video")}}),
    ("no_shared_format", "a mentee who has not said", {"role_model": {"formats": codes()}}),
    (
        "no_shared_time",
        "30 minutes in common",
        {"person": {"weekly": EVENING}, "role_model": {"weekly": (at("tue", "20:30", "22:00"),)}},
    ),
    (
        "no_shared_time",
        "30 minutes across midnight",
        {
            "person": {"weekly": (at("tue", "23:45", "24:00"), at("wed", "00:00", "00:15"))},
            "role_model": {"weekly": (at("tue", "22:00", "24:00"), at("wed", "00:00", "02:00"))},
        },
    ),
    ("no_shared_time", "a mentor who has not said", {"person": {"weekly": EVENING}}),
    ("no_shared_time", "a mentee who has not said", {"role_model": {"weekly": ()}}),
    (
        "not_comfortable",
        "something else that the mentor would rather not",
        {"person": {"experiences": codes("ocd")}, "role_model": {"not_comfortable_with": codes("grief")}},
    ),
    ("not_comfortable", "no answer, and no medication", {"person": {"pathways": codes("therapy")}}),
    (
        "not_comfortable",
        "medication and a mentor who is comfortable with all",
        {"person": {"pathways": codes("medication")}, "role_model": {"not_comfortable_with": codes()}},
    ),
    (
        "mentee_preference",
        "one of the answers asked for",
        {"person": {"must": any_of("gender", "woman", "nonbinary")}, "role_model": {"gender": "nonbinary"}},
    ),
    (
        "mentee_preference",
        "a list with one of those asked for",
        {
            "person": {"must": any_of("languages", "es", "fr")},
            "role_model": {"languages": codes("en", "es")},
        },
    ),
    (
        "mentor_preference",
        "a mentee as the mentor asks for",
        {"person": {"pathways": codes("therapy")}, "role_model": {"must": any_of("pathways", "therapy")}},
    ),
]


def named(table: list[tuple[str, str, dict[str, Any]]]) -> list[Any]:
    return [pytest.param(reason, pair, id=f"{reason}: {story}") for reason, story, pair in table]


@pytest.mark.parametrize(("reason", "pair"), named(OBJECTS))
def test_a_rule_objects_alone(reason: str, pair: dict[str, Any]) -> None:
    assert reasons(**pair) == [reason]


@pytest.mark.parametrize(("reason", "pair"), named(ALLOWS))
def test_a_pair_just_inside_the_limit_is_allowed(reason: str, pair: dict[str, Any]) -> None:
    assert reasons(**pair) == []


def test_every_reason_has_a_rule_and_a_pair_that_it_objects_to() -> None:
    assert list(RULES) == list(Reason)
    assert {reason for reason, _, _ in OBJECTS} == {reason.value for reason in Reason}
    assert {reason for reason, _, _ in ALLOWS} | {"not_active", "concern_open"} == {r.value for r in Reason}


LISTS = ("shared", "languages", "experiences", "pathways")


@pytest.mark.parametrize("about", ["gender", "age_band", "region", *LISTS])
def test_a_limit_can_be_set_on_each_topic_by_either_side(about: str) -> None:
    first, second, *_ = (code for code in VOCABULARY.topics[about] if code != "en")
    said = {about: codes("en", first) if about in LISTS else first}
    for wanted, objects in ((first, False), (second, True)):
        must = {"must": any_of(about, wanted)}
        assert reasons(person=must, role_model=said) == ["mentee_preference"] * objects
        assert reasons(person=said, role_model=must) == ["mentor_preference"] * objects


def test_a_mentor_of_whom_the_program_has_no_record_has_not_consented() -> None:
    ana = mentor()
    assert [o.reason for o in objections(mentee(), ana, replace(program(ana), records={}), NOTHING_BETWEEN)] == [
        Reason.NO_CONSENT
    ]


def test_nothing_but_an_own_wish_makes_gender_age_or_background_exclude_anyone() -> None:
    person = {"gender": "man", "age_band": "18-24", "region": "us-il", "shared": codes("veteran")}
    other = {"gender": "woman", "age_band": "65+", "region": "us-ny", "shared": codes("parent")}
    assert reasons(person=person, role_model=other) == []


def test_all_reasons_are_found_in_order_and_the_count_uses_the_first() -> None:
    ana = mentor("ana", status=MentorStatus.PAUSED, languages=codes("fr"), capacity=0)
    ben = mentor("ben", capacity=0, training_completed_on=None)
    cal = mentor("cal", capacity=0)
    mentors = program(ana, ben, cal, mentor("dee"))
    pair = examine(mentee(), "ana", mentors, NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY)
    assert [o.reason.value for o in pair.objections] == ["not_active", "at_capacity", "no_shared_language"]
    assert (pair.eligible, pair.suggestion) == (False, None)
    ranking = rank(mentee(), mentors, NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY)
    assert ranking.excluded == (("not_active", 1), ("training_missing", 1), ("at_capacity", 1))
    assert (ranking.considered, ranking.eligible) == (4, 1)


def test_what_is_told_of_two_who_are_kept_apart_holds_no_fact_at_all() -> None:
    assert against(between=PairRecords(kept_apart=ANA))[0].phrase.values == {}
