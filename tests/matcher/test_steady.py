"""How far the next is, and whether a place stands when one weight is moved by a fifth; by hand."""

from typing import Any

import numpy as np
import pytest

from matcher.comparison import Comparison, Ties
from matcher.factors.style import Style
from matcher.rank import Suggestion
from matcher.weights import DEFAULT_WEIGHTS, Weights
from tests.matcher.made import NOTHING_BETWEEN, VOCABULARY, examine, mentee, mentor, program, rank

STYLES = frozenset({"listening"})
GOALS = frozenset({"work"})
ASKER = mentee(goals=GOALS, styles=STYLES)
FOR_GOALS = mentor("ana", goals=GOALS, styles=frozenset())
FOR_STYLE = mentor("ben", goals=frozenset(), styles=STYLES)


def weighed(goals: float, style: float) -> Weights:
    return Weights(1, {**DEFAULT_WEIGHTS.values, "goals": goals, "style": style})


def rows(weights: Weights, *mentors: Any, asker: Any = ASKER, **more: Any) -> list[Suggestion]:
    return list(rank(asker, program(*mentors), NOTHING_BETWEEN, weights, VOCABULARY, **more).suggestions)


@pytest.mark.parametrize(
    ("goals", "style", "steady"),
    [
        # Raised by a fifth the style would be ahead: 0.42 x 1.2 is more than 0.5.
        (0.5, 0.42, False),
        # Lowered by a fifth the goals would be behind: 0.5 x 0.8 is less than 0.405, and 0.405 x 1.2 not over 0.5.
        (0.5, 0.405, False),
        (0.5, 0.399, True),
        (0.5, 0.0, True),
    ],
)
def test_a_place_is_steady_when_no_single_weight_a_fifth_off_moves_it(goals: float, style: float, steady: bool) -> None:
    assert [row.steady for row in rows(weighed(goals, style), FOR_GOALS, FOR_STYLE)] == [steady, steady]


@pytest.mark.parametrize(
    ("goals", "pathways", "style", "steady"),
    [
        # A fifth more on the style is 0.498 or 0.504, against 0.5 for the two others.
        (0.25, 0.25, 0.415, True),
        (0.25, 0.25, 0.42, False),
        # A fifth less on the style leaves 0.408 or 0.392, against 0.4 for the two others.
        (0.2, 0.2, 0.51, True),
        (0.2, 0.2, 0.49, False),
    ],
)
def test_a_fifth_is_a_fifth_up_and_down(goals: float, pathways: float, style: float, steady: bool) -> None:
    ways = frozenset({"therapy"})
    asker = mentee(goals=GOALS, pathways=ways, styles=STYLES)
    two = mentor("ana", goals=GOALS, pathways=ways, styles=frozenset(), not_comfortable_with=frozenset())
    one = mentor("ben", goals=frozenset(), pathways=frozenset(), styles=STYLES, not_comfortable_with=frozenset())
    values = {**DEFAULT_WEIGHTS.values, "goals": goals, "pathways": pathways, "style": style}
    assert [row.steady for row in rows(Weights(1, values), two, one, asker=asker)] == [steady, steady]


def test_only_the_rank_counts_not_who_else_moved() -> None:
    best = mentor("cal", goals=GOALS, styles=STYLES)
    assert [row.steady for row in rows(weighed(0.5, 0.45), FOR_GOALS, FOR_STYLE, best)] == [True, False, False]


def test_even_scores_are_steady_while_they_stay_even_and_the_tie_is_broken_alike() -> None:
    twins = [mentor(id, goals=GOALS, styles=frozenset()) for id in ("ana", "ben")]
    first, second = rows(weighed(0.5, 0.5), *twins)
    assert (first.margin, second.margin) == (0.0, None)
    assert (first.steady, second.steady) == (True, True)


def test_two_that_are_even_only_by_chance_are_not_steady() -> None:
    assert [row.steady for row in rows(weighed(0.5, 0.5), FOR_GOALS, FOR_STYLE)] == [False, False]


def test_with_one_factor_or_none_the_places_stand() -> None:
    for asker in (mentee(goals=GOALS), mentee()):
        assert all(row.steady for row in rows(DEFAULT_WEIGHTS, FOR_GOALS, FOR_STYLE, asker=asker))


def test_the_margin_reaches_past_the_end_of_a_short_list_and_is_none_for_the_last_of_all() -> None:
    mentors = (FOR_GOALS, FOR_STYLE)
    assert [row.margin for row in rows(weighed(0.6, 0.2), *mentors)] == [pytest.approx(0.5), None]
    assert [row.margin for row in rows(weighed(0.6, 0.2), *mentors, limit=1)] == [pytest.approx(0.5)]
    pair = examine(ASKER, "ana", program(*mentors), NOTHING_BETWEEN, weighed(0.6, 0.2), VOCABULARY)
    assert pair.suggestion is not None
    assert pair.suggestion.margin == pytest.approx(0.5)


def test_a_margin_is_never_below_zero() -> None:
    higher = mentor("zoe", goals=GOALS, styles=STYLES)
    places = mentor("ana", goals=GOALS, styles=frozenset(), capacity=5)
    first, second = rows(weighed(1, 1e-11), higher, places)
    assert (first.mentor_id, second.mentor_id) == ("ana", "zoe")
    assert second.score > first.score
    assert first.margin == 0.0


def test_rank_before_is_the_rank_among_all_eligible_mentors_under_the_other_weights() -> None:
    mentors = (FOR_GOALS, FOR_STYLE, mentor("cal", goals=frozenset(), styles=frozenset()))
    (only,) = rows(weighed(0.1, 0.9), *mentors, limit=1, compare_with=weighed(0.9, 0.1))
    assert (only.mentor_id, only.rank, only.rank_before) == ("ben", 1, 2)
    assert rows(weighed(0.1, 0.9), *mentors)[0].rank_before is None


def test_units_are_those_of_the_exact_sum_also_on_the_very_edge_between_two() -> None:
    edges = [(2 * unit + 1) / 2e9 for unit in range(3000)]
    units = alone(edges).order({"style": 1.0}).units.tolist()
    assert units == [round(round(edge, 9) * 1e9) for edge in edges]
    assert [round(unit) for unit in np.array(edges) * 1e9] != units


def alone(similarities: list[float]) -> Comparison:
    """Mentors who are compared in one factor, with these similarities."""
    size = len(similarities)
    return Comparison(
        considered=size,
        excluded=(),
        ids=[f"m{number}" for number in range(size)],
        rows=np.arange(size),
        measures={"style": Style(STYLES)},
        means={"style": 0.0},
        similarities=np.array([similarities]),
        said=np.ones((1, size), np.bool_),
        ties=Ties(np.ones(size, np.int64), np.zeros(size, np.int64)),
    )
