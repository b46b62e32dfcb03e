"""Up to two mentors from outside a list whom its order would never bring up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matcher.comparison import EVEN_PLACES, UNITS, Comparison
from matcher.explain import Phrase
from matcher.spread import by_score

SHARES_THE_EXPERIENCE = 0.7
# What a fifth more or less on the heaviest of the default weights can move a score by, rounded up: nobody has shown
# that the weights are right to that. It is two of the steps by which a list gives way that spreads the load.
NEARLY_AS_GOOD = 0.04


class Why(StrEnum):
    """``different_background``: of those outside the list who said both, and whose experience is at least 0.7 alike,
    the one whose background is least alike; nobody where background is not compared, or is wholly alike in all.

    ``rarely_suggested``: of those outside the list whose score is at most 0.04 below the lowest on it, the one who was
    in the fewest lists lately; and in no more than anybody who is on the list.

    Of several, the first by score. Nobody is both.
    """

    DIFFERENT_BACKGROUND = "different_background"
    RARELY_SUGGESTED = "rarely_suggested"


@dataclass(frozen=True, slots=True)
class Also:
    why: Why
    position: int
    phrase: Phrase


def also(
    compared: Comparison, weights: Mapping[str, float], shown: Sequence[int], lists: Mapping[str, int]
) -> tuple[Also, ...]:
    """``shown``: the positions on the list. ``lists``: by mentor id, in how many lists of late."""
    outside = np.ones(len(compared.mentor_ids), np.bool_)
    outside[list(shown)] = False
    found = []
    different = _most_different(compared, outside)
    if len(different):
        position = by_score(compared, weights, different)[0]
        found.append(Also(Why.DIFFERENT_BACKGROUND, position, Phrase("also.different_background")))
        outside[position] = False
    rare = _rarest(compared, weights, outside, shown, lists)
    if len(rare):
        position = by_score(compared, weights, rare)[0]
        often = lists.get(compared.mentor_ids[position], 0)
        found.append(Also(Why.RARELY_SUGGESTED, position, Phrase("also.rarely_suggested", {"lists": often})))
    return tuple(found)


def _most_different(compared: Comparison, outside: NDArray[np.bool_]) -> NDArray[np.intp]:
    if not {"experience", "background"} <= set(compared.factors):
        return np.empty(0, np.intp)
    experience, background = compared.factors.index("experience"), compared.factors.index("background")
    alike = np.round(compared.similarities, EVEN_PLACES)
    apt = outside & compared.said[experience] & (alike[experience] >= SHARES_THE_EXPERIENCE)
    apt &= compared.said[background] & (alike[background] < 1)
    least = alike[background][apt].min(initial=1.0)
    return np.flatnonzero(apt & (alike[background] == least))


def _rarest(
    compared: Comparison,
    weights: Mapping[str, float],
    outside: NDArray[np.bool_],
    shown: Sequence[int],
    lists: Mapping[str, int],
) -> NDArray[np.intp]:
    if not shown:
        return np.empty(0, np.intp)
    units = compared.order(weights).units
    often = np.array([lists.get(mentor_id, 0) for mentor_id in compared.mentor_ids], np.int64)
    good = outside & (units >= units[list(shown)].min() - round(NEARLY_AS_GOOD * UNITS))
    least = often[good].min(initial=often[list(shown)].min())
    return np.flatnonzero(good & (often == least))
