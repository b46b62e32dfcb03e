"""How evenly mentors are shown: of all of them together, never one person's share."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Exposure:
    """``gini``: 0 when all were shown equally often, near 1 when one was shown always. ``never_shown``: how many."""

    mentors: int
    times: int
    gini: float
    never_shown: int

    @property
    def share_never_shown(self) -> float:
        return self.never_shown / self.mentors if self.mentors else 0.0


def exposure(times_shown: NDArray[np.int64]) -> Exposure:
    """``times_shown``: one a mentor, of those who could have been shown. Where nobody was shown, Gini is 0.

    Gini = sum of (2i - n - 1) x_i / (n sum of x), x in rising order, i from 1 (Damgaard & Weiner 2000).
    """
    rising = np.sort(times_shown.astype(np.float64))
    mentors, times = len(rising), float(rising.sum())
    places = 2 * np.arange(1, mentors + 1) - mentors - 1
    gini = float(places @ rising) / (mentors * times) if times else 0.0
    return Exposure(mentors, int(times), gini, int((times_shown == 0).sum()))
