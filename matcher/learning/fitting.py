"""Weights fitted to decisions, and drawn toward those in force.

The chance that ``a`` is chosen rather than ``b`` is ``1 / (1 + exp(-sharpness x weights . (a - b)))``: the model of
Bradley and Terry (1952) with a weighted sum in it, which is McFadden's choice among many (1974) looked at two by two.
The weights are at least 0 and add up to 1; ``sharpness``, the inverse temperature, says how closely the choices follow
them. Together they are ``strengths = sharpness x weights``, and what is made as small as can be is

    sum over decisions of the mean over those passed over of log(1 + exp(-strengths . difference))
    + STRENGTH x KL(weights in force || weights)        (Kullback and Leibler 1951)
    + sharpness / USUAL_SHARPNESS

The second line is, but for a constant, minus the log density of a Dirichlet distribution whose mode is the weights in
force, worth STRENGTH observations: as if so many decisions had been made before, in the proportions in force. It looks
at the weights alone and not at the sharpness, so choices that follow nothing (sharpness near 0) move nothing. The third
is minus the log density of an exponential distribution with that mean: it keeps the sharpness finite when every choice
agrees, so that such choices move the weights and not the sharpness alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from matcher.learning.decisions import Pairs

# Decisions that the weights in force are worth: as many as are asked for before anything is said.
STRENGTH = 30.0
# At this one, of two whose scores are a tenth apart the higher is chosen 92 times in 100. The unit is that of scores
# made of similarities from 0 to 1.
USUAL_SHARPNESS = 25.0
_LEAST, _MOST = 1e-12, 1e4
_GRID = tuple(0.5 * 2**step for step in range(10))
_ROUGHLY, _EXACTLY, _STEPS = 1e-7, 1e-12, 1000

Slope: TypeAlias = tuple[float, NDArray[np.float64]]


@dataclass(frozen=True, eq=False)
class Fit:
    """``weights`` add up to 1, each at least 0; ``sharpness`` is at least 0."""

    weights: NDArray[np.float64]
    sharpness: float


def fit(pairs: Pairs, current: NDArray[np.float64], strength: float = STRENGTH) -> Fit:
    """The same decisions, in whatever order, give the very same bits. ``current`` adds up to 1.

    For any one sharpness the sum is convex in the weights, so its lowest point is found from wherever one starts. Over
    the sharpness it may have two valleys (follow nothing and stay, or follow much and move): so it is looked at over a
    grid, and the descent in both at once begins at the lowest of it.
    """
    problem = Misfit(pairs, current, strength)
    grid, weights = [], current
    for sharpness in _GRID:
        value, weights = problem.lowest_at(sharpness, weights)
        grid.append((value, sharpness, weights))
    _, sharpness, weights = min(grid, key=lambda point: point[0])
    return problem.lowest(sharpness * weights)


class Misfit:
    """What is made small. Factors in force are searched for by the logarithm of their strength, which keeps them above
    0; the others by the strength itself, from 0 up.
    """

    def __init__(self, pairs: Pairs, current: NDArray[np.float64], strength: float) -> None:
        self._pairs, self._current, self._strength = pairs, current, strength
        self._in_force = current > 0

    def lowest_at(self, sharpness: float, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """The value there, and the weights."""
        value, at = self._descend(lambda at: self.with_sharpness(at, sharpness), weights, _ROUGHLY)
        strengths = self.strengths(at)
        return value, strengths / strengths.sum()

    def lowest(self, strengths: NDArray[np.float64]) -> Fit:
        _, at = self._descend(self.with_any, strengths, _EXACTLY)
        found = self.strengths(at)
        return Fit(found / found.sum(), float(found.sum()))

    def strengths(self, at: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.where(self._in_force, np.exp(np.where(self._in_force, at, 0.0)), at)

    def with_any(self, at: NDArray[np.float64]) -> Slope:
        """At these strengths: the value, and its gradient."""
        strengths = self.strengths(at)
        value, by_strength = _disagreement(self._pairs, strengths)
        value += float(strengths.sum()) / USUAL_SHARPNESS
        return self._with_pull(at, strengths, value, by_strength + 1 / USUAL_SHARPNESS)

    def with_sharpness(self, at: NDArray[np.float64], sharpness: float) -> Slope:
        """At weights in the proportions of these strengths: the value, and its gradient."""
        strengths = self.strengths(at)
        total = strengths.sum()
        value, by_strength = _disagreement(self._pairs, sharpness * strengths / total)
        along = by_strength @ strengths / total
        value += sharpness / USUAL_SHARPNESS
        return self._with_pull(at, strengths, value, (by_strength - along) * sharpness / total)

    def _with_pull(
        self, at: NDArray[np.float64], strengths: NDArray[np.float64], value: float, by_strength: NDArray[np.float64]
    ) -> Slope:
        """The divergence from the weights in force besides, but for a constant: log of the total - current . log."""
        total = float(strengths.sum())
        pull = float(np.log(total) - self._current[self._in_force] @ at[self._in_force])
        by_strength = by_strength + self._strength / total
        gradient = np.where(self._in_force, by_strength * strengths - self._strength * self._current, by_strength)
        return value + self._strength * pull, gradient

    def _descend(
        self, value: Callable[[NDArray[np.float64]], Slope], start: NDArray[np.float64], tolerance: float
    ) -> tuple[float, NDArray[np.float64]]:
        from scipy.optimize import minimize

        begin = np.where(self._in_force, np.log(np.where(self._in_force, np.maximum(start, _LEAST), 1.0)), start)
        logarithms = (float(np.log(_LEAST)), float(np.log(_MOST)))
        bounds = [logarithms if in_force else (0.0, _MOST) for in_force in self._in_force]
        # A truncated Newton method (Nash 1984): few unknowns, exact slopes. L-BFGS-B ends at the same
        # place, but calls threads of linear algebra at each step: up to fifty times as long on a busy machine.
        options = {"ftol": tolerance, "gtol": tolerance, "maxfun": _STEPS}
        found = minimize(value, begin, jac=True, method="TNC", bounds=bounds, options=options)
        return float(found.fun), np.asarray(found.x, dtype=np.float64)


def _disagreement(pairs: Pairs, strengths: NDArray[np.float64]) -> Slope:
    """The first line, and its gradient."""
    from scipy.special import expit

    # For tables so narrow a plain sum is as quick as linear algebra, and needs no threads.
    ahead = np.einsum("pf,f->p", pairs.differences, strengths)
    slope = -pairs.shares * expit(-ahead)
    value = np.einsum("p,p->", pairs.shares, np.logaddexp(0.0, -ahead))
    return float(value), np.einsum("p,pf->f", slope, pairs.differences)
