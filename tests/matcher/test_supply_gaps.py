"""Whom a program could look for, so that those who wait without a good choice have one."""

from dataclasses import replace
from itertools import combinations
from math import e

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.lifecycle import MentorStatus
from matcher.pair import Reason
from matcher.people import Mentee, MentorRecord, Must, Program, Requirements
from matcher.pool import Pool
from matcher.rules import first_reason
from matcher.supply_gaps import GOOD_CHOICE, RECRUITS, Profile, SupplyGaps, supply_gaps
from matcher.supply_gaps.profiles import RECORD, profiles
from matcher.vocabulary import Vocabulary
from tests.matcher import drawn
from tests.matcher.made import NOTHING_BETWEEN, TODAY, VOCABULARY, at, mentee, mentor, program

ZONE = "America/Chicago"
EVENING = (at("tue", "18:00", "20:00"),)
MORNING = (at("sat", "09:00", "11:00"),)
ES = frozenset({"es"})
WOMAN = Must("gender", frozenset({"woman"}))


def gaps(people: list[Mentee], p: Program, vocabulary: Vocabulary = VOCABULARY) -> SupplyGaps:
    return supply_gaps([(each, NOTHING_BETWEEN) for each in people], Pool.of(p, vocabulary), ZONE)


def waiting(*answers: dict[str, object]) -> list[Mentee]:
    return [mentee(id=f"k{number}", **each) for number, each in enumerate(answers)]


def test_a_good_choice_is_one_of_three() -> None:
    for count, without in ((GOOD_CHOICE, 0), (GOOD_CHOICE - 1, 1)):
        p = program(*(mentor(f"m{number}") for number in range(count)))
        found = gaps([mentee()], p)
        assert (found.waiting, found.without_good_choice) == (1, without)


def test_what_stands_in_the_way_is_what_shuts_out_most_active_mentors_alone() -> None:
    p = program(
        mentor("a", languages=frozenset({"fr"})),
        mentor("b", capacity=0),
        mentor("c", capacity=0),
        *(mentor(f"gone{number}", status=MentorStatus.RETIRED) for number in range(5)),
    )
    found = gaps(waiting({}, {}, {"languages": ES}), p)
    assert [(each.reason, each.people) for each in found.in_the_way] == [
        (Reason.AT_CAPACITY, 2),
        (Reason.NO_SHARED_LANGUAGE, 1),
    ]
    nobody = gaps([mentee(languages=ES)], program(mentor("b", capacity=0)))
    assert [(each.reason, each.people) for each in nobody.in_the_way] == [(None, 1)]


def test_the_first_recruit_opens_the_most_doors_and_the_next_those_left() -> None:
    people = waiting(
        *({"languages": ES, "weekly": EVENING} for _ in range(3)),
        *({"weekly": MORNING, "formats": frozenset({"phone"})} for _ in range(2)),
        {"weekly": MORNING, "formats": frozenset({"phone"}), "must": (WOMAN,)},
    )
    found = gaps(people, program())
    assert [recruit.phrase.values for recruit in found.recruits] == [
        {"language": "es", "days": "weekday", "time": "evenings", "format": None, "wishes": (), "people": 3},
        {"language": "en", "days": "weekend", "time": "mornings", "format": "phone",
         "wishes": (("gender", "woman"),), "people": 3},
    ]  # fmt: skip
    assert (found.without_good_choice, found.opened_together) == (6, 6)


def test_what_nobody_asked_for_is_not_told_of_a_recruit() -> None:
    (recruit,) = gaps(waiting({}, {}), program()).recruits
    assert recruit.phrase.values == {
        "language": "en", "days": None, "time": None, "format": None, "wishes": (), "people": 2,
    }  # fmt: skip


def test_of_what_people_ask_for_a_recruit_has_only_what_is_needed() -> None:
    near, parent = Must("region", frozenset({"us-il"})), Must("shared", frozenset({"parent"}))
    people = waiting({"must": (WOMAN,)}, {"must": (near,)}, {"must": (WOMAN, near, parent), "languages": ES})
    first, second = gaps(people, program()).recruits
    assert (first.profile.language, first.profile.wishes) == ("en", (("gender", "woman"), ("region", "us-il")))
    assert (first.opens, second.profile.language, len(second.profile.wishes)) == (2, "es", 3)


def test_for_whoever_could_meet_nobody_nobody_is_looked_for() -> None:
    both = (WOMAN, Must("gender", frozenset({"man"})))
    assert gaps(waiting({"weekly": ()}, {"formats": frozenset()}, {"must": both}), program()).recruits == ()
    assert gaps([], program()).recruits == ()


SMALL = Vocabulary({**VOCABULARY.topics, "formats": ("video", "phone"), "languages": ("en", "es")}, VOCABULARY.families)
some_waiting = st.lists(drawn.beset_mentees, min_size=1, max_size=4).map(
    lambda people: [replace(each, id=f"k{number}") for number, each in enumerate(people)]
)


def opened_by(profile: Profile, people: list[Mentee]) -> frozenset[str]:
    """Asked of the rules themselves."""
    recruit = profile.mentor(TODAY, ZONE)
    p = Program(as_of=TODAY, mentors=(recruit,), records={recruit.id: RECORD}, requirements=Requirements())
    return frozenset(each.id for each in people if first_reason(each, recruit, p, NOTHING_BETWEEN) is None)


@settings(max_examples=30, deadline=None)
@given(some_waiting)
def test_a_recruit_as_told_is_a_choice_for_just_as_many_as_are_said(people: list[Mentee]) -> None:
    covered: frozenset[str] = frozenset()
    found = gaps(people, program(), SMALL)
    assert len(found.recruits) <= RECRUITS
    for recruit in found.recruits:
        opened = opened_by(recruit.profile, people)
        assert (recruit.opens, recruit.adds) == (len(opened), len(opened - covered))
        assert recruit.adds > 0
        covered |= opened


@settings(max_examples=15, deadline=None)
@given(some_waiting)
def test_three_recruits_open_nearly_as_many_doors_as_any_three_could(people: list[Mentee]) -> None:
    cover = {opened_by(profile, people) for profile in profiles(people, SMALL)} | {frozenset()}
    threes = combinations(sorted(cover, key=sorted), min(RECRUITS, len(cover)))
    best = max(len(frozenset().union(*three)) for three in threes)
    found = gaps(people, program(), SMALL)
    assert (1 - 1 / e) * best <= found.opened_together <= best
    assert max(map(len, cover)) == max([recruit.opens for recruit in found.recruits[:1]], default=0)


def test_mentors_who_have_not_agreed_are_no_choice() -> None:
    p = program(*(mentor(f"m{number}") for number in range(4)), records={"m0": MentorRecord(), "m1": MentorRecord()})
    assert gaps([mentee()], p).without_good_choice == 1
