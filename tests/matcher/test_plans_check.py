"""The check of plans refuses each way in which one can be wrong."""

from dataclasses import fields, replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matcher.assignment import NOBODY
from matcher.check import Asked, Broken, broken
from matcher.comparison import UNITS
from matcher.plan import Objective, Plan, Totals, WhyLeftOver, plan, totals_of
from tests.matcher.every_plan import Rules, made, waiting_lists

SCORES = np.array([[0.9, 0.5, np.nan], [0.8, 0.2, 0.3], [0.7, np.nan, np.nan]])
ASKED = Asked(SCORES, np.array([1, 1, 1]), Objective.FAIR, [], [])


def telling(asked: Asked, mentors: tuple[int | None, ...]) -> Plan:
    """A plan that does this, and tells the truth about it: what pins to these alone comes to."""
    pins = [(row, column) for row, column in enumerate(mentors) if column is not None]
    free = np.bincount([column for _, column in pins], minlength=len(asked.places))
    told = plan(asked.scores, free, asked.objective, pins, ())
    unpinned = plan(asked.scores, asked.places, Objective.TOTAL, (), asked.forbidden)
    with_nobody = plan(asked.scores, np.zeros_like(asked.places), Objective.TOTAL, (), asked.forbidden)
    chosen = np.array([NOBODY if column is None else column for column in mentors], dtype=np.int64)
    open_units = np.rint(asked.scores * UNITS)
    for pair in asked.forbidden:
        open_units[pair] = np.nan
    return replace(
        told,
        first_choices=unpinned.first_choices,
        left_over=tuple(
            why if column is None else None for why, column in zip(with_nobody.left_over, mentors, strict=True)
        ),
        totals=totals_of(chosen, open_units, asked.places),
    )


@pytest.mark.parametrize(
    ("change", "mentors", "rule"),
    [
        ({}, (1, 0), Broken.OTHER_PEOPLE),
        ({}, (1, 7, 0), Broken.OTHER_PEOPLE),
        ({}, (2, 1, 0), Broken.NOT_ELIGIBLE),
        ({"forbidden": [(0, 1)]}, (1, 2, 0), Broken.FORBIDDEN),
        ({}, (1, 0, 0), Broken.OVER_PLACES),
        ({"pinned": [(1, 1)]}, (1, 2, 0), Broken.PIN_NOT_KEPT),
        ({}, (0, 2, None), Broken.MORE_COULD_BE_MATCHED),
    ],
)
def test_each_rule_is_held_to(change: dict[str, Any], mentors: tuple[int | None, ...], rule: Broken) -> None:
    asked, right = replace(ASKED, **change), made(ASKED)
    assert broken(right, ASKED) is None
    if rule is Broken.MORE_COULD_BE_MATCHED:
        assert broken(telling(asked, mentors), asked) is rule
    else:
        assert broken(replace(right, mentors=mentors), asked) is rule


@pytest.mark.parametrize(
    ("field", "spoiled", "rule"),
    [
        ("objective", Objective.TOTAL, Broken.OBJECTIVE_TOLD),
        ("scores", (0.5, 0.3, 0.8), Broken.SCORES_TOLD),
        ("scores", (0.5, 0.3, None), Broken.SCORES_TOLD),
        ("first_choices", (0.9, 0.8, 0.6), Broken.FIRST_CHOICES_TOLD),
        ("first_choices", (0.9, 0.8, None), Broken.FIRST_CHOICES_TOLD),
        ("left_over", (WhyLeftOver.PLACES_TAKEN, None, None), Broken.LEFT_OVER_TOLD),
        ("totals.matched", 2, Broken.MATCHED_TOLD),
        ("totals.total", 1.5 + 1e-9, Broken.TOTAL_TOLD),
        ("totals.worst", 0.5, Broken.WORST_TOLD),
        ("totals.worst", None, Broken.WORST_TOLD),
        ("totals.worst", np.nan, Broken.WORST_TOLD),
        ("totals.lowest_tenth", 0.3 - 1e-9, Broken.LOWEST_TENTH_TOLD),
        ("totals.lowest_tenth", None, Broken.LOWEST_TENTH_TOLD),
        ("totals.blocking_pairs", 0, Broken.BLOCKING_PAIRS_TOLD),
    ],
)
def test_a_plan_that_tells_something_else_than_it_comes_to_is_refused(field: str, spoiled: Any, rule: Broken) -> None:
    assert broken(_with(made(ASKED), field, spoiled), ASKED) is rule


def _with(right: Plan, field: str, spoiled: Any) -> Plan:
    name, _, of_totals = field.partition(".")
    return replace(right, **{name: replace(right.totals, **{of_totals: spoiled}) if of_totals else spoiled})


def test_every_field_that_a_plan_tells_is_looked_at() -> None:
    marks = test_a_plan_that_tells_something_else_than_it_comes_to_is_refused.pytestmark  # type: ignore[attr-defined]
    spoiled = {field for mark in marks for field, _, _ in mark.args[1]}
    told = {each.name for each in fields(Plan)} - {"mentors", "totals"}
    assert spoiled == told | {f"totals.{each.name}" for each in fields(Totals)}


