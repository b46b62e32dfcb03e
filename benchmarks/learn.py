"""Learned weights beside others, on made-up decisions that none of them were fitted on: AUC and NDCG@3."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.made_up_choices import CURRENT, PLANTED, Coordinator, decisions
from matcher.learn import Decision, propose
from matcher.learning.decisions import pairs_of

COUNTS = (30, 100, 300)
NEW = 1000
SEED = 1


@dataclass(frozen=True)
class Row:
    """``auc``: how often the chosen one scores above one passed over; ``ndcg``: over the first three places."""

    decisions: int
    method: str
    auc: float
    ndcg: float


def rows(seed: int = SEED) -> list[Row]:
    by = Coordinator(PLANTED)
    new = decisions(np.random.default_rng(seed), NEW, by)
    found = []
    for count in COUNTS:
        past = decisions(np.random.default_rng([seed, count]), count, by)
        found += [Row(count, name, *_measured(new, weights)) for name, weights in _methods(past).items()]
    return found


def _methods(past: list[Decision]) -> Mapping[str, NDArray[np.float64]]:
    pairs = pairs_of(past)
    both = np.vstack([pairs.differences, -pairs.differences])
    chosen = np.repeat([1, 0], len(pairs.differences))
    logistic = LogisticRegression(fit_intercept=False).fit(both, chosen, np.tile(pairs.shares, 2))
    return {
        "unweighted overlap": np.ones(len(CURRENT)),
        "weights in force": np.array(list(CURRENT.values())),
        "logistic": logistic.coef_[0],
        "proposed": np.array(list(propose(past, CURRENT).fitted.values())),
    }


def _measured(new: list[Decision], weights: NDArray[np.float64]) -> tuple[float, float]:
    ahead = [each.similarities @ weights for each in new]
    places = np.array(
        [int((score > score[each.chosen]).sum()) for score, each in zip(ahead, new, strict=True)], dtype=np.float64
    )
    others = np.array([each.passed_over for each in new])
    return float((1 - places / others).mean()), float(np.where(places < 3, 1 / np.log2(places + 2), 0).mean())


if __name__ == "__main__":
    for row in rows():
        print(f"{row.decisions:>5} decisions  {row.method:<20} AUC {row.auc:.3f}  NDCG@3 {row.ndcg:.3f}")
