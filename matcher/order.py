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


def steady(positions: Sequence[int], compared: Comparison, weights: Mapping[str, float]) -> list[bool]:
    """Of these, which keep their place under any single weight changed by a fifth either way."""
    if not positions:
        return []
    near = _near(positions, compared, weights)
    among = compared.only(near)
    own = np.searchsorted(near, positions)
    now = _places(among.order(weights), own)
    stays = np.ones(len(own), np.bool_)
    for changed in _changed(compared, weights):
        stays &= _places(among.order(changed), own) == now
    return [bool(each) for each in stays]


def _near(positions: Sequence[int], compared: Comparison, weights: Mapping[str, float]) -> NDArray[np.intp]:
    """All who could change sides with one of them.

    Dividing by the sum of the weights moves nobody past anybody. So under a change of weight w the order is that of
    score + w / 5 * similarity, or of the difference: nobody who is further away than w / 5 comes past.
    """
    scores = compared.scores(weights)
    reach = _CHANGE * max(compared.shares(weights), default=0.0) + _SPARE
    own = scores[list(positions)]
    return np.flatnonzero((scores >= own.min() - reach) & (scores <= own.max() + reach))


def _places(order: Order, positions: NDArray[np.intp]) -> NDArray[np.int64]:
    return np.array([order.place(int(position)) for position in positions], np.int64)


def _changed(compared: Comparison, weights: Mapping[str, float]) -> Iterator[dict[str, float]]:
    for factor in compared.factors:
        if weights[factor] > 0:
            for times in CHANGED_BY:
                yield {**weights, factor: weights[factor] * times}
