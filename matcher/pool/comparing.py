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

# 27 binary digits at a time, so that the sum of 67 million of them is exact; 81 in all.
_DIGITS, _TIMES = 2**27, 3


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
        means[factor] = mean(found, said[number]) if silent.any() else UNUSED
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


def mean(found: NDArray[np.float64], said: NDArray[np.bool_]) -> float:
    """Of those who said, their sum rounded once as by fsum; 0 when none did.

    Digits are taken off the front a few at a time: sums of such whole numbers are exact, whatever the order.
    """
    rest, total = found[said], 0
    if not len(rest):
        return 0.0
    for _ in range(_TIMES):
        rest *= _DIGITS
        whole = np.rint(rest)
        total = total * _DIGITS + int(whole.sum())
        rest -= whole
    return float(total / _DIGITS**_TIMES / len(rest))
