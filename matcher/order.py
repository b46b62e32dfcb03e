"""How steady the places of a list are."""

from collections.abc import Mapping, Sequence
from math import fsum

import numpy as np
from numpy.typing import NDArray

from matcher.comparison import Comparison, Order, in_units

# A place is steady when it stands under any single weight that is a fifth less or more.
CHANGED_BY = (0.8, 1.2)
_CHANGE = 0.2
# Far above the error of a score in an array, and of two scores that are even.
_SPARE = 1e-8
# More than any score has units.
_ROW = 1 << 32


def steady(positions: Sequence[int], compared: Comparison, weights: Mapping[str, float], order: Order) -> list[bool]:
    """Of these, which keep their place under any single weight changed by a fifth either way; ``order``: unchanged."""
    shares = compared.shares(weights)
    if not positions or not shares:
        return [True] * len(positions)
    near = _near(order.scores, positions, _CHANGE * max(shares) + _SPARE)
    among = compared.only(near)
    places = _places(among, _changed([weights[factor] for factor in compared.factors]), near.searchsorted(positions))
    stays: list[bool] = (places == places[0]).all(axis=0).tolist()
    return stays


def _near(scores: NDArray[np.float64], positions: Sequence[int], reach: float) -> NDArray[np.intp]:
    """All who could change sides with one of them.

    Dividing by the sum of the weights moves nobody past anybody. So under a change of weight w the order is that of
    score + w / 5 * similarity, or of the difference: nobody who is further away than w / 5 comes past.
    """
    own = scores[list(positions)]
    return np.flatnonzero((scores >= own.min() - reach) & (scores <= own.max() + reach))


def _changed(weights: Sequence[float]) -> NDArray[np.float64]:
    """The shares of the weights as they are in the first row, and in each of the others with one of them changed."""
    changed = [list(weights)]
    for number, weight in enumerate(weights):
        for times in CHANGED_BY if weight > 0 else ():
            changed.append([*weights[:number], weight * times, *weights[number + 1 :]])
    shares: NDArray[np.float64] = np.array(changed) / np.array(list(map(fsum, changed)))[:, None]
    return shares


def _places(among: Comparison, shares: NDArray[np.float64], positions: NDArray[np.intp]) -> NDArray[np.intp]:
    """As ``Order.place`` of each position: a row for each of the shares."""
    units = in_units(among, shares)
    # With each row above the other all are sorted as one, and each is asked where it stands in its own.
    units += np.arange(len(shares))[:, None] * _ROW
    own, ranked = units[:, positions], np.sort(units).ravel()
    not_above = ranked.searchsorted(own, "right")
    if (not_above - ranked.searchsorted(own) > 1).any():
        # Even scores are told apart by whose turn it is, the smaller the higher: whole numbers as well.
        apart = units * len(among) + (len(among) - 1 - among.turns)
        not_above = np.sort(apart).ravel().searchsorted(apart[:, positions], "right")
    places: NDArray[np.intp] = 1 + np.arange(1, len(shares) + 1)[:, None] * len(among) - not_above
    return places
