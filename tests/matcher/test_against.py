"""Why one mentor stands above another, and the least change of one weight that turns the two round."""

from dataclasses import replace
from datetime import UTC, datetime
from math import fsum, isclose

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matcher.against import MILLION, Against, Turn, against, smallest_turn
from matcher.comparison import EVEN_PLACES
from matcher.people import Mentee, Mentor, MentorRecord, Program
from matcher.pool import Pool
from matcher.rank import examine
from matcher.rules import Reason
from matcher.weights import DEFAULT_WEIGHTS, FACTORS, Weights
from tests.matcher import drawn
from tests.matcher.made import NOTHING_BETWEEN, VOCABULARY, mentee, mentor, program

CLOSE = 1e-9
KIM = mentee(experiences=frozenset({"alcohol"}), goals=frozenset({"housing"}))
ANA = mentor("ana", experiences=frozenset({"alcohol"}), goals=frozenset())
BEA = mentor("bea", experiences=frozenset(), goals=frozenset({"housing"}))


def beside(m: Mentee, p: Program, one: str, other: str, weights: Weights = DEFAULT_WEIGHTS) -> Against:
    return against(m, one, other, Pool.of(p, VOCABULARY), NOTHING_BETWEEN, weights)


def first_of(m: Mentee, p: Program, one: str, other: str, weights: Weights) -> str:
    """By the list of all mentors."""
    pool = Pool.of(p, VOCABULARY)
    looked = [examine(m, each, pool, NOTHING_BETWEEN, weights).suggestion for each in (one, other)]
    return min((each for each in looked if each is not None), key=lambda each: each.rank).mentor_id


def weighing(**values: float) -> Weights:
    return Weights(1, dict.fromkeys(FACTORS, 0.0) | values)


def changed(weights: Weights, turn: Turn, to: float) -> Weights:
    return Weights(2, {**weights.values, turn.factor: to})


def test_the_factor_that_adds_most_to_the_lead_decided() -> None:
    verdict = beside(KIM, program(ANA, BEA), "bea", "ana", weighing(experience=0.3, goals=0.2)).verdict
    assert verdict is not None
    assert verdict.ahead == "ana"
    assert (verdict.decided.key, verdict.decided.values["factor"]) == ("decided.factor", "experience")
    differences = {each.factor: round(each.difference, 9) for each in verdict.factors if each.weight}
    assert differences == {"experience": -0.6, "goals": 0.4}


def test_the_weight_at_which_two_are_turned_round_is_just_past_where_they_are_even() -> None:
    verdict = beside(KIM, program(ANA, BEA), "ana", "bea", weighing(experience=0.3, goals=0.2)).verdict
    assert verdict is not None
    # Ana leads by one in experience, Bea by one in goals: even at 0.2 or at 0.3, and of even scores Ana is first by id.
    assert verdict.turn == Turn("experience", 0.3, 0.199999)


def test_no_single_weight_turns_two_of_whom_one_is_better_in_everything() -> None:
    better = replace(ANA, goals=frozenset({"housing"}))
    verdict = beside(KIM, program(better, BEA), "ana", "bea").verdict
    assert verdict is not None
    assert verdict.turn is None


def test_a_weight_of_nothing_may_be_raised_and_stays_within_the_contract() -> None:
    verdict = beside(KIM, program(ANA, BEA), "ana", "bea", weighing(experience=0.3)).verdict
    assert verdict is not None
    assert verdict.turn == Turn("goals", 0.0, 0.300001)
    # Even at the most there is, and of even scores Ana is first by id.
    heaviest = beside(KIM, program(ANA, BEA), "ana", "bea", weighing(experience=1)).verdict
    assert heaviest is not None
    assert heaviest.turn is None


def test_of_several_weights_the_one_that_changes_least_is_told() -> None:
    hopes = replace(KIM, goals=frozenset({"housing", "work"}))
    verdict = beside(hopes, program(ANA, BEA), "ana", "bea", weighing(experience=0.3, goals=0.2)).verdict
    assert verdict is not None
    assert verdict.turn is not None
    # Bea's lead in goals is less than one, so their weight would have to grow by more.
    assert verdict.turn.factor == "experience"
    assert 0 < verdict.turn.to < 0.1


def test_the_only_weight_that_counts_turns_nobody_round() -> None:
    lived = replace(KIM, goals=None)
    zoe = replace(ANA, id="zoe")
    verdict = beside(lived, program(BEA, zoe), "bea", "zoe", weighing(experience=0.3)).verdict
    assert verdict is not None
    assert (verdict.ahead, verdict.turn) == ("zoe", None)


def test_where_a_rule_for_even_scores_turns_them_the_change_is_smaller_than_to_where_they_are_even() -> None:
    roomy = replace(BEA, capacity=5)
    compared = Pool.of(program(ANA, roomy), VOCABULARY).compare(KIM, NOTHING_BETWEEN)
    alike = {"experience": (0.50001, 0.5), "goals": (0.5, 0.50001)}
    rows = [alike.get(factor, (0.0, 0.0)) for factor in compared.factors]
    order = [compared.mentor_ids.index(each) for each in ("ana", "bea")]
    pair = replace(compared.only(np.array(order)), similarities=np.array(rows))
    weights = weighing(experience=0.5, goals=0.3).values
    turn = smallest_turn(pair, weights, ahead=0)
    assert turn is not None
    # Even at 0.5, and even but for the tenth place a good way before.
    assert turn.factor == "goals"
    assert 0.4998 < turn.to < 0.5 - 10 / MILLION
    places = [pair.order({**weights, turn.factor: turn.to + step / MILLION}).place(0) for step in (-1, 0, 1)]
    assert places == [1, 2, 2]


NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
TWINS = program(mentor("ana", capacity=2), mentor("bea", capacity=2))


@pytest.mark.parametrize(
    ("ana", "bea", "rule"),
    [
        ({"places_in_use": 1}, {}, "free_places"),
        ({"last_introduced": NOON}, {}, "never_introduced"),
        ({"last_introduced": NOON}, {"last_introduced": datetime(2025, 1, 1, tzinfo=UTC)}, "introduced_longer_ago"),
        ({}, {}, "id"),
    ],
)
def test_between_even_scores_the_rule_that_decided_is_named(
    ana: dict[str, object], bea: dict[str, object], rule: str
) -> None:
    told = {"ana": ana, "bea": bea}
    records = {id: MentorRecord(consents_to_matching=True, **said) for id, said in told.items()}  # type: ignore[arg-type]
    verdict = beside(KIM, replace(TWINS, records=records), "ana", "bea").verdict
    assert verdict is not None
    assert verdict.decided.key == f"decided.{rule}"
    assert verdict.ahead == ("ana" if rule == "id" else "bea")


def test_two_of_whom_one_may_not_be_paired_have_reasons_and_no_verdict() -> None:
    found = beside(KIM, program(ANA, replace(BEA, languages=frozenset({"fr"}))), "ana", "bea")
    assert found.verdict is None
    assert (found.mentor.objections, found.mentor.suggestion, found.other.suggestion) == ((), None, None)
    assert [each.reason for each in found.other.objections] == [Reason.NO_SHARED_LANGUAGE]


def test_a_mentor_of_another_program_is_not_known() -> None:
    with pytest.raises(KeyError):
        beside(KIM, program(ANA), "ana", "bea")


two_of = drawn.programs(eligible=True) | drawn.tied_programs()
# Coarse weights are often even, and often 0.
weights = drawn.weights | st.builds(
    lambda values: Weights(1, dict(zip(FACTORS, values, strict=True))),
    st.lists(st.sampled_from([0.0, 0.1, 0.25, 1.0]), min_size=len(FACTORS), max_size=len(FACTORS)),
)


def looked_at(m: Mentee, p: Program, w: Weights) -> tuple[Mentor, Mentor, Against]:
    assume(len(p.mentors) > 1)
    one, other = p.mentors[0], p.mentors[-1]
    found = beside(m, p, one.id, other.id, w)
    assume(found.verdict is not None)
    return one, other, found


@settings(max_examples=40, deadline=None)
@given(drawn.mentees, two_of, weights)
def test_the_change_turns_them_and_one_a_millionth_smaller_does_not(m: Mentee, p: Program, w: Weights) -> None:
    one, other, found = looked_at(m, p, w)
    assert found.verdict is not None
    assert found.verdict.ahead == first_of(m, p, one.id, other.id, w)
    turn = found.verdict.turn
    if turn is None:
        return
    assert (turn.now, 0 <= turn.to <= 1) == (w.values[turn.factor], True)
    behind = ({one.id, other.id} - {found.verdict.ahead}).pop()
    assert first_of(m, p, one.id, other.id, changed(w, turn, turn.to)) == behind
    step = 1 / MILLION if turn.to < turn.now else -1 / MILLION
    smaller = round(turn.to + step, 6)
    if abs(smaller - turn.now) < abs(turn.to - turn.now) and any(changed(w, turn, smaller).values.values()):
        assert first_of(m, p, one.id, other.id, changed(w, turn, smaller)) == found.verdict.ahead


@settings(max_examples=40, deadline=None)
@given(drawn.mentees, two_of, weights, st.sampled_from(FACTORS), st.floats(0, 1))
def test_no_other_change_of_one_weight_that_is_smaller_turns_them(
    m: Mentee, p: Program, w: Weights, factor: str, to: float
) -> None:
    one, other, found = looked_at(m, p, w)
    assert found.verdict is not None
    verdict = found.verdict
    size = 1.0 if verdict.turn is None else abs(verdict.turn.to - verdict.turn.now)
    tried = {**w.values, factor: to}
    kept = [each.factor for each in verdict.factors]
    assume(abs(to - w.values[factor]) < size - 2 / MILLION and any(tried[each] for each in kept))
    scores = [examine(m, each.id, Pool.of(p, VOCABULARY), NOTHING_BETWEEN, Weights(2, tried)) for each in (one, other)]
    apart = [each.suggestion.score for each in scores if each.suggestion is not None]
    # Scores that are even but for what lies beyond the ninth place are for the rule to decide.
    if abs(apart[0] - apart[1]) > 10**-EVEN_PLACES:
        assert first_of(m, p, one.id, other.id, Weights(2, tried)) == verdict.ahead


@settings(max_examples=40, deadline=None)
@given(drawn.mentees, two_of, drawn.weights)
def test_differences_add_up_to_that_of_the_scores_and_the_decisive_one_is_the_largest(
    m: Mentee, p: Program, w: Weights
) -> None:
    one, _, found = looked_at(m, p, w)
    assert found.verdict is not None
    mentor, other = found.mentor.suggestion, found.other.suggestion
    assert mentor is not None
    assert other is not None
    summed = fsum(each.difference for each in found.verdict.factors)
    assert isclose(summed, mentor.score - other.score, abs_tol=CLOSE)
    if found.verdict.decided.key == "decided.factor":
        sign = 1 if found.verdict.ahead == one.id else -1
        decisive = found.verdict.decided.values["factor"]
        leads = {each.factor: sign * each.difference for each in found.verdict.factors}
        assert leads[str(decisive)] == max(leads.values()) > 0
    else:
        assert round(mentor.score, EVEN_PLACES) == round(other.score, EVEN_PLACES)
