"""A list that spreads the load."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.comparison import Comparison
from matcher.spread import Spread
from matcher.weights import DEFAULT_WEIGHTS, Weights
from tests.matcher import drawn
from tests.matcher.compared import comparison, comparisons

EVERYONE = 100
quick = settings(max_examples=60, deadline=None)
often = st.dictionaries(st.integers(0, 13).map(lambda number: f"m{number:02}"), st.integers(0, 9))


def ids(compared: Comparison, positions: list[int]) -> list[str]:
    return [compared.mentor_ids[position] for position in positions]


def listed(compared: Comparison, lists: dict[str, int], weights: Weights = DEFAULT_WEIGHTS) -> list[str]:
    return ids(compared, Spread(compared, weights.values, lists).best(EVERYONE))


@quick
@given(comparisons(), drawn.weights)
def test_without_any_lists_the_order_is_that_by_score(compared: Comparison, weights: Weights) -> None:
    by_score = compared.order(weights.values)
    assert listed(compared, {}, weights) == ids(compared, by_score.best(EVERYONE))


@quick
@given(comparisons(), drawn.weights, often, st.integers(0, 15))
def test_the_first_three_stay_and_everybody_has_one_place(
    compared: Comparison, weights: Weights, lists: dict[str, int], limit: int
) -> None:
    spread, by_score = Spread(compared, weights.values, lists), compared.order(weights.values)
    every = spread.best(EVERYONE)
    assert every[:3] == by_score.best(3)
    assert sorted(every) == list(range(len(compared.mentor_ids)))
    assert [spread.place(position) for position in every] == list(range(1, len(every) + 1))
    assert spread.best(limit) == every[:limit]


@quick
@given(comparisons(least=1), drawn.weights, often, st.integers(0, 13), st.integers(1, 9))
def test_nobody_comes_up_by_having_been_in_more_lists(
    compared: Comparison, weights: Weights, lists: dict[str, int], who: int, more: int
) -> None:
    position = who % len(compared.mentor_ids)
    mentor_id = compared.mentor_ids[position]
    before = Spread(compared, weights.values, lists)
    after = Spread(compared, weights.values, {**lists, mentor_id: lists.get(mentor_id, 0) + more})
    assert after.place(position) >= before.place(position)


@quick
@given(comparisons(), drawn.weights, often)
def test_whoever_is_further_down_by_score_passes_only_who_gave_way_by_more(
    compared: Comparison, weights: Weights, lists: dict[str, int]
) -> None:
    """Straight from the sentence of the page, with fractions and a sort."""
    order = compared.order(weights.values)
    first, *rest = [order.best(EVERYONE)[:3], *order.best(EVERYONE)[3:]]

    def stands(position: int) -> float:
        times = lists.get(compared.mentor_ids[position], 0) / compared.ties.free[position]
        return float(round(order.units[position] - 0.02 * 10**9 * times))

    expected = first + sorted(rest, key=lambda position: -stands(position))
    assert Spread(compared, weights.values, lists).best(EVERYONE) == expected


def test_each_list_takes_two_hundredths_by_free_place() -> None:
    rows = [("a", [0.9]), ("b", [0.9]), ("c", [0.9]), ("busy", [0.53]), ("roomy", [0.525]), ("fresh", [0.51])]
    compared = comparison(rows, ["experience"], free=[1, 1, 1, 1, 4, 1])
    assert listed(compared, {})[3:] == ["busy", "roomy", "fresh"]
    # 0.53 - 0.02 is level with 0.51, and then the score decides.
    assert listed(compared, {"busy": 1})[3:] == ["roomy", "busy", "fresh"]
    assert listed(compared, {"busy": 2, "roomy": 2})[3:] == ["roomy", "fresh", "busy"]
    assert listed(compared, {"roomy": 4})[3:] == ["busy", "fresh", "roomy"]


def test_no_score_changes() -> None:
    compared = comparison([(each, [0.5]) for each in "abcde"], ["experience"])
    kept = replace(compared, similarities=compared.similarities.copy())
    listed(compared, {"d": 9})
    np.testing.assert_array_equal(compared.scores(DEFAULT_WEIGHTS.values), kept.scores(DEFAULT_WEIGHTS.values))
