"""What is learned from decisions: on tables drawn at random, what must hold of every one."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import check_grad

from matcher.learn import LEAST_DECISIONS, Decision, Verdict, propose
from matcher.learning.decisions import pairs_of
from matcher.learning.evaluating import Judged, gain, judged, place
from matcher.learning.fitting import STRENGTH, USUAL_SHARPNESS, Fit, Misfit, Slope, fit

quick = settings(max_examples=10, deadline=None)
FACTORS = ("goals", "interests", "style")
# Sixteenths are exact, so that a constant can be added and taken away without a trace.
sixteenths = st.integers(0, 16).map(lambda whole: whole / 16)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    shown = draw(st.integers(2, 4))
    rows = draw(st.lists(st.tuples(*[sixteenths] * len(FACTORS)), min_size=shown, max_size=shown))
    groups = {"age": [draw(st.sampled_from([(), ("older",), ("younger",)])) for _ in rows]}
    asker = draw(st.sampled_from("ABCDEF"))
    return Decision(
        asker, np.array(rows), draw(st.integers(0, shown - 1)), [f"mentor {row}" for row in range(shown)], groups
    )


tables = st.lists(decisions(), min_size=1, max_size=12)
weights = st.lists(st.integers(0, 10), min_size=len(FACTORS), max_size=len(FACTORS)).filter(any)


def named(values: list[int]) -> dict[str, float]:
    return dict(zip(FACTORS, map(float, values), strict=True))


def shares(values: list[int]) -> NDArray[np.float64]:
    return np.array(values) / sum(values)


def drawn_away(fitted: Fit, current: NDArray[np.float64]) -> float:
    """Kullback and Leibler's divergence of the fitted weights from those in force."""
    counted = current > 0
    return float(current[counted] @ np.log(current[counted] / fitted.weights[counted]))


def pulled(fitted: Fit, current: NDArray[np.float64]) -> float:
    """All that the decisions had to overcome."""
    return STRENGTH * drawn_away(fitted, current) + fitted.sharpness / USUAL_SHARPNESS


@quick
@given(tables, weights)
def test_weights_are_at_least_0_and_add_up_to_1(table: list[Decision], current: list[int]) -> None:
    found = propose(table, named(current))
    assert all(weight >= 0 for weight in found.fitted.values())
    assert math.isclose(sum(found.fitted.values()), 1)
    assert math.isclose(sum(found.current.values()), 1)


