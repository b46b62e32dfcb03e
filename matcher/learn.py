"""Weights proposed from decisions of the past, with a person's hand on the switch.

``propose`` takes any table of similarities and choices, from this service or from elsewhere:

    >>> import numpy as np
    >>> shown = np.array([[0.9, 0.1], [0.2, 0.8], [0.1, 0.1]])
    >>> found = propose([Decision("Sam", shown, chosen=1)], {"goals": 0.5, "interests": 0.5})
    >>> found.verdict.value, found.decisions
    ('not_enough_to_tell', 1)

How the weights are fitted is in matcher/learning/fitting.py, how they are tried on decisions that they were not fitted
on in evaluating.py, and what is said of groups in bias.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

import numpy as np
from numpy.typing import NDArray

from matcher.learning.bias import Finding, GroupShares, Numbers, by_group
from matcher.learning.decisions import Decision, by_asker, pairs_of
from matcher.learning.evaluating import Gain, Judged, gain, judged
from matcher.learning.fitting import STRENGTH, Fit, fit

__all__ = [
    "LEAST_DECISIONS",
    "Decision",
    "Finding",
    "Gain",
    "GroupShares",
    "HeldOut",
    "Numbers",
    "Proposal",
    "Verdict",
    "propose",
]

LEAST_DECISIONS = 30
_FIRST, _FIRST_THREE = 1, 3


class Verdict(StrEnum):
    BETTER = "better"
    NOT_ENOUGH = "not_enough_to_tell"


@dataclass(frozen=True, slots=True)
class HeldOut:
    """How often the chosen one would have been first, and in the first three, on decisions not fitted on."""

    first: Gain
    first_three: Gain

    @property
    def better(self) -> bool:
        """One of the two gains is beyond doubt, and neither is beyond doubt a loss."""
        both = (self.first, self.first_three)
        return any(each.low > 0 for each in both) and all(each.high >= 0 for each in both)


@dataclass(frozen=True, slots=True)
class Proposal:
    """``decisions``: those in which somebody was passed over. ``fitted`` adds up to 1 like ``current``, also when the
    verdict is that there is not enough to tell: to look at, and not to be put in force. ``sharpness``: how closely the
    choices follow the fitted weights, 0 when not at all. ``held_out`` is None when all decisions are for one asker.
    """

    decisions: int
    verdict: Verdict
    current: Mapping[str, float]
    fitted: Mapping[str, float]
    sharpness: float
    held_out: HeldOut | None
    groups: tuple[GroupShares, ...]


def propose(decisions: Sequence[Decision], current: Mapping[str, float], strength: float = STRENGTH) -> Proposal:
    """Neither the order of the decisions, nor that of those shown, nor anybody's name changes the answer.

    ``current`` names the columns of the similarities, in their order; each weight is at least 0, one is above 0.
    ``strength``: how many decisions the current weights are worth. Raises ValueError when a table has other columns.
    """
    weights = _shares(current)
    if any(each.similarities.shape[1] != len(weights) for each in decisions):
        raise ValueError("every table of similarities has a column for each weight")
    askers = by_asker([each for each in decisions if each.passed_over])
    usable = [decision for theirs in askers for decision in theirs]
    fitted = fit(pairs_of(usable), weights, strength) if usable else Fit(weights, 0.0)
    held = judged(askers, weights, strength) if len(askers) > 1 else []
    held_out = _held_out(held, weights)
    return Proposal(
        decisions=len(usable),
        verdict=_verdict(len(usable), held_out),
        current=dict(zip(current, weights.tolist(), strict=True)),
        fitted=dict(zip(current, fitted.weights.tolist(), strict=True)),
        sharpness=fitted.sharpness,
        held_out=held_out,
        groups=by_group(held, weights, fitted.weights),
    )


def _shares(weights: Mapping[str, float]) -> NDArray[np.float64]:
    values = np.array(list(weights.values()), dtype=np.float64)
    if not (np.isfinite(values).all() and (values >= 0).all() and values.sum() > 0):
        raise ValueError("weights are numbers of at least 0, and one is above 0")
    shares: NDArray[np.float64] = values / fsum(values)
    return shares


def _held_out(held: Sequence[Judged], current: NDArray[np.float64]) -> HeldOut | None:
    return HeldOut(gain(held, current, _FIRST), gain(held, current, _FIRST_THREE)) if held else None


def _verdict(decisions: int, held_out: HeldOut | None) -> Verdict:
    enough = decisions >= LEAST_DECISIONS and held_out is not None and held_out.better
    return Verdict.BETTER if enough else Verdict.NOT_ENOUGH
