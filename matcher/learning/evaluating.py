"""How weights do on decisions that they were not fitted on."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from matcher.learning.decisions import Decision, pairs_of
from matcher.learning.fitting import Fit, fit

FOLDS = 10
# Of each of the two intervals that are looked at together, so that both hold at once 95 times in 100 (Bonferroni).
SURENESS = 0.975
EVEN_PLACES = 9


@dataclass(frozen=True, eq=False)
class Judged:
    """A decision, and what was fitted to those of other askers only. ``asker`` is a number."""

    asker: int
    decision: Decision
    fit: Fit


@dataclass(frozen=True, slots=True)
class Gain:
    """Shares of the decisions, ``now`` and ``then``, and how much more it is then, with an interval.

    ``better`` and ``worse`` count askers for whom it is more often, or less often, so.
    """

    now: float
    then: float
    gain: float
    low: float
    high: float
    better: int
    worse: int


def judged(askers: Sequence[Sequence[Decision]], current: NDArray[np.float64], strength: float) -> list[Judged]:
    """Every decision with a fit to the other folds; nobody's decisions are on both sides. At least two askers."""
    from sklearn.model_selection import GroupKFold

    decisions = [(asker, decision) for asker, theirs in enumerate(askers) for decision in theirs]
    numbers = [asker for asker, _ in decisions]
    found = []
    for others, held in GroupKFold(min(FOLDS, len(askers))).split(numbers, groups=numbers):
        fitted = fit(pairs_of([decisions[at][1] for at in others]), current, strength)
        found += [Judged(numbers[at], decisions[at][1], fitted) for at in held]
    return sorted(found, key=lambda each: each.asker)


def place(decision: Decision, weights: NDArray[np.float64]) -> int:
    """Where the chosen one would have stood, from 1. Those who score the same are all counted as ahead of them, so
    that weights which tell nobody apart put nobody first.
    """
    scores = np.round(decision.similarities @ weights, EVEN_PLACES)
    return int((scores >= scores[decision.chosen]).sum())


def gain(held: Sequence[Judged], current: NDArray[np.float64], within: int) -> Gain:
    """How often the chosen one would have been among the first ``within``.

    The interval is exact and needs no chance: given the askers for whom it makes a difference, those it is better for
    are a binomial count, as in McNemar's test (1947), with the interval of Clopper and Pearson (1934); times the share
    of the decisions that differ. An asker counts once, however many decisions were taken for them.
    """
    first_now = [place(each.decision, current) <= within for each in held]
    first_then = [place(each.decision, each.fit.weights) <= within for each in held]
    differences = [then - now for now, then in zip(first_now, first_then, strict=True)]
    by_asker = groupby(zip(held, differences, strict=True), key=lambda pair: pair[0].asker)
    of_askers = [sum(difference for _, difference in theirs) for _, theirs in by_asker]
    better, worse = sum(each > 0 for each in of_askers), sum(each < 0 for each in of_askers)
    gained, differing = sum(differences) / len(held), sum(map(abs, of_askers)) / len(held)
    low, high = _interval(better, better + worse)
    return Gain(
        now=sum(first_now) / len(held),
        then=sum(first_then) / len(held),
        gain=gained,
        low=min(gained, differing * (2 * low - 1)),
        high=max(gained, differing * (2 * high - 1)),
        better=better,
        worse=worse,
    )


def _interval(successes: int, tries: int) -> tuple[float, float]:
    from scipy.stats import binomtest

    if tries == 0:
        return 0.5, 0.5
    found = binomtest(successes, tries).proportion_ci(SURENESS, method="exact")
    return float(found.low), float(found.high)
