"""What stands between one mentee and the mentors, and that each change told opens exactly those it says it opens."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import week
from matcher.lifecycle import MentorStatus
from matcher.openings import MOST_ALIKE, By, Kind, Openings, half_hours, openings
from matcher.openings.change import NEVER_OFFERED
from matcher.pair import Reason
from matcher.people import Mentee, Mentor, MentorRecord, Must, PairRecords, Program, Requirements
from matcher.pool import Pool
from matcher.rules import objections
from tests.matcher import drawn
from tests.matcher.changes_made import APPLIED
from tests.matcher.made import NOTHING_BETWEEN, VOCABULARY, at, mentee, mentor, program

WOMAN = Must("gender", frozenset({"woman"}))
CONSENTS = MentorRecord(consents_to_matching=True)


def found(m: Mentee, p: Program, between: PairRecords = NOTHING_BETWEEN, without: tuple[str, ...] = ()) -> Openings:
    return openings(m, Pool.of(p, VOCABULARY), between, without)


def told(openings: Openings) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.by.value, change.kind.value, change.mentor_ids) for change in openings.changes]


def test_each_limit_says_whom_it_shuts_out_alone_and_whom_at_all() -> None:
    p = program(mentor("a"), mentor("b", capacity=0), mentor("c", capacity=0, languages=frozenset({"fr"})))
    limits = {limit.reason: (limit.alone, limit.among) for limit in found(mentee(), p).limits}
    assert limits == {Reason.AT_CAPACITY: (1, 2), Reason.NO_SHARED_LANGUAGE: (0, 1)}
    assert (found(mentee(), p).considered, found(mentee(), p).eligible) == (3, 1)


def test_of_mentors_left_out_nothing_is_told_or_counted() -> None:
    p = program(mentor("a"), mentor("b", since=date(2026, 3, 1)))
    assert told(found(mentee(), p)) == [("program", "minimum_months", ("b",))]
    without = found(mentee(), p, without=("b",))
    assert (without.considered, without.eligible, without.limits, without.changes) == (1, 1, (), ())


def test_half_hours_that_open_the_most_come_first_and_the_next_opens_others() -> None:
    early, late = (at("tue", "20:00", "21:00"),), (at("wed", "09:00", "09:30"),)
    p = program(mentor("a", weekly=early), mentor("b", weekly=early), mentor("c", weekly=late))
    kim = mentee(weekly=(at("tue", "19:00", "20:00"),))
    theirs = [change for change in found(kim, p).changes if change.by == By.MENTEE]
    assert [(change.phrase.values["window"], change.mentor_ids) for change in theirs] == [
        (("tue", "20:00", "20:30"), ("a", "b")),
        (("wed", "09:00", "09:30"), ("c",)),
    ]
    ask_a = next(change for change in found(kim, p).changes if change.mentor_ids == ("a",))
    assert ask_a.phrase.values == {"who": "mentor", "window": ("tue", "19:30", "20:00")}


def test_a_quarter_hour_that_both_have_is_made_whole() -> None:
    p = program(mentor("a", weekly=(at("tue", "19:45", "20:15"),)))
    kim = mentee(weekly=(at("tue", "19:00", "20:00"),))
    window = found(kim, p).changes[0].phrase.values["window"]
    assert window == ("tue", "20:00", "20:30")


def test_of_many_mentors_who_could_do_the_same_the_first_are_told() -> None:
    p = program(*(mentor(f"m{number:02}", weekly=(at("tue", "20:00", "21:00"),)) for number in range(MOST_ALIKE + 2)))
    theirs, *mentors = found(mentee(weekly=(at("tue", "19:00", "20:00"),)), p).changes
    assert len(theirs.mentor_ids) == MOST_ALIKE + 2
    assert [change.mentor_ids for change in mentors] == [(f"m{number:02}",) for number in range(MOST_ALIKE)]


def test_no_half_hour_is_told_that_goes_past_midnight() -> None:
    p = program(mentor("a", weekly=(at("tue", "23:45", "24:00"), at("wed", "00:00", "00:15"))))
    kim = mentee(weekly=(at("mon", "19:00", "20:00"),))
    assert [change.by for change in found(kim, p).changes] == [By.MENTOR]


def test_a_wish_is_told_where_it_alone_shuts_somebody_out() -> None:
    near = Must("region", frozenset({"us-il"}))
    p = program(mentor("one", gender="man", region="us-il"), mentor("two", gender="man", region="us-ny"))
    (change,) = found(mentee(must=(WOMAN, near)), p).changes
    assert (change.mentor_ids, change.phrase.values["about"]) == (("one",), "gender")


def test_the_smaller_change_comes_first() -> None:
    p = program(
        mentor("wish", gender="man"),
        mentor("place", gender="woman"),
        mentor("month", gender="woman", since=date(2026, 2, 1)),
        mentor("format", gender="woman", formats=frozenset({"phone"})),
        records={"place": replace(CONSENTS, places_in_use=1)},
    )
    kim = mentee(must=(WOMAN,), formats=frozenset({"video"}))
    assert [kind for _, kind, _ in told(found(kim, p))] == ["format", "format", "place", "minimum_months", "wish"]


def test_a_lower_minimum_counts_all_who_come_through_with_it() -> None:
    p = program(mentor("nine", since=date(2026, 2, 1)), mentor("six", since=date(2026, 5, 1)), mentor("year"))
    changes = found(mentee(), p).changes
    assert [(change.phrase.values["months"], change.mentor_ids, change.amount) for change in changes] == [
        (9, ("nine",), 3),
        (6, ("nine", "six"), 6),
    ]


def test_whoever_takes_a_break_or_nobody_new_is_not_pressed() -> None:
    p = program(mentor("rests", status=MentorStatus.PAUSED), mentor("full", capacity=0))
    assert found(mentee(), p).changes == ()
    assert {limit.reason: limit.alone for limit in found(mentee(), p).limits} == {
        Reason.NOT_ACTIVE: 1,
        Reason.AT_CAPACITY: 1,
    }


def test_what_keeps_people_safe_or_is_theirs_to_decide_is_counted_and_never_offered() -> None:
    ids = ("same", "apart", "declined", "concern", "consent", "uneasy", "silent", "chooses", "french")
    uneasy = {"not_comfortable_with": frozenset({"alcohol"})}
    p = program(
        *(mentor(id, not_comfortable_with=frozenset()) for id in ids[:5]),
        mentor("uneasy", **uneasy),
        mentor("silent"),
        mentor("chooses", not_comfortable_with=frozenset(), must=(WOMAN,)),
        mentor("french", not_comfortable_with=frozenset(), languages=frozenset({"fr"})),
        records={"concern": replace(CONSENTS, concern_open=True), "consent": MentorRecord()},
    )
    between = PairRecords(
        same_person=frozenset({"same"}), kept_apart=frozenset({"apart"}), declined_before={"declined": None}
    )
    kim = mentee(experiences=frozenset({"alcohol"}), pathways=frozenset({"medication"}))
    looked = found(kim, p, between)
    assert looked.changes == ()
    assert {limit.reason for limit in looked.limits} == NEVER_OFFERED
    assert sum(limit.alone for limit in looked.limits) == len(ids)


@settings(max_examples=30, deadline=None)
@given(drawn.beset_mentees, drawn.beset_programs(), drawn.pairs)
def test_limits_agree_with_the_rules_asked_one_by_one(m: Mentee, p: Program, between: PairRecords) -> None:
    looked = found(m, p, between)
    against = [[each.reason for each in objections(m, mentor, p, between)] for mentor in p.mentors]
    assert looked.eligible == against.count([])
    assert {limit.reason for limit in looked.limits} == {reason for reasons in against for reason in reasons}
    for limit in looked.limits:
        assert limit.alone == against.count([limit.reason])
        assert limit.among == sum(limit.reason in reasons for reasons in against)


@st.composite
def one_reason_away(draw: st.DrawFn) -> tuple[Mentee, Program]:
    """Mentors whom often one thing alone keeps from the mentee."""
    kim = replace(
        draw(drawn.mentees),
        formats=draw(st.sampled_from([frozenset({"video"}), frozenset({"phone", "video"}), frozenset()])),
        weekly=draw(st.lists(drawn.windows(), max_size=2).map(tuple)),
        must=draw(st.sampled_from([(), (WOMAN,), (WOMAN, WOMAN), (WOMAN, Must("age_band", frozenset({"25-34"})))])),
    )
    base: Program = draw(drawn.programs(eligible=True))
    mentors = tuple(draw(_one_away(mentor)) for mentor in base.mentors)
    asked = Requirements(minimum_months=draw(st.sampled_from([0, 12])))
    return kim, replace(base, mentors=mentors, requirements=asked)


def _one_away(mentor: Mentor) -> st.SearchStrategy[Mentor]:
    also = {
        "formats": st.sampled_from([frozenset(), frozenset({"in_person"}), frozenset({"phone"})]),
        "weekly": st.lists(drawn.windows(), max_size=2).map(tuple),
        "capacity": st.integers(0, 2),
        "since": st.none() | st.dates(date(2025, 9, 1), date(2026, 6, 1)),
        "status": st.sampled_from([MentorStatus.TRAINING, MentorStatus.APPLIED, MentorStatus.PAUSED]),
        "gender": st.sampled_from(["man", None]),
        "training_completed_on": st.none() | st.just(date(2027, 1, 1)),
        "screening_expires_on": st.just(date(2026, 2, 1)),
    }
    done = {"training_completed_on": date(2026, 1, 1), "screening_checked_on": date(2026, 1, 1)}
    one = st.sampled_from(sorted(also)).flatmap(lambda name: also[name].map(lambda said: {name: said}))
    return one.map(lambda said: replace(mentor, **{"gender": "woman", "must": (), "stage": None} | done | said))


@settings(max_examples=100, deadline=None)
@given(one_reason_away(), drawn.pairs)
def test_each_change_opens_exactly_those_it_says(drawn_pair: tuple[Mentee, Program], between: PairRecords) -> None:
    m, p = drawn_pair
    before = eligible(m, p, between)
    for change in found(m, p, between).changes:
        assert change.mentor_ids
        after = eligible(*APPLIED[change.kind](m, p, change), between)
        assert after - before == set(change.mentor_ids)
        assert before <= after


# Slots that lie close together, some of them where the week begins again.
slots = st.frozensets(st.integers(0, 9) | st.integers(668, 671), max_size=12).map(
    lambda chosen: sum(1 << slot for slot in chosen)
)


@settings(max_examples=60, deadline=None)
@given(slots, slots)
def test_half_hours_that_would_do_are_those_with_which_there_is_a_usable_time(own: int, theirs: int) -> None:
    theirs &= ~week.usable(own & theirs)
    would_do = half_hours.as_array(half_hours.starts(own, theirs))
    for slot in range(week.SLOTS):
        added = own | 1 << slot | 1 << (slot + 1) % week.SLOTS
        assert would_do[slot] == (week.usable(added & theirs) != 0)


def eligible(m: Mentee, p: Program, between: PairRecords) -> set[str]:
    return {mentor.id for mentor in p.mentors if not objections(m, mentor, p, between)}


def test_there_is_a_way_to_try_every_kind_of_change() -> None:
    assert set(APPLIED) == set(Kind)
