"""Other weights tried over a whole waiting list."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import trials
from matcher.comparison import Comparison
from matcher.trials import Change, trial
from matcher.weights import FACTORS, Weights
from tests.matcher import drawn
from tests.matcher.compared import comparison, comparisons

quick = settings(max_examples=60, deadline=None)
waiting = st.lists(comparisons(), max_size=5)


def weighing(**weights: float) -> Mapping[str, float]:
    return dict.fromkeys(FACTORS, 0.0) | weights


EXPERIENCE, BACKGROUND = weighing(experience=1.0), weighing(background=1.0)


@quick
@given(waiting, drawn.weights)
def test_the_same_weights_change_nothing(compared: list[Comparison], weights: Weights) -> None:
    tried = trial(compared, weights.values, weights.values)
    assert tried.before == tried.after
    assert all(
        change is None or (not change.first_choice_changed and change.stay == change.looked_at and change.moved == 0)
        for change in tried.changes
    )


@quick
@given(waiting, drawn.weights, drawn.weights)
def test_every_change_is_what_the_two_lists_show(compared: list[Comparison], w: Weights, v: Weights) -> None:
    tried = trial(compared, w.values, v.values)
    for each, change in zip(compared, tried.changes, strict=True):
        before, after = each.order(w.values).best(99), each.order(v.values).best(99)
        if change is None:
            assert before == []
            continue
        assert change.first_choice_changed == (before[0] != after[0])
        assert change.stay == len(set(before[:10]) & set(after[:10]))
        assert change.looked_at == len(before[:10])
        assert change.moved == pytest.approx(
            sum(abs(before.index(who) - after.index(who)) for who in before[:10]) / len(before[:10])
        )


@quick
@given(waiting, drawn.weights, drawn.weights)
def test_each_side_is_under_its_own_weights_alone(compared: list[Comparison], w: Weights, v: Weights) -> None:
    there, back = trial(compared, w.values, v.values), trial(compared, v.values, w.values)
    assert (there.before, there.after) == (back.after, back.before)
    best = [max(each.scores(w.values)) for each in compared if each.mentor_ids]
    assert there.before.worst_off == (min(best) if best else None)


def two_who_wait() -> list[Comparison]:
    """Both would rather have Ana by experience; by background one of them would rather have Ben. Each has one place."""
    return [
        comparison([("ana", [0.9, 0.2]), ("ben", [0.4, 0.3])]),
        comparison([("ben", [0.5, 0.1]), ("ana", [0.8, 0.6])]),
    ]


def test_first_choices_the_worst_off_and_the_plan_are_told_before_and_after() -> None:
    tried = trial(two_who_wait(), EXPERIENCE, BACKGROUND)
    assert tried.changes == (Change(True, 2, 2, 1.0), Change(False, 2, 2, 0.0))
    assert (tried.before.worst_off, tried.after.worst_off) == (0.8, 0.3)
    assert tried.before.plan is not None
    assert tried.after.plan is not None
    assert (tried.before.plan.matched, tried.before.plan.worst) == (2, 0.5)
    assert tried.before.plan.total == pytest.approx(1.4)
    assert tried.after.plan.total == pytest.approx(0.9)


def test_whoever_has_no_choice_at_all_is_neither_changed_nor_the_worst_off() -> None:
    tried = trial([*two_who_wait(), comparison([])], EXPERIENCE, BACKGROUND)
    assert tried.changes[2] is None
    assert tried.before.worst_off == 0.8
    assert tried.before.plan is not None
    assert tried.before.plan.matched == 2


def test_too_many_pairs_are_compared_and_not_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "MOST_PLANNED", 3)
    tried = trial(two_who_wait(), EXPERIENCE, BACKGROUND)
    assert (tried.before.plan, tried.after.plan) == (None, None)
    assert tried.before.worst_off == 0.8


@quick
@given(waiting, drawn.weights, drawn.weights)
def test_what_was_taken_in_stays_when_the_mentors_change(compared: list[Comparison], w: Weights, v: Weights) -> None:
    expected = trial(compared, w.values, v.values)
    taken = trials.WaitingList(compared, w.values, v.values)
    for each in compared:
        each.similarities.fill(0.0)
        each.said.fill(False)
    assert taken.tried() == expected


def test_the_plan_of_a_trial_is_the_plan_that_would_be_proposed() -> None:
    """Whoever is compared first: two mentors are as good as each other, and which of them is taken hangs on the id."""
    rows = [("ben", [0.5, 0.1]), ("ana", [0.5, 0.6])]
    one, other = comparison(rows), comparison(rows[::-1])
    assert trial([one, other], EXPERIENCE, BACKGROUND) == trial([other, one], EXPERIENCE, BACKGROUND)
