"""Coordinators whose taste is known, made up from a seed: what is found of it, and what is not."""

from collections.abc import Mapping

import numpy as np
import pytest

from benchmarks.made_up_choices import CURRENT, PLANTED, Coordinator, decisions
from matcher.learn import Decision, Finding, GroupShares, Proposal, Verdict, propose
from matcher.learning.decisions import pairs_of
from matcher.learning.fitting import fit

SEEDS = (1, 2)


def learned(by: Coordinator, count: int, seed: int, **more: int) -> Proposal:
    return propose(decisions(np.random.default_rng(seed), count, by, **more), CURRENT)


def apart(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The share of the weight that lies elsewhere: 0 the same, 1 nothing in common."""
    return sum(abs(one[factor] - other[factor]) for factor in one) / 2


def younger(found: Proposal) -> GroupShares:
    return next(each for each in found.groups if each.group == "younger")


@pytest.mark.parametrize("seed", SEEDS)
def test_planted_weights_are_found(seed: int) -> None:
    found = learned(Coordinator(PLANTED), 300, seed)
    assert found.verdict == Verdict.BETTER
    assert apart(found.fitted, PLANTED) < apart(CURRENT, PLANTED) / 2
    assert {"availability", "goals"} == set(sorted(found.fitted, key=found.fitted.__getitem__)[-2:])
    assert found.held_out is not None
    assert found.held_out.first.then > found.held_out.first.now


@pytest.mark.parametrize("seed", SEEDS)
def test_the_more_decisions_the_closer_to_planted_weights_and_the_further_from_current_ones(seed: int) -> None:
    fits = [fitted(decisions(np.random.default_rng(seed), count, Coordinator(PLANTED))) for count in (30, 150, 750)]
    assert [apart(each, PLANTED) for each in fits] == sorted((apart(each, PLANTED) for each in fits), reverse=True)
    assert [apart(each, CURRENT) for each in fits] == sorted(apart(each, CURRENT) for each in fits)


def fitted(made: list[Decision]) -> dict[str, float]:
    weights = fit(pairs_of(made), np.array(list(CURRENT.values()))).weights
    return dict(zip(CURRENT, weights.tolist(), strict=True))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("count", [30, 200])
def test_choices_at_random_move_nothing(seed: int, count: int) -> None:
    found = learned(Coordinator(PLANTED, sharpness=0), count, seed)
    assert found.verdict == Verdict.NOT_ENOUGH
    assert apart(found.fitted, found.current) < 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_chooses_by_the_current_weights_is_not_told_of_better_ones(seed: int) -> None:
    found = learned(Coordinator(CURRENT), 200, seed)
    assert found.verdict == Verdict.NOT_ENOUGH
    assert apart(found.fitted, found.current) < 0.12


@pytest.mark.parametrize("seed", SEEDS)
def test_few_decisions_are_not_enough_to_tell(seed: int) -> None:
    assert learned(Coordinator(PLANTED, sharpness=50), 29, seed).verdict == Verdict.NOT_ENOUGH


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bias_against_a_group_is_made_plain(seed: int) -> None:
    shares = younger(learned(Coordinator(CURRENT, against=0.15), 150, seed))
    assert shares.finding == Finding.LESS_OFTEN
    assert shares.numbers is not None
    assert shares.numbers.high < 0
    assert shares.numbers.chosen < shares.numbers.expected - 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bias_for_a_group_is_made_plain(seed: int) -> None:
    assert younger(learned(Coordinator(CURRENT, against=-0.15), 150, seed)).finding == Finding.MORE_OFTEN


@pytest.mark.parametrize("taste", [CURRENT, PLANTED])
@pytest.mark.parametrize("seed", SEEDS)
def test_without_a_bias_none_is_told(seed: int, taste: Mapping[str, float]) -> None:
    assert younger(learned(Coordinator(taste), 150, seed)).finding == Finding.AS_EXPECTED


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bias_that_hides_behind_a_factor_shows_in_who_comes_first(seed: int) -> None:
    """The younger are made less alike in background, and whoever is biased looks, when asked, at background."""
    rng, by = np.random.default_rng(seed), Coordinator({**CURRENT, "background": 0.5})
    made = decisions(rng, 200, by, handicap=0.3)
    shares = younger(propose(made, CURRENT))
    assert shares.numbers is not None
    assert shares.numbers.first_then < shares.numbers.first_now


def test_a_small_group_is_not_spoken_of() -> None:
    """Of 20 mentors 8 or so are younger."""
    found = learned(Coordinator(CURRENT), 60, 1, mentors=20)
    assert [each.group for each in found.groups] == ["older"]
    assert found.groups[0].numbers is None


def test_where_few_of_a_group_were_chosen_no_number_tells_how_few() -> None:
    """Nor does the other group's, of which they are the rest; that it was less often is told all the same."""
    found = learned(Coordinator(CURRENT, against=0.4), 60, 1)
    assert [(each.group, each.numbers) for each in found.groups] == [("older", None), ("younger", None)]
    assert younger(found).finding == Finding.LESS_OFTEN
