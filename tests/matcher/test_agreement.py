"""The matcher and the page computed slowly agree: on who, in which order, why not, what would help, and how sure."""

import math
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matcher.people import Mentee, Mentor, PairRecords, Program
from matcher.rank import Suggestion
from matcher.rules import Objection, Reason, objections
from matcher.weights import Weights
from tests.matcher import drawn, oracle, oracle_beside
from tests.matcher.made import NOTHING_BETWEEN, VOCABULARY, rank

EVERYONE = 1000
slow = settings(max_examples=150, deadline=None)


def rows(m: Mentee, p: Program, between: PairRecords, w: Weights, **more: Any) -> dict[str, Suggestion]:
    answer = rank(m, p, between, w, VOCABULARY, EVERYONE, **more)
    return {row.mentor_id: row for row in answer.suggestions}


@slow
@given(
    drawn.beset_mentees | drawn.mentees,
    drawn.beset_programs() | drawn.programs(eligible=True) | drawn.tied_programs(),
    drawn.pairs,
    drawn.weights,
)
def test_scores_reasons_and_what_is_known_agree(m: Mentee, p: Program, between: PairRecords, w: Weights) -> None:
    against = {mentor.id: objections(m, mentor, p, between) for mentor in p.mentors}
    for mentor in p.mentors:
        assert [o.reason.value for o in against[mentor.id]] == oracle.reasons(m, mentor, p, between)
    found, expected = rows(m, p, between, w), oracle.scores(m, p, dict(w.values), VOCABULARY, between)
    assert set(found) == set(expected) == {id for id, reasons in against.items() if not reasons}
    mentors = {mentor.id: mentor for mentor in p.mentors}
    for id, row in found.items():
        assert math.isclose(row.score, expected[id][0], abs_tol=1e-9)
        assert {part.factor: pytest.approx(part.similarity, abs=1e-9) for part in row.factors} == expected[id][1]
        kept = set(expected[id][1])
        assert list(row.unknown) == [factor for factor in w.values if factor in kept and silent(factor, m, mentors[id])]
        shares = {factor: w.values[factor] / math.fsum(w.values[f] for f in kept) for factor in kept}
        known = math.fsum(share for factor, share in shares.items() if factor not in row.unknown)
        assert math.isclose(row.known, known, abs_tol=1e-9)


def silent(factor: str, m: Mentee, mentor: Mentor) -> bool:
    """Whether the mentor left unsaid what this factor asks, the mentee having said it."""
    if factor == "stage":
        return mentor.stage is None and mentor.since is None
    if factor == "about":
        return not mentor.about
    if factor == "background":
        region = m.region if "in_person" in (m.formats or ()) else None
        asked = ((m.shared or None, mentor.shared), (m.age_band, mentor.age_band), (region, mentor.region))
        return all(said is None for wanted, said in asked if wanted is not None)
    topic = {"experience": "experiences", "availability": "weekly", "style": "styles"}.get(factor, factor)
    return getattr(mentor, topic) is None


@slow
@given(drawn.beset_mentees, drawn.beset_programs(), drawn.weights)
def test_cautions_agree_in_order_and_in_what_they_tell(m: Mentee, p: Program, w: Weights) -> None:
    mentors = {mentor.id: mentor for mentor in p.mentors}
    for id, row in rows(m, p, NOTHING_BETWEEN, w).items():
        told = [(caution.code.value, dict(caution.phrase.values)) for caution in row.cautions]
        assert told == list(oracle_beside.cautions(m, mentors[id], p, bool(row.factors)).items())
        assert all(caution.phrase.key == f"caution.{caution.code}" for caution in row.cautions)


@slow
@given(drawn.beset_mentees, drawn.beset_programs(), drawn.pairs)
def test_what_would_change_agrees(m: Mentee, p: Program, between: PairRecords) -> None:
    for mentor in p.mentors:
        for objection in objections(m, mentor, p, between):
            assert objection.would_change.key == f"change.{objection.reason}"
            assert dict(objection.would_change.values) == would_change(objection, m, mentor, p, between)


