"""A plan for a whole waiting list, against every plan there is and by what must not change it."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from matcher.assignment import concave
from matcher.check import Asked, broken
from matcher.plan import ImpossiblePin, Objective, PinProblem, Plan, WhyLeftOver, plan
from tests.matcher.every_plan import Rules, made, waiting_lists

NO = np.nan


def grid(*rows: list[float]) -> NDArray[np.float64]:
    return np.array(rows, dtype=np.float64)


def places(*numbers: int) -> NDArray[np.int64]:
    return np.array(numbers, dtype=np.int64)


def asked_for(scores: Any, free: Any, objective: Objective = Objective.FAIR, **more: Any) -> Plan:
    return made(Asked(scores, free, objective, **more))


@settings(max_examples=400)
@given(waiting_lists())
def test_a_plan_is_as_good_as_the_best_of_every_plan(asked: Asked) -> None:
    rules, mentors = Rules(asked), made(asked).mentors
    count, worst, total = rules.best()
    assert mentors in rules.every()
    assert rules.key(rules.gets(mentors), worst) == (count, worst, total)


@settings(max_examples=200)
@given(waiting_lists())
def test_the_check_accepts_every_plan_of_ours(asked: Asked) -> None:
    assert broken(made(asked), asked) is None


@given(waiting_lists(), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing_about_how_good_a_plan_is(asked: Asked, chance: Any) -> None:
    rows, columns = list(range(asked.scores.shape[0])), list(range(asked.scores.shape[1]))
    chance.shuffle(rows)
    chance.shuffle(columns)
    pinned = [(rows.index(mentee), columns.index(mentor)) for mentee, mentor in asked.pinned]
    forbidden = [(rows.index(mentee), columns.index(mentor)) for mentee, mentor in asked.forbidden]
    shuffled = Asked(asked.scores[rows][:, columns], asked.places[columns], asked.objective, pinned, forbidden)
    one, other = made(asked), made(shuffled)
    worst = Rules(asked).best()[1]
    keys = [Rules(asked).key(Rules(it).gets(made(it).mentors), worst) for it in (asked, shuffled)]
    assert keys[0] == keys[1]
    assert [one.first_choices[row] for row in rows] == list(other.first_choices)


def test_what_a_score_is_worth_does_not_change_with_its_place_in_the_list() -> None:
    units = np.rint(np.random.default_rng(2).random((40, 50)) * 10**9)
    whole = concave(units, units.min())
    ends = units.min(), units.max()
    alone = [concave(np.array([[*ends, unit]]), ends[0])[0, 2] for unit in units.flat]
    assert list(whole.flat) == alone


@given(waiting_lists())
def test_the_same_question_has_the_same_answer(asked: Asked) -> None:
    backwards = Asked(asked.scores.copy(), asked.places, asked.objective, asked.pinned[::-1], asked.forbidden[::-1])
    assert made(asked) == made(backwards)


@given(waiting_lists())
def test_pairs_who_would_both_rather_swap_are_counted_one_by_one(asked: Asked) -> None:
    answer, rules = made(asked), Rules(asked)

    def least(mentor: int) -> int:
        held = [rules.units(row, mentor) for row, at in enumerate(answer.mentors) if at == mentor]
        return -1 if len(held) < asked.places[mentor] else min(held, default=10**10)

    def now(mentee: int) -> int:
        at = answer.mentors[mentee]
        return -1 if at is None else rules.units(mentee, at)

    both = [
        (mentee, mentor)
        for mentee, mentor in np.ndindex(asked.scores.shape)
        if rules.allowed(mentee, mentor) and rules.units(mentee, mentor) > max(now(mentee), least(mentor))
    ]
    assert answer.totals.blocking_pairs == len(both)


def test_nobody_stays_without_so_that_others_do_better() -> None:
    scores = grid([0.9, 0.1], [0.8, NO])
    for objective in Objective:
        assert asked_for(scores, places(1, 1), objective).mentors == (1, 0)


def test_fair_lifts_the_worst_off_and_total_the_sum() -> None:
    scores = grid([1.0, 0.5], [0.6, 0.2])
    assert asked_for(scores, places(1, 1), Objective.TOTAL).totals.worst == 0.2
    assert asked_for(scores, places(1, 1), Objective.FAIR).totals.worst == 0.5


def test_even_gives_some_of_the_total_for_those_who_have_little() -> None:
    scores = grid([0.4, NO, NO, NO], [NO, 1.0, 0.7, NO], [NO, 0.7, 0.42, NO], [NO, NO, NO, 0.9])
    fair, even = (asked_for(scores, places(1, 1, 1, 1), objective) for objective in (Objective.FAIR, Objective.EVEN))
    assert (fair.mentors, even.mentors) == ((0, 1, 2, 3), (0, 2, 1, 3))


def test_a_mentor_with_two_places_takes_two() -> None:
    assert asked_for(grid([0.5], [0.6], [0.4]), places(2)).mentors == (0, 0, None)


@pytest.mark.parametrize("others", [[0.55, 0.5], [0.5, 0.55], [0.5, 0.55, 0.52, 0.3]])
def test_people_left_over_and_places_left_free_leave_the_others_their_best(others: list[float]) -> None:
    nothing = [NO] * len(others)
    answer = asked_for(grid([0.5, *nothing], [0.6, *nothing], [NO, *others]), places(*[1] * (1 + len(others))))
    assert answer.mentors == (None, 0, 1 + others.index(0.55))


def test_what_the_plan_says_of_those_left_over() -> None:
    scores = grid([0.5, NO], [0.6, NO], [NO, NO], [NO, 0.4])
    answer = asked_for(scores, places(1, 3), forbidden=[(3, 1)])
    assert answer.left_over == (
        WhyLeftOver.PLACES_TAKEN,
        None,
        WhyLeftOver.NO_ONE_ELIGIBLE,
        WhyLeftOver.ONLY_FORBIDDEN,
    )
    assert answer.first_choices == (0.5, 0.6, None, None)


def test_a_first_choice_has_a_free_place() -> None:
    assert asked_for(grid([0.9, 0.4]), places(0, 1)).first_choices == (0.4,)


def test_a_pin_is_kept_whatever_it_costs() -> None:
    answer = asked_for(grid([0.1, 0.9], [0.8, NO]), places(1, 1), pinned=[(0, 0)])
    assert answer.mentors == (0, None)


def test_the_lowest_tenth_is_the_mean_of_at_least_one() -> None:
    answer = asked_for(np.diag(np.arange(1, 12) / 20) + np.where(np.eye(11) == 1, 0, NO), places(*[1] * 11))
    assert answer.totals.lowest_tenth == pytest.approx(0.075)
    assert answer.totals.matched == 11


@pytest.mark.parametrize(
    ("pinned", "problem"),
    [
        ([(0, 1)], PinProblem.NOT_ELIGIBLE),
        ([(1, 1)], PinProblem.FORBIDDEN),
        ([(1, 0), (1, 2)], PinProblem.SECOND_MENTOR),
        ([(0, 0), (1, 0)], PinProblem.NO_FREE_PLACE),
    ],
)
def test_a_pin_that_no_plan_can_keep_is_named(pinned: list[tuple[int, int]], problem: PinProblem) -> None:
    scores = grid([0.5, NO, 0.5], [0.5, 0.5, 0.5])
    with pytest.raises(ImpossiblePin) as caught:
        asked_for(scores, places(1, 1, 1), pinned=pinned, forbidden=[(1, 1)])
    assert (caught.value.mentee, caught.value.mentor, caught.value.problem) == (*pinned[-1], problem)


@pytest.mark.parametrize(
    ("scores", "free"),
    [
        (grid([1.5]), places(1)),
        (grid([-0.1]), places(1)),
        (grid([0.5]), places(-1)),
        (grid([0.5]), places(1, 1)),
        (np.zeros(3), places(1, 1, 1)),
    ],
)
def test_arrays_that_are_not_as_said_are_refused(scores: Any, free: Any) -> None:
    with pytest.raises(ValueError, match="places"):
        asked_for(scores, free)


@pytest.mark.parametrize("pair", [(1, 0), (0, 1), (-1, 0)])
def test_a_pair_outside_the_list_is_refused(pair: tuple[int, int]) -> None:
    for named in ("pinned", "forbidden"):
        with pytest.raises(ValueError, match="there is no pair"):
            asked_for(grid([0.5]), places(1), **{named: [pair]})


def test_progress_rises_from_nothing_to_all() -> None:
    for objective in Objective:
        shares: list[float] = []
        plan(np.random.default_rng(1).random((9, 6)), places(*[1] * 6), objective, progress=shares.append)
        assert shares == sorted(set(shares))
        assert (shares[0], shares[-1]) == (0.0, 1.0)
        assert len(shares) > 2


class Cancelled(Exception):
    pass


@pytest.mark.parametrize("objective", Objective)
def test_what_progress_raises_ends_the_work(objective: Objective) -> None:
    def cancel_under_way(share: float) -> None:
        if share > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        plan(grid([0.5, 0.4], [0.5, 0.3]), places(1, 1), objective, progress=cancel_under_way)


@pytest.mark.parametrize("objective", Objective)
def test_a_few_hundred_people_pass_the_check(objective: Objective) -> None:
    chance = np.random.default_rng(3)
    scores = np.where(chance.random((120, 60)) < 0.3, chance.random((120, 60)), NO)
    for most_places in (2, 5):
        asked = Asked(scores, chance.integers(0, most_places, 60), objective, [], [])
        assert broken(made(asked), asked) is None
