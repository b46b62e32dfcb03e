"""Mentees x mentors as numbers, filled mentee by mentee from comparisons that may be let go of."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class ScoreTable:
    """``scores``: 0 to 1, NaN where the two may not be paired. Columns are in the order of ``mentor_ids``."""

    def __init__(self, mentees: int, mentor_ids: Sequence[str]) -> None:
        self.scores: NDArray[np.float64] = np.full((mentees, len(mentor_ids)), np.nan)
        self._columns = {mentor_id: column for column, mentor_id in enumerate(mentor_ids)}
        self._ids: Sequence[str] = ()
        self._column_of = np.empty(0, np.intp)

    def put(self, mentee: int, ids: Sequence[str], rows: NDArray[np.intp], scores: NDArray[np.float64]) -> None:
        """The scores of those who stand at these ``rows`` of ``ids``, as a `Comparison` has them.

        Mentors who have no column are passed over.
        """
        if ids is not self._ids:
            # Comparisons out of one pool share their ids: then this is done once for all of them.
            self._ids = ids
            self._column_of = np.array([self._columns.get(mentor_id, -1) for mentor_id in ids], np.intp)
        columns = self._column_of[rows]
        there = columns >= 0
        self.scores[mentee, columns[there]] = scores[there]
