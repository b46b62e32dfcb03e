"""What holds of every program, whoever is in it."""

import math
import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matcher.people import Mentee, Mentor, Program
from matcher.pool import Pool
from matcher.rank import Ranking
from matcher.rank import rank as ranking
from matcher.rules import objections
from matcher.weights import DEFAULT_WEIGHTS, Weights
from tests.matcher import drawn, oracle
from tests.matcher.made import NOTHING_BETWEEN, VOCABULARY, examine, rank

CLOSE = 1e-9
EVERYONE = 1000
quick = settings(max_examples=60, deadline=None)


def ranked(mentee: Mentee, program: Program, weights: Weights = DEFAULT_WEIGHTS, limit: int = EVERYONE) -> Ranking:
    return rank(mentee, program, NOTHING_BETWEEN, weights, VOCABULARY, limit)


def similarities(mentee: Mentee, program: Program, factor: str) -> dict[str, float]:
    rows = ranked(mentee, program).suggestions
    return {row.mentor_id: part.similarity for row in rows for part in row.factors if part.factor == factor}


@settings(max_examples=200, deadline=None)
@given(drawn.mentees, drawn.programs() | drawn.programs(eligible=True), drawn.weights)
def test_scores_and_similarities_agree_with_the_page_computed_slowly(m: Mentee, p: Program, w: Weights) -> None:
    expected = oracle.scores(m, p, dict(w.values), VOCABULARY)
    rows = ranked(m, p, w).suggestions
    assert {row.mentor_id for row in rows} == set(expected)
    for row in rows:
        score, alike = expected[row.mentor_id]
        assert math.isclose(row.score, score, abs_tol=CLOSE)
        assert {part.factor for part in row.factors} == set(alike)
        assert all(math.isclose(part.similarity, alike[part.factor], abs_tol=CLOSE) for part in row.factors)


@quick
@given(drawn.mentees, drawn.programs(), drawn.weights)
def test_parts_add_up_to_the_score_and_weights_to_one(m: Mentee, p: Program, w: Weights) -> None:
    for row in ranked(m, p, w).suggestions:
        parts = row.factors
        assert all(part.contribution == part.weight * part.similarity for part in parts)
        assert all(0 <= part.similarity <= 1 for part in parts)
        assert 0 <= row.score <= 1
        assert 0 <= row.known <= 1
        assert math.isclose(math.fsum(part.contribution for part in parts), row.score, abs_tol=CLOSE)
        assert math.isclose(math.fsum(part.weight for part in parts), 1, abs_tol=CLOSE) or (parts, row.score) == ((), 0)
        known = math.fsum(part.weight for part in parts if part.factor not in row.unknown)
        assert math.isclose(row.known, known, abs_tol=CLOSE)
        assert {part.factor for part in parts if part.because.key.endswith(".unknown")} == set(row.unknown)


@quick
@given(drawn.mentees, drawn.programs(), st.randoms(use_true_random=False))
def test_the_order_in_which_mentors_are_given_changes_nothing(m: Mentee, p: Program, chance: random.Random) -> None:
    shuffled = chance.sample(p.mentors, len(p.mentors))
    assert ranked(m, replace(p, mentors=tuple(shuffled))) == ranked(m, p)


@quick
@given(drawn.mentees, drawn.programs(), drawn.weights)
def test_doubling_all_weights_changes_nothing(m: Mentee, p: Program, w: Weights) -> None:
    assume(all(value == 0 or value > 1e-300 for value in w.values.values()))
    doubled = Weights(1, {factor: 2 * value for factor, value in w.values.items()})
    assert ranked(m, p, doubled) == ranked(m, p, w)


@quick
@given(drawn.mentees, drawn.programs())
def test_nobody_who_is_excluded_is_listed_and_everybody_else_is(m: Mentee, p: Program) -> None:
    allowed = {mentor.id for mentor in p.mentors if not objections(m, mentor, p, NOTHING_BETWEEN)}
    answer = ranked(m, p)
    assert {row.mentor_id for row in answer.suggestions} == allowed
    assert answer.eligible == len(allowed)
    assert answer.considered == len(p.mentors) == answer.eligible + sum(count for _, count in answer.excluded)


@quick
@given(drawn.mentees, drawn.programs(), st.integers(0, 4))
def test_a_shorter_list_is_the_beginning_of_the_longer_one(m: Mentee, p: Program, limit: int) -> None:
    everyone = ranked(m, p).suggestions
    assert ranked(m, p, limit=limit).suggestions == everyone[:limit]
    assert [row.rank for row in everyone] == list(range(1, len(everyone) + 1))


@quick
@given(drawn.mentees, drawn.programs() | drawn.programs(eligible=True), st.data())
def test_who_is_left_out_is_neither_listed_nor_counted_and_nobody_else_s_score_changes(
    m: Mentee, p: Program, data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.sampled_from([mentor.id for mentor in p.mentors] or ["nobody"])))
    pool = Pool.of(p, VOCABULARY)
    everyone = ranked(m, p)
    others = ranking(m, pool, NOTHING_BETWEEN, DEFAULT_WEIGHTS, EVERYONE, without=gone)
    kept = [row for row in everyone.suggestions if row.mentor_id not in gone]
    assert [(row.mentor_id, row.score, row.factors) for row in others.suggestions] == [
        (row.mentor_id, row.score, row.factors) for row in kept
    ]
    assert [row.rank for row in others.suggestions] == list(range(1, len(kept) + 1))
    first = Counter(
        against[0].reason.value
        for mentor in p.mentors
        if mentor.id not in gone and (against := objections(m, mentor, p, NOTHING_BETWEEN))
    )
    assert dict(others.excluded) == first
    assert others.eligible == len(kept)
    assert others.considered == len(kept) + first.total()


