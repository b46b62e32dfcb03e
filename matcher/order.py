"""How steady the places of a list are."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.comparison import Comparison, Order

# A place is steady when it stands under any single weight that is a fifth less or more.
CHANGED_BY = (0.8, 1.2)
_CHANGE = 0.2
# Far above the error of a score in an array, and of two scores that are even.
_SPARE = 1e-8


def steady(positions: Sequence[int], compared: Comparison, weights: Mapping[str, float], order: Order) -> list[bool]:
    """Of these, which keep their place under any single weight changed by a fifth either way; ``order``: unchanged."""
    if not positions:
        return []
    reach = _CHANGE * max(compared.shares(weights), default=0.0) + _SPARE
    near = _near(order.scores, positions, reach)
    among = compared.only(near)
    own = np.searchsorted(near, positions)
    now = _places(among.order(weights), own)
    stays = np.ones(len(own), np.bool_)
    for changed in _changed(compared, weights):
        stays &= _places(among.order(changed), own) == now
    return [bool(each) for each in stays]


def _near(scores: NDArray[np.float64], positions: Sequence[int], reach: float) -> NDArray[np.intp]:
    """All who could change sides with one of them.

    Dividing by the sum of the weights moves nobody past anybody. So under a change of weight w the order is that of
    score + w / 5 * similarity, or of the difference: nobody who is further away than w / 5 comes past.
    """
    own = scores[list(positions)]
    return np.flatnonzero((scores >= own.min() - reach) & (scores <= own.max() + reach))


def _places(order: Order, positions: NDArray[np.intp]) -> NDArray[np.int64]:
    """As ``order.place`` of each, all at once."""
    own = order.units[positions][:, None]
    places: NDArray[np.int64] = 1 + np.count_nonzero(order.units > own, axis=1)
    even = order.units == own
    if np.count_nonzero(even) > len(positions):
        places += np.count_nonzero(even & (order.turns < order.turns[positions][:, None]), axis=1)
    return places


def _changed(compared: Comparison, weights: Mapping[str, float]) -> Iterator[dict[str, float]]:
    for factor in compared.factors:
        if weights[factor] > 0:
            for times in CHANGED_BY:
                yield {**weights, factor: weights[factor] * times}
