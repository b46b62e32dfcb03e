"""The check of plans refuses each way in which one can be wrong."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matcher.check import Asked, Broken, broken
from matcher.plan import Objective, Plan, plan
from tests.matcher.every_plan import Rules, made, waiting_lists

SCORES = np.array([[0.9, 0.5, np.nan], [0.8, 0.2, 0.3], [0.7, np.nan, np.nan]])
ASKED = Asked(SCORES, np.array([1, 1, 1]), Objective.FAIR, [], [])


def telling(asked: Asked, mentors: tuple[int | None, ...]) -> Plan:
    """A plan that does this, and tells the truth about it: what pins to these alone comes to."""
    pins = [(row, column) for row, column in enumerate(mentors) if column is not None]
    free = np.bincount([column for _, column in pins], minlength=len(asked.places))
    told = plan(asked.scores, free, asked.objective, pins, ())
    with_choices = plan(asked.scores, asked.places, Objective.TOTAL, (), asked.forbidden).first_choices
    return replace(told, first_choices=with_choices)


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
    "change",
    [
        {"scores": (0.5, 0.3, 0.8)},
        {"first_choices": (0.9, 0.8, 0.6)},
        {"first_choices": (0.9, 0.8, None)},
        {"left_over": ("places_taken", None, None)},
        {"totals": {"matched": 2}},
        {"totals": {"total": 1.6}},
        {"totals": {"worst": 0.5}},
        {"totals": {"worst": None}},
        {"totals": {"lowest_tenth": 0.4}},
    ],
)
def test_a_plan_that_tells_something_else_than_it_does_is_refused(change: dict[str, Any]) -> None:
    right = made(ASKED)
    changed = {name: replace(right.totals, **value) if name == "totals" else value for name, value in change.items()}
    assert broken(replace(right, **changed), ASKED) is Broken.TOLD_WRONG


def test_a_worst_off_person_who_could_have_more_is_found() -> None:
    asked = Asked(np.array([[1.0, 0.5], [0.6, 0.2]]), np.array([1, 1]), Objective.FAIR, [], [])
    assert broken(telling(asked, (0, 1)), asked) is Broken.WORST_COULD_BE_BETTER
    assert broken(telling(asked, (0, 1)), replace(asked, objective=Objective.TOTAL)) is None


def test_a_sum_that_could_be_higher_is_found_among_pairs_free_places_and_people_left_over() -> None:
    of_pairs = Asked(np.array([[0.5, 0.9], [0.9, 0.5]]), np.array([1, 1]), Objective.TOTAL, [], [])
    assert broken(telling(of_pairs, (0, 1)), of_pairs) is Broken.SUM_COULD_BE_BETTER
    of_places = Asked(np.array([[0.5, 0.9]]), np.array([1, 1]), Objective.TOTAL, [], [])
    assert broken(telling(of_places, (0,)), of_places) is Broken.SUM_COULD_BE_BETTER
    of_people = Asked(np.array([[0.5], [0.9]]), np.array([1]), Objective.TOTAL, [], [])
    assert broken(telling(of_people, (0, None)), of_people) is Broken.SUM_COULD_BE_BETTER


@settings(max_examples=200)
@given(waiting_lists(), st.data())
def test_the_check_and_every_plan_there_is_agree_on_which_are_best(asked: Asked, data: st.DataObject) -> None:
    assume(asked.objective is not Objective.EVEN)
    rules = Rules(asked)
    mentors = data.draw(st.sampled_from(rules.every()))
    count, worst, total = rules.best()
    is_best = rules.key(rules.gets(mentors), worst) == (count, worst, total)
    assert (broken(telling(asked, mentors), asked) is None) == is_best
