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

_WHOLE, _WRAPPED = 2**62, 2**64
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
    similarities, said = np.empty((len(measures), len(rows))), np.empty((len(measures), len(rows)), np.bool_)
    means: dict[str, float] = {}
    by_row = lengths() if "interests" in measures else np.zeros(0)
    for number, (factor, measure) in enumerate(measures.items()):
        found, said[number] = likeness.similarities(columns, measure, rows, by_row)
        answered = int(np.count_nonzero(said[number]))
        means[factor] = UNUSED if answered == len(rows) else mean(found, answered)
        np.multiply(~said[number], means[factor], out=similarities[number])
        similarities[number] += found
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


def mean(found: NDArray[np.float64], answered: int) -> float:
    """Of the ``answered`` who said; 0 when none did. ``found`` is 0 where a mentor is silent.

    Summed as whole numbers of 2**-62, so that it is exact, whatever the order of the rows. The sum of an array wraps
    round at 2**64; how often it did is known from the sum of the fractions, which is inexact by far less than that.
    """
    if not answered:
        return 0.0
    wrapped = int(np.add.reduce((found * _WHOLE).astype(np.int64)))
    about = float(np.add.reduce(found)) * _WHOLE
    total = wrapped + round((about - wrapped) / _WRAPPED) * _WRAPPED
    return total / _WHOLE / answered
