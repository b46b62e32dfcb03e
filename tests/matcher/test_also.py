"""Up to two mentors from outside the list."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.also import Why, also
from matcher.comparison import Comparison
from matcher.weights import DEFAULT_WEIGHTS, FACTORS, Weights
from tests.matcher import drawn
from tests.matcher.compared import comparison, comparisons
from tests.matcher.test_spread import often

EVEN = dict.fromkeys(FACTORS, 1.0)
FILLERS = [(f"f{number}", [1.0, 1.0]) for number in range(3)]


def found(
    compared: Comparison, shown: int, lists: Mapping[str, int], weights: Mapping[str, float] = EVEN
) -> dict[str, str]:
    positions = compared.order(weights).best(shown)
    return {each.why.value: compared.mentor_ids[each.position] for each in also(compared, weights, positions, lists)}


@settings(max_examples=100, deadline=None)
@given(comparisons(), drawn.weights, often, st.integers(0, 6))
def test_each_holds_to_its_definition(
    compared: Comparison, weights: Weights, lists: dict[str, int], limit: int
) -> None:
    order = compared.order(weights.values)
    shown = order.best(limit)
    answer = also(compared, weights.values, shown, lists)
    outside = set(range(len(compared.mentor_ids))) - set(shown)
    assert len({each.position for each in answer}) == len(answer)
    assert {each.position for each in answer} <= outside
    scores = compared.scores(weights.values)
    for each in answer:
        rows = {factor: row for row, factor in enumerate(compared.factors)}
        if each.why == Why.DIFFERENT_BACKGROUND:
            experience, background = rows["experience"], rows["background"]
            apt = [
                other
                for other in outside
                if compared.said[[experience, background], other].all()
                and compared.similarities[experience, other] >= 0.7
            ]
            assert each.position == min(
                apt, key=lambda other: (compared.similarities[background, other], order.place(other))
            )
        else:
            counts = {other: lists.get(compared.mentor_ids[other], 0) for other in (*outside, *shown)}
            assert scores[each.position] >= min(scores[shown]) - 0.04 - 1e-9
            assert counts[each.position] <= min(counts[other] for other in shown)


def test_of_those_who_share_the_experience_the_least_alike_background_is_named() -> None:
    rows = [*FILLERS, ("near", [0.8, 0.6]), ("far", [0.7, 0.1]), ("too_little", [0.6, 0.0]), ("silent", [1.0, None])]
    assert found(comparison(rows), 3, {})["different_background"] == "far"


@pytest.mark.parametrize(
    "rows",
    [
        [*FILLERS, ("unsaid", [None, 0.1])],
        [*FILLERS, ("little", [0.69, 0.1])],
        [*FILLERS, ("same", [0.9, 1.0])],
        [("on_the_list", [1.0, 0.0])],
    ],
)
def test_nobody_is_named_for_a_different_background_who_does_not_bring_it(rows: list[tuple[str, list[float]]]) -> None:
    assert "different_background" not in found(comparison(rows), 3, {})


def test_where_background_is_not_compared_nobody_differs_in_it() -> None:
    compared = comparison([("a", [1.0, 0.0]), ("b", [1.0, 0.0])], factors=["experience", "goals"])
    assert found(compared, 1, {}) == {"rarely_suggested": "b"}


def test_rarely_suggested_is_who_was_in_the_fewest_lists_of_those_who_score_nearly_as_much() -> None:
    rows = [("a", [1.0]), ("b", [0.9]), ("next", [0.89]), ("rare", [0.865]), ("rarest_but_far", [0.85])]
    compared = comparison(rows, ["experience"])
    lists = {"a": 9, "b": 9, "next": 5, "rare": 1}
    assert found(compared, 2, lists) == {"rarely_suggested": "rare"}
    assert found(compared, 2, lists | {"rare": 5}) == {"rarely_suggested": "next"}


def test_nobody_is_rarely_suggested_who_was_in_more_lists_than_anybody_shown() -> None:
    compared = comparison([("a", [0.9]), ("b", [0.9])], ["experience"])
    assert found(compared, 1, {"b": 1}) == {}
    assert found(compared, 1, {"a": 1, "b": 1}) == {"rarely_suggested": "b"}


def test_one_person_is_never_named_twice() -> None:
    rows = [("a", [1.0, 1.0]), ("both", [1.0, 0.9]), ("other", [0.6, 0.9])]
    assert found(comparison(rows), 1, {}, DEFAULT_WEIGHTS.values) == {"different_background": "both"}
