"""A pool that was changed one mentor at a time is the one that would be built afresh."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from matcher.people import Mentee, Mentor, MentorRecord, Must, PairRecords, Program, Requirements
from matcher.pool import Pool
from matcher.rank import Ranking, rank
from matcher.rules import Reason, objections
from matcher.weights import DEFAULT_WEIGHTS
from tests.matcher import drawn
from tests.matcher.made import NOTHING_BETWEEN, TODAY, VOCABULARY, mentee, mentor, program

IDS = [f"m{number}" for number in range(6)]
anyone = st.sampled_from(IDS).flatmap(
    lambda id: drawn.beset_mentors(id, TODAY) | drawn.mentors(id) | drawn.eligible_mentors(id)
)
ASKERS = [
    mentee(
        experiences=frozenset({"alcohol", "anxiety"}),
        interests=frozenset({"hiking", "own:bread"}),
        goals=frozenset({"work"}),
        about="Quiet walks keep me well.",
        age_band="25-34",
        weekly=(),
    ),
    mentee(),
]


def ranked(asker: Mentee, pool: Pool) -> Ranking:
    return rank(asker, pool, NOTHING_BETWEEN, DEFAULT_WEIGHTS, len(IDS))


class ChangedOneAtATime(RuleBasedStateMachine):
    """Mentors come, change and go, days pass, and what the program asks of them changes."""

    @initialize(first=drawn.beset_programs())
    def begin(self, first: Program) -> None:
        self.mentors: dict[str, tuple[Mentor, MentorRecord]] = {}
        self.pool = Pool(first.as_of, first.requirements, VOCABULARY)

    @rule(mentor=anyone, record=drawn.records_of_mentors | drawn.beset_records(TODAY))
    def put(self, mentor: Mentor, record: MentorRecord) -> None:
        self.mentors[mentor.id] = mentor, record
        self.pool.put(mentor, record)

    @precondition(lambda self: self.mentors)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        gone = data.draw(st.sampled_from(sorted(self.mentors)))
        del self.mentors[gone]
        self.pool.remove(gone)

    @rule(as_of=st.sampled_from(drawn.AS_OF), minimum=st.sampled_from([0, 6, 12, 40]), required=st.booleans())
    def move_on(self, as_of: date, minimum: int, required: bool) -> None:
        self.pool.on(
            as_of, Requirements(minimum_months=minimum, training_required=required, screening_required=required)
        )

    @invariant()
    def it_holds_everyone_as_they_were_put(self) -> None:
        for id, (put, record) in self.mentors.items():
            assert self.pool.mentor(id) == replace(put, about=None)
            assert self.pool.record(id) == record
        assert sorted(self.pool.ids) == sorted(self.mentors)

    @invariant()
    def it_answers_as_one_built_afresh(self) -> None:
        people = tuple(self.mentors[id][0] for id in sorted(self.mentors))
        records = {id: record for id, (_, record) in self.mentors.items()}
        afresh = Pool.of(
            Program(as_of=self.pool.as_of, mentors=people, records=records, requirements=self.pool.requirements),
            VOCABULARY,
        )
        for asker in ASKERS:
            assert ranked(asker, self.pool) == ranked(asker, afresh)


ChangedOneAtATime.TestCase.settings = settings(max_examples=20, stateful_step_count=10, deadline=None)
test_a_pool_after_any_changes_answers_as_one_built_afresh = ChangedOneAtATime.TestCase


@settings(max_examples=150, deadline=None)
@given(drawn.beset_mentees | drawn.mentees, drawn.beset_programs() | drawn.programs(eligible=True), drawn.pairs)
def test_the_columns_object_exactly_as_the_rules_do(m: Mentee, p: Program, between: PairRecords) -> None:
    pool = Pool.of(p, VOCABULARY)
    found = dict(zip(pool.ids, pool.objections(m, between).tolist(), strict=True))
    for each in p.mentors:
        bits = sum(1 << list(Reason).index(objection.reason) for objection in objections(m, each, p, between))
        assert found[each.id] == bits
    compared = pool.compare(m, between)
    assert set(compared.mentor_ids) == {id for id, bits in found.items() if not bits}
    assert sum(count for _, count in compared.excluded) == len(p.mentors) - len(compared)


@settings(max_examples=150, deadline=None)
@given(drawn.mentees, drawn.programs(eligible=True) | drawn.beset_programs())
def test_the_columns_measure_as_the_factors_do(m: Mentee, p: Program) -> None:
    compared = Pool.of(p, VOCABULARY).compare(m, NOTHING_BETWEEN)
    mentors = {each.id: each for each in p.mentors}
    for number, (factor, measure) in enumerate(compared.measures.items()):
        for position, id in enumerate(compared.mentor_ids):
            said = measure.similarity(mentors[id])
            assert bool(compared.said[number, position]) == (said is not None)
            expected = compared.means[factor] if said is None else said
            assert compared.similarities[number, position] == pytest.approx(expected, abs=1e-14)


@pytest.mark.parametrize("minimum", [0, 1, 6, 12, 600])
def test_the_minimum_is_complete_on_the_same_day_for_columns_and_rules(minimum: int) -> None:
    for as_of in (date(2026, 2, 28), date(2028, 2, 29), date(2026, 3, 31), date(2026, 4, 30)):
        days = [as_of + timedelta(days=offset) for offset in range(-31 * (minimum + 2), 3)][-800:]
        mentors = [mentor(f"m{number:04}", since=day) for number, day in enumerate(days)]
        p = program(*mentors, as_of=as_of, requirements=Requirements(minimum_months=minimum))
        pool = Pool.of(p, VOCABULARY)
        eligible = set(pool.compare(mentee(), NOTHING_BETWEEN).mentor_ids)
        assert eligible == {each.id for each in mentors if not objections(mentee(), each, p, NOTHING_BETWEEN)}


def test_what_mentors_ask_takes_no_more_room_than_those_who_ask_it_now() -> None:
    pool = Pool(TODAY, Requirements(), VOCABULARY)
    record = MentorRecord(consents_to_matching=True)
    for age_band in VOCABULARY.age_bands * 3:
        pool.put(mentor("ana", must=(Must("age_band", frozenset({age_band})),)), record)
        pool.put(mentor("ben"), record)
    assert pool.columns()["musts"].max() <= 2
    assert pool.compare(mentee(age_band="65+"), NOTHING_BETWEEN).mentor_ids == ("ana", "ben")
    assert pool.compare(mentee(age_band="18-24"), NOTHING_BETWEEN).mentor_ids == ("ben",)


def test_a_mentor_costs_less_than_a_kilobyte_of_columns_and_the_rest() -> None:
    columns = Pool.of(program(*[mentor(f"m{number:03}") for number in range(100)]), VOCABULARY).columns()
    assert sum(column.nbytes for column in columns.values()) / 100 < 300