@pytest.mark.parametrize("field", ["scores", "first_choices", "left_over"])
@given(asked=waiting_lists(), more=st.booleans())
def test_one_answer_too_few_or_too_many_is_told_as_a_fault(field: str, asked: Asked, more: bool) -> None:
    right = made(asked)
    told = getattr(right, field)
    assume(told or more)
    wrong = replace(right, **{field: (*told, None) if more else told[:-1]})
    assert (
        broken(wrong, asked)
        is {
            "scores": Broken.SCORES_TOLD,
            "first_choices": Broken.FIRST_CHOICES_TOLD,
            "left_over": Broken.LEFT_OVER_TOLD,
        }[field]
    )


@pytest.mark.parametrize("right", WhyLeftOver)
@pytest.mark.parametrize("said", [*WhyLeftOver, None])
def test_the_reason_told_for_somebody_left_over_is_the_true_one(right: WhyLeftOver, said: WhyLeftOver | None) -> None:
    scores = np.array([[0.5], [np.nan if right is WhyLeftOver.NO_ONE_ELIGIBLE else 0.4]])
    asked = Asked(scores, np.array([1]), Objective.FAIR, (), [(1, 0)] if right is WhyLeftOver.ONLY_FORBIDDEN else [])
    wrong = replace(made(asked), left_over=(None, said))
    assert broken(wrong, asked) is (None if said is right else Broken.LEFT_OVER_TOLD)


@pytest.mark.parametrize("field", ["worst", "lowest_tenth"])
def test_of_nobody_there_is_no_lowest_score(field: str) -> None:
    asked = Asked(np.array([[np.nan]]), np.array([1]), Objective.FAIR)
    rule = {"worst": Broken.WORST_TOLD, "lowest_tenth": Broken.LOWEST_TENTH_TOLD}[field]
    assert broken(_with(made(asked), f"totals.{field}", 0.0), asked) is rule


def test_a_worst_off_person_who_could_have_more_is_found() -> None:
    asked = Asked(np.array([[1.0, 0.5], [0.6, 0.2]]), np.array([1, 1]), Objective.FAIR, [], [])
    assert broken(telling(asked, (0, 1)), asked) is Broken.WORST_COULD_BE_BETTER
    for_total = replace(asked, objective=Objective.TOTAL)
    assert broken(telling(for_total, (0, 1)), for_total) is None


def test_a_sum_that_could_be_higher_is_found_among_pairs_free_places_and_people_left_over() -> None:
    of_pairs = Asked(np.array([[0.5, 0.9], [0.9, 0.5]]), np.array([1, 1]), Objective.TOTAL, [], [])
    assert broken(telling(of_pairs, (0, 1)), of_pairs) is Broken.SUM_COULD_BE_BETTER
    of_places = Asked(np.array([[0.5, 0.9]]), np.array([1, 1]), Objective.TOTAL, [], [])
    assert broken(telling(of_places, (0,)), of_places) is Broken.SUM_COULD_BE_BETTER
    of_people = Asked(np.array([[0.5], [0.9]]), np.array([1]), Objective.TOTAL, [], [])
    assert broken(telling(of_people, (0, None)), of_people) is Broken.SUM_COULD_BE_BETTER


def test_a_low_score_that_could_rise_is_found_where_scores_are_to_be_even() -> None:
    scores = np.full((4, 4), np.nan)
    scores[0, 0], scores[3, 3], scores[1:3, 1:3] = 0.4, 0.9, [[1.0, 0.7], [0.7, 0.42]]
    asked = Asked(scores, np.array([1, 1, 1, 1]), Objective.EVEN)
    assert broken(telling(asked, (0, 1, 2, 3)), asked) is Broken.SUM_COULD_BE_BETTER
    assert broken(telling(asked, (0, 2, 1, 3)), asked) is None
    as_fair = replace(asked, objective=Objective.FAIR)
    assert broken(telling(as_fair, (0, 2, 1, 3)), as_fair) is Broken.SUM_COULD_BE_BETTER


@pytest.mark.parametrize("objective", Objective)
@settings(max_examples=150)
@given(data=st.data())
def test_the_check_and_every_plan_there_is_agree_on_which_are_best(objective: Objective, data: st.DataObject) -> None:
    asked = data.draw(waiting_lists(st.just(objective)))
    rules = Rules(asked)
    mentors = data.draw(st.sampled_from(rules.every()))
    count, worst, total = rules.best()
    is_best = rules.key(rules.gets(mentors), worst) == (count, worst, total)
    assert (broken(telling(asked, mentors), asked) is None) == is_best


@pytest.mark.parametrize("objective", Objective)
def test_of_two_people_and_two_mentors_every_plan_is_judged_rightly(objective: Objective) -> None:
    for cells in product((np.nan, 0.1, 0.6, 1.0), repeat=4):
        asked = Asked(np.array(cells).reshape(2, 2), np.array([1, 2]), objective)
        rules = Rules(asked)
        best, every = rules.best(), rules.every()
        for mentors in every:
            is_best = rules.key(rules.gets(mentors), best[1]) == best
            assert (broken(telling(asked, mentors), asked) is None) == is_best
        assert made(asked).mentors in every
        assert broken(made(asked), asked) is None
