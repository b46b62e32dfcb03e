"""What a plan was asked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.plan import Objective, Pair


@dataclass(frozen=True, slots=True)
class Asked:
    """What the plan was asked for, as `matcher.plan.plan` takes it."""

    scores: NDArray[np.float64]
    places: NDArray[np.int64]
    objective: Objective
    pinned: Sequence[Pair] = ()
    forbidden: Collection[Pair] = ()

    def may_pair(self, mentee: int, mentor: int) -> bool:
        return not np.isnan(self.scores[mentee, mentor]) and (mentee, mentor) not in self.forbidden
