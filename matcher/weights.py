"""How much each factor counts, and what speaks for that.

The evidence is thin, and says so: nobody has shown that a score of this kind predicts how a match turns out.
A program changes the weights freely.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_TILLSON = "Tillson & Lewis 2024 (100 people, one setting, a pilot)"
_EBY = "Eby et al. 2013 (meta-analysis, 173 samples, mentoring in general)"
_ENSHER = "Ensher & Murphy 1997 (mentoring at work)"
_PRACTICE = "Practice; no study that we know of"


@dataclass(frozen=True, slots=True)
class DefaultWeight:
    value: float
    evidence: str
    source: str


DEFAULTS: Mapping[str, DefaultWeight] = {
    "experience": DefaultWeight(
        0.18,
        "Having lived through it is what a peer brings. Sharing the same substance did not show in how peers judged "
        "their alliance, so close experiences count in part.",
        _TILLSON,
    ),
    "availability": DefaultWeight(
        0.12,
        "Two people who find no good time do not meet. A choice of times makes it easier to begin and to go on.",
        _PRACTICE,
    ),
    "stage": DefaultWeight(
        0.10,
        "A mentor some way ahead can show that it is possible. Beyond two years more time adds nothing here.",
        _PRACTICE,
    ),
    "background": DefaultWeight(
        0.14,
        "Peers judged their alliance by the same age and family life, and not by gender or race.",
        _TILLSON,
    ),
    "interests": DefaultWeight(
        0.10,
        "What people know they share helps them to like each other and to begin to talk.",
        _ENSHER,
    ),
    "goals": DefaultWeight(
        0.14,
        "Attitudes and goals in common went with better mentoring more than demographics did.",
        _EBY,
    ),
    "pathways": DefaultWeight(
        0.14,
        "Peers judged their alliance by having taken the same way in recovery.",
        _TILLSON,
    ),
    "style": DefaultWeight(
        0.06,
        "Similar ideas of how to work together belong to the attitudes that mattered; for styles of peer support "
        "in particular this is a guess.",
        _EBY,
    ),
    "about": DefaultWeight(
        0.02,
        "Words in common in what two people wrote may give a first thing to talk about. They say little more.",
        _PRACTICE,
    ),
}
FACTORS: tuple[str, ...] = tuple(DEFAULTS)


@dataclass(frozen=True, slots=True)
class Weights:
    """A numbered set of weights: one for every factor, at least 0. Only their proportions count."""

    version: int
    values: Mapping[str, float]

    def __post_init__(self) -> None:
        if set(self.values) != set(FACTORS):
            raise ValueError("weights name every factor, and nothing else")
        if any(not 0 <= value < float("inf") for value in self.values.values()):
            raise ValueError("a weight is a number of at least 0")


DEFAULT_WEIGHTS = Weights(1, {factor: default.value for factor, default in DEFAULTS.items()})