@quick
@given(tables, weights, st.randoms(use_true_random=False))
def test_neither_order_nor_names_change_anything(table: list[Decision], current: list[int], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = [_shuffled(decision, chance) for decision in table]
    chance.shuffle(shuffled)
    one, other = propose(table, named(current)), propose(shuffled, named(current))
    assert (one.fitted, one.held_out, one.verdict) == (other.fitted, other.held_out, other.verdict)
    assert [(each.group, each.finding) for each in one.groups] == [(each.group, each.finding) for each in other.groups]


def _shuffled(decision: Decision, chance) -> Decision:  # type: ignore[no-untyped-def]
    order = list(range(len(decision.similarities)))
    chance.shuffle(order)
    return Decision(
        f"somebody else than {decision.asker}",
        decision.similarities[order],
        order.index(decision.chosen),
        [f"another {decision.candidates[row]}" for row in order],
        {"age": [decision.groups["age"][row] for row in order]},
    )


@quick
@given(tables, weights, st.integers(-16, 16))
def test_a_constant_added_to_a_factor_changes_nothing(
    table: list[Decision], current: list[int], sixteenth: int
) -> None:
    added = np.array([sixteenth / 16, 0, 0])
    moved = [replace(each, similarities=each.similarities + added) for each in table]
    assert propose(table, named(current)) == propose(moved, named(current))


@quick
@given(tables, weights)
def test_only_the_proportions_of_the_current_weights_count(table: list[Decision], current: list[int]) -> None:
    twice = [2 * each for each in current]
    assert propose(table, named(current)) == propose(table, named(twice))


@quick
@given(tables, weights, st.integers(2, 50))
def test_the_fewer_decisions_the_less_they_pull(table: list[Decision], current: list[int], times: int) -> None:
    """The same decisions ``times`` over speak louder; what is in force, and the usual sharpness, count as they did."""
    now, once, often = shares(current), pairs_of(table), pairs_of(table * times)
    assert pulled(fit(once, now), now) <= pulled(fit(often, now), now) + 1e-4


@quick
@given(tables, weights, st.floats(1, 1000), st.floats(1, 1000))
def test_what_is_in_force_counts_by_its_strength(
    table: list[Decision], current: list[int], one: float, other: float
) -> None:
    now, pairs = shares(current), pairs_of(table)
    less, more = (drawn_away(fit(pairs, now, strength), now) for strength in sorted((one, other)))
    assert more <= less + 1e-6


@quick
@given(tables, weights, st.lists(st.floats(0.05, 20), min_size=3, max_size=3))
def test_the_slopes_are_those_of_the_sums(table: list[Decision], current: list[int], strengths: list[float]) -> None:
    misfit, now = Misfit(pairs_of(table), shares(current), STRENGTH), shares(current)
    at = np.where(now > 0, np.log(strengths), strengths)
    assert slope_error(misfit.with_any, at) < 1e-3
    assert slope_error(lambda at: misfit.with_sharpness(at, 5.0), at) < 1e-3


def slope_error(value: Callable[[NDArray[np.float64]], Slope], at: NDArray[np.float64]) -> float:
    """How far the slope is from that of small steps."""
    return float(check_grad(lambda x: value(x)[0], lambda x: value(x)[1], at))


@quick
@given(tables, weights, st.lists(st.floats(0.01, 1), min_size=3, max_size=3), st.floats(0.1, 500))
def test_no_other_weights_fit_better(
    table: list[Decision], current: list[int], others: list[float], sharpness: float
) -> None:
    """Whatever their sharpness: what the descent ends at is the lowest of all, and not of its valley alone."""
    misfit, now = Misfit(pairs_of(table), shares(current), STRENGTH), shares(current)
    strengths = [
        sharpness * np.array(others) / sum(others),
        (found := fit(pairs_of(table), now)).weights * found.sharpness,
    ]
    other, best = (misfit.with_any(np.where(now > 0, np.log(np.maximum(each, 1e-12)), each))[0] for each in strengths)
    assert best <= other + 1e-6


@quick
@given(tables)
def test_nobody_is_judged_by_what_was_fitted_to_their_own_decisions(table: list[Decision]) -> None:
    """Whatever one asker decides otherwise, the fit that judges them is the same."""
    mine, theirs = [[each for each in table if (each.asker == "A") == own] for own in (True, False)]
    if not mine or not theirs:
        return
    now = shares([1, 1, 1])
    one = judged([mine, theirs], now, STRENGTH)
    other = judged([[replace(each, chosen=0) for each in mine], theirs], now, STRENGTH)
    assert [each.fit.weights.tolist() for each in one if each.asker == 0] == [
        each.fit.weights.tolist() for each in other if each.asker == 0
    ]


def test_without_a_decision_the_current_weights_stand() -> None:
    found = propose([], named([3, 1, 0]))
    assert found.fitted == found.current == {"goals": 0.75, "interests": 0.25, "style": 0.0}
    assert (found.decisions, found.verdict, found.held_out) == (0, Verdict.NOT_ENOUGH, None)


def test_whoever_was_shown_alone_was_not_chosen() -> None:
    alone = Decision("A", np.array([[0.5, 0.5, 0.5]]), 0)
    assert propose([alone] * LEAST_DECISIONS, named([1, 1, 1])).decisions == 0


def test_decisions_for_one_asker_alone_tell_nothing_of_others() -> None:
    table = [Decision("A", np.array([[0.0, 1.0, 0.5], [1.0, 0.0, 0.5]]), 0)] * 40
    found = propose(table, named([10, 1, 1]))
    assert (found.verdict, found.held_out) == (Verdict.NOT_ENOUGH, None)


def test_29_decisions_are_not_enough_and_30_are() -> None:
    """They could not be clearer: whoever shares the interests is chosen, and the weights in force look elsewhere."""
    rows = np.array([[0.2, 0.9, 0.5], [0.9, 0.2, 0.5], [0.8, 0.1, 0.5]])
    table = [Decision(f"mentee {number}", rows, 0) for number in range(30)]
    assert propose(table[:29], named([10, 1, 1])).verdict == Verdict.NOT_ENOUGH
    found = propose(table, named([10, 1, 1]))
    assert found.verdict == Verdict.BETTER
    assert found.held_out is not None
    assert (found.held_out.first.now, found.held_out.first.then) == (0.0, 1.0)
    assert found.fitted["interests"] > found.current["interests"]


def test_a_weight_of_0_may_be_proposed_when_decisions_speak_for_it() -> None:
    rows = np.array([[0.2, 0.5, 1.0], [0.9, 0.5, 0.0]])
    found = propose([Decision(f"mentee {number}", rows, 0) for number in range(60)], named([1, 1, 0]))
    assert found.fitted["style"] > 0.1


def test_those_who_score_the_same_count_as_ahead() -> None:
    even = Decision("A", np.array([[0.5, 0.0], [0.0, 0.5], [0.1, 0.1]]), 0)
    assert place(even, np.array([0.5, 0.5])) == 2
    assert place(even, np.array([1.0, 0.0])) == 1
    assert place(even, np.array([0.0, 0.0])) == 3


@pytest.mark.parametrize(
    ("better", "worse", "beyond_doubt"),
    [
        pytest.param(7, 0, True, id="seven to none"),
        pytest.param(6, 0, False, id="six to none"),
        (12, 4, False),
        (20, 5, True),
    ],
)
def test_the_interval_is_the_exact_one_of_mcnemar(better: int, worse: int, beyond_doubt: bool) -> None:
    """Of 40 askers some do better then, some worse. 2 x 0.5^7 is less than the doubt of 0.025, and 2 x 0.5^6 more."""
    now, then = np.array([1.0, 0.0]), Fit(np.array([0.0, 1.0]), 1.0)
    tables = {
        "better": Decision("", np.array([[0.0, 1.0], [1.0, 0.0]]), 0),
        "worse": Decision("", np.array([[1.0, 0.0], [0.0, 1.0]]), 0),
        "alike": Decision("", np.array([[1.0, 1.0], [0.0, 0.0]]), 0),
    }
    kinds = ["better"] * better + ["worse"] * worse + ["alike"] * (40 - better - worse)
    found = gain([Judged(number, tables[kind], then) for number, kind in enumerate(kinds)], now, 1)
    assert (found.better, found.worse) == (better, worse)
    assert math.isclose(found.gain, (better - worse) / 40)
    assert found.low <= found.gain <= found.high
    assert (found.low > 0) == beyond_doubt


def test_an_asker_counts_once_however_many_decisions_were_taken_for_them() -> None:
    now, then = np.array([1.0, 0.0]), Fit(np.array([0.0, 1.0]), 1.0)
    better = Decision("", np.array([[0.0, 1.0], [1.0, 0.0]]), 0)
    many = gain([Judged(0, better, then)] * 40, now, 1)
    assert (many.gain, many.better) == (1.0, 1)
    assert many.low < 0


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"chosen": 2}, id="nobody of that place"),
        pytest.param({"similarities": np.array([[0.5], [math.nan]])}, id="not a number"),
        pytest.param({"similarities": np.array([0.5, 0.5])}, id="no table"),
        pytest.param({"groups": {"age": [("older",)]}}, id="a group too few"),
        pytest.param({"candidates": ["Ana"]}, id="a name too few"),
    ],
)
def test_a_table_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    right = {"asker": "A", "similarities": np.array([[0.5], [0.5]]), "chosen": 0}
    with pytest.raises(ValueError, match="shown"):
        Decision(**{**right, **wrong})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "current", [{"goals": 1.0, "style": 1.0}, {"goals": 0.0}, {"goals": -1.0}, {"goals": math.inf}]
)
def test_weights_that_do_not_fit_the_table_are_refused(current: dict[str, float]) -> None:
    table = [Decision("A", np.array([[0.5], [0.4]]), 0)]
    with pytest.raises(ValueError, match="weight"):
        propose(table, current)