@quick
@given(drawn.mentees, drawn.programs())
def test_one_pair_examined_is_the_same_row_as_in_the_list(m: Mentee, p: Program) -> None:
    rows = {row.mentor_id: row for row in ranked(m, p).suggestions}
    for mentor in p.mentors:
        pair = examine(m, mentor.id, p, NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY)
        assert pair.suggestion == rows.get(mentor.id)
        assert pair.eligible is (mentor.id in rows) is (pair.objections == ())


@quick
@given(drawn.mentees, drawn.programs())
def test_better_or_even_rows_stand_first_and_even_ones_in_the_agreed_order(m: Mentee, p: Program) -> None:
    rows = ranked(m, p).suggestions
    for upper, lower in pairwise(rows):
        first, second = p.records[upper.mentor_id].last_introduced, p.records[lower.mentor_id].last_introduced
        if round(upper.score, 9) != round(lower.score, 9):
            assert upper.score > lower.score
        elif upper.free_places != lower.free_places:
            assert upper.free_places > lower.free_places
        elif first != second:
            assert first is None or (second is not None and first < second)
        else:
            assert upper.mentor_id < lower.mentor_id


SILENCED = {
    "experience": {"experiences": None},
    "background": {"shared": None, "age_band": None, "region": None},
    "interests": {"interests": None},
    "goals": {"goals": None},
    "pathways": {"pathways": None},
    "style": {"styles": None},
    "about": {"about": None},
}


@quick
@given(drawn.mentees, drawn.programs(eligible=True), st.sampled_from(sorted(SILENCED)))
def test_a_mentor_who_falls_silent_takes_exactly_the_mean_of_the_others(m: Mentee, p: Program, factor: str) -> None:
    quiet: Mentor = replace(p.mentors[0], **SILENCED[factor])
    rows = {row.mentor_id: row for row in ranked(m, replace(p, mentors=(quiet, *p.mentors[1:]))).suggestions}
    alike = {id: part.similarity for id, row in rows.items() for part in row.factors if part.factor == factor}
    if alike:
        said = [value for id, value in alike.items() if factor not in rows[id].unknown]
        assert factor in rows[quiet.id].unknown
        assert alike[quiet.id] == (math.fsum(said) / len(said) if said else 0)


COVERED = {"experience": "experiences", "goals": "goals", "pathways": "pathways"}


@quick
@given(drawn.mentees, drawn.programs(eligible=True), st.sampled_from(sorted(COVERED)), st.data())
def test_adding_a_shared_answer_never_lowers_coverage(m: Mentee, p: Program, factor: str, data: st.DataObject) -> None:
    topic, first = COVERED[factor], p.mentors[0]
    wanted = data.draw(st.frozensets(st.sampled_from(VOCABULARY.topics[topic]), min_size=1))
    said = data.draw(st.frozensets(st.sampled_from(VOCABULARY.topics[topic])))
    added = data.draw(st.sampled_from(sorted(wanted)))
    asker: Mentee = replace(m, **{topic: wanted})
    lists = (said, said | {added})
    programs = [replace(p, mentors=(replace(first, **{topic: codes}), *p.mentors[1:])) for codes in lists]
    before, after = (similarities(asker, program, factor)[first.id] for program in programs)
    assert after >= before - CLOSE


@quick
@given(drawn.mentees, drawn.programs())
def test_other_names_for_the_interests_change_nothing(m: Mentee, p: Program) -> None:
    def renamed(person: Mentee | Mentor) -> frozenset[str] | None:
        return None if person.interests is None else frozenset(f"own:{code}!" for code in person.interests)

    others = tuple(replace(mentor, interests=renamed(mentor)) for mentor in p.mentors)
    again = ranked(replace(m, interests=renamed(m), matters=m.matters - {"hiking"}), replace(p, mentors=others))
    before = ranked(m, p)
    assert [(row.mentor_id, row.score) for row in again.suggestions] == [
        (row.mentor_id, row.score) for row in before.suggestions
    ]


@quick
@given(drawn.mentees, drawn.programs())
def test_what_is_shared_is_truly_shared(m: Mentee, p: Program) -> None:
    mentors = {mentor.id: mentor for mentor in p.mentors}
    for row in ranked(m, p).suggestions:
        other, shared = mentors[row.mentor_id], row.shared
        for codes, topic in ((shared.experiences, "experiences"), (shared.background, "shared")):
            assert set(codes) == (getattr(m, topic) or set()) & (getattr(other, topic) or set())
        assert shared.languages
        for part in row.factors:
            assert set(part.because.values.get("codes", ())) <= _everything(m) & _everything(other)


def _everything(person: Mentee | Mentor) -> set[str]:
    topics = (person.experiences, person.pathways, person.interests, person.shared, person.goals, person.styles)
    return {code for codes in topics for code in codes or ()}