def would_change(o: Objection, m: Mentee, mentor: Mentor, p: Program, between: PairRecords) -> dict[str, Any]:
    plain = (Reason.SAME_PERSON, Reason.NO_CONSENT, Reason.CONCERN_OPEN, Reason.KEPT_APART)
    if o.reason in plain:
        return {}
    if o.reason == Reason.DECLINED_BEFORE:
        day = between.declined_before[mentor.id]
        return {"on": day and day.isoformat()}
    if o.reason in (Reason.TRAINING_MISSING, Reason.SCREENING_MISSING):
        return in_force(o.reason, mentor, p.as_of)
    if o.reason == Reason.TOO_EARLY:
        return far_enough(mentor, p)
    if o.reason == Reason.AT_CAPACITY:
        in_use = p.records[mentor.id].places_in_use
        needed = next(n for n in range(1, 99) if mentor.capacity + n > in_use)
        return {"capacity": mentor.capacity, "places_in_use": in_use, "needed": needed}
    if o.reason == Reason.NO_SHARED_TIME:
        return oracle_beside.times_changed(m, mentor, p.as_of)
    if o.reason in (Reason.MENTEE_PREFERENCE, Reason.MENTOR_PREFERENCE):
        asker, other = (m, mentor) if o.reason == Reason.MENTEE_PREFERENCE else (mentor, m)
        return {"unmet": tuple(wish for must in asker.must if (wish := unmet(must, other)))}
    return dict(o.phrase.values)


def unmet(must: Any, other: Any) -> tuple[Any, ...] | None:
    said = getattr(other, must.about)
    answers = said if said is None else sorted([said] if isinstance(said, str) else said)
    if set(answers or ()) & must.any_of:
        return None
    return must.about, tuple(sorted(must.any_of)), None if answers is None else tuple(answers)


def in_force(reason: Reason, mentor: Mentor, today: date) -> dict[str, Any]:
    done, expires = (
        (mentor.training_completed_on, mentor.training_expires_on)
        if reason == Reason.TRAINING_MISSING
        else (mentor.screening_checked_on, mentor.screening_expires_on)
    )
    if done is not None and done <= today:
        return {"state": "expired", "on": str(expires)}
    if done is None or (expires is not None and expires < done):
        return {"state": "never"}
    return {"state": "later", "on": str(done)}


def far_enough(mentor: Mentor, p: Program) -> dict[str, Any]:
    minimum = p.requirements.minimum_months
    if mentor.since is not None:
        on = oracle_beside.first_day_long_enough(mentor, minimum, p.as_of)
        return {"case": "dated", "minimum_months": minimum, "on": on.isoformat()}
    steps = {0: "exploring", 6: "early", 12: "sustained", 40: "stable", 100: None}
    return {
        "case": "stated" if mentor.stage else "unsaid", "minimum_months": minimum, "stage": steps[minimum]
    }  # fmt: skip


@slow
@given(drawn.mentees, drawn.programs(eligible=True) | drawn.tied_programs(), drawn.weights)
def test_margin_and_steadiness_agree(m: Mentee, p: Program, w: Weights) -> None:
    weights = dict(w.values)
    found = rows(m, p, NOTHING_BETWEEN, w)
    alike = {id: {part.factor: part.similarity for part in row.factors} for id, row in found.items()}
    places, scores, sure = oracle_beside.places(alike, weights, p)
    assume(sure)
    assert {id: row.rank for id, row in found.items()} == places
    order = sorted(places, key=places.__getitem__)
    for id, below in pairwise(order):
        margin = found[id].margin
        assert margin is not None
        assert margin >= 0
        assert math.isclose(margin, max(0, scores[id] - scores[below]), abs_tol=1e-9)
    assert found[order[-1]].margin is None
    changed = [
        oracle_beside.places(alike, other, p)
        for other in oracle_beside.others(weights, list(next(iter(alike.values()))))
    ]
    assume(all(clear for _, _, clear in changed))
    assert {id: row.steady for id, row in found.items()} == {
        id: all(others[id] == place for others, _, _ in changed) for id, place in places.items()
    }


@slow
@given(drawn.mentees, drawn.programs(eligible=True) | drawn.tied_programs(), drawn.weights, drawn.weights)
def test_the_rank_before_is_the_rank_under_the_other_weights(m: Mentee, p: Program, w: Weights, then: Weights) -> None:
    before = rows(m, p, NOTHING_BETWEEN, then)
    now = rows(m, p, NOTHING_BETWEEN, w, compare_with=then)
    assert {id: row.rank_before for id, row in now.items()} == {id: row.rank for id, row in before.items()}
    assert {row.rank_before for row in before.values()} == {None}


@slow
@given(drawn.mentees, drawn.tied_programs(), drawn.weights, st.integers(1, 3))
def test_a_shorter_list_knows_the_same_of_its_rows(m: Mentee, p: Program, w: Weights, limit: int) -> None:
    everyone = rank(m, p, NOTHING_BETWEEN, w, VOCABULARY, EVERYONE).suggestions
    assert rank(m, p, NOTHING_BETWEEN, w, VOCABULARY, limit).suggestions == everyone[:limit]
