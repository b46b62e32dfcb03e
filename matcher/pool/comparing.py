"""One mentee beside all who may be paired with them, put together from the columns."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.comparison import Comparison, Ties
from matcher.factors import PREPARE
from matcher.factors.measure import Question
from matcher.pool import likeness
from matcher.pool.codes import Rows
from matcher.pool.columns import Columns

_WHOLE, _HALF = 2.0**62, 31
# Where everyone said, nobody takes the mean.
UNUSED = 0.0


def compare(
    columns: Columns,
    ids: Sequence[str],
    question: Question,
    rows: Rows,
    excluded: tuple[tuple[str, int], ...],
    lengths: Callable[[], NDArray[np.float64]],
) -> Comparison:
    prepared = {factor: prepare(question) for factor, prepare in PREPARE.items()}
    measures = {factor: measure for factor, measure in prepared.items() if measure is not None}
    similarities, said = np.empty((len(measures), len(rows))), np.ones((len(measures), len(rows)), np.bool_)
    means: dict[str, float] = {}
    by_row = lengths() if "interests" in measures else np.zeros(0)
    for number, (factor, measure) in enumerate(measures.items()):
        found = likeness.similarities(columns, measure, rows, by_row)
        silent = np.isnan(found)
        np.logical_not(silent, out=said[number])
        means[factor] = UNUSED
        if silent.any():
            np.copyto(found, 0.0, where=silent)
            means[factor] = mean(found, silent)
            np.copyto(found, means[factor], where=silent)
        similarities[number] = found
    standing = columns.standing
    free = (standing.capacity.take(rows) - standing.in_use.take(rows)).astype(np.int64)
    return Comparison(
        considered=columns.size,
        excluded=excluded,
        rows=rows,
        ids=ids,
        measures=measures,
        means=means,
        similarities=similarities,
        said=said,
        ties=Ties(free, standing.introduced.take(rows)),
    )


def mean(found: NDArray[np.float64], silent: NDArray[np.bool_]) -> float:
    """Of those who said; 0 when none did. ``found`` is 0 where a mentor is silent.

    Summed as whole numbers of 2**-62, in two halves that can't overflow: exact, whatever the order of the rows.
    """
    said = len(found) - int(np.count_nonzero(silent))
    whole = (found * _WHOLE).astype(np.int64)
    total = (int((whole >> _HALF).sum()) << _HALF) + int((whole & (1 << _HALF) - 1).sum())
    return total / int(_WHOLE) / said if said else 0.0
