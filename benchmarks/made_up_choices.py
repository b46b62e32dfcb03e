"""Made-up decisions of a coordinator whose taste is known: lists of ten as the service would show them, and a choice.

Everything follows from the generator of random numbers that is handed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.learn import Decision
from matcher.weights import DEFAULT_WEIGHTS, FACTORS

CURRENT: Mapping[str, float] = DEFAULT_WEIGHTS.values
# Another taste than the default one: what helps and how they went about it before what they have lived through.
PLANTED: Mapping[str, float] = {
    "experience": 0.05,
    "availability": 0.30,
    "stage": 0.02,
    "background": 0.05,
    "interests": 0.05,
    "goals": 0.30,
    "pathways": 0.16,
    "style": 0.05,
    "about": 0.02,
}
# How the similarities spread: beta distributions, a column a factor; the higher the first number, the more alike.
_ALIKE = np.array([0.9, 0.8, 0.7, 0.9, 0.8, 0.9, 0.7, 0.6, 0.5])
_OTHERWISE = 1.3 * _ALIKE
ELIGIBLE, SHOWN = 60, 10
GROUPS = ("older", "younger")


@dataclass(frozen=True)
class Coordinator:
    """Chooses by ``weights``: the chance of each shown goes with exp(sharpness x score). 0: by chance alone.

    ``against``: what is taken off the score of everyone in the second of the GROUPS, whatever they bring.
    """

    weights: Mapping[str, float]
    sharpness: float = 10.0
    against: float = 0.0


def decisions(
    rng: np.random.Generator, count: int, by: Coordinator, *, mentors: int = 200, handicap: float = 0.0
) -> list[Decision]:
    """``count`` mentees, for each of whom the best of those eligible are shown, by the weights in force now.

    ``handicap``: how much less alike the younger are in background.
    """
    younger = rng.random(mentors) < 0.4
    return [_decision(rng, f"mentee {number}", by, younger, handicap) for number in range(count)]


def _decision(
    rng: np.random.Generator, mentee: str, by: Coordinator, younger: NDArray[np.bool_], handicap: float
) -> Decision:
    mentors = rng.permutation(len(younger))[:ELIGIBLE]
    similarities = rng.beta(_ALIKE, _OTHERWISE, size=(len(mentors), len(FACTORS)))
    similarities[:, FACTORS.index("background")] *= 1 - handicap * younger[mentors]
    best = np.argsort(-similarities @ _vector(CURRENT))[:SHOWN]
    similarities, mentors = similarities[best], mentors[best]
    liked = similarities @ _vector(by.weights) - by.against * younger[mentors]
    chosen = int(np.argmax(by.sharpness * liked + rng.gumbel(size=len(best))))
    ages = [(GROUPS[int(younger[mentor])],) for mentor in mentors]
    return Decision(mentee, similarities, chosen, [f"mentor {mentor}" for mentor in mentors], {"age": ages})


def _vector(weights: Mapping[str, float]) -> NDArray[np.float64]:
    values = np.array([weights[factor] for factor in FACTORS])
    shares: NDArray[np.float64] = values / values.sum()
    return shares
