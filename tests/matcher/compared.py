"""Comparisons made up outright: what is asked of one is the same, whoever was compared."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from matcher.comparison import Comparison, Ties
from matcher.weights import FACTORS

NEVER = -(2**63)
# Tenths meet each other, and the edges that are asked about, more often than any fraction would.
TENTHS = st.integers(0, 10).map(lambda tenth: tenth / 10)


def comparison(
    rows: Sequence[tuple[str, Sequence[float | None]]],
    factors: Sequence[str] = ("experience", "background"),
    free: Sequence[int] | None = None,
) -> Comparison:
    """Each row a mentor's id and similarities, None where they have not said; all with one free place if not told."""
    said = np.array([[each is not None for each in row] for _, row in rows], np.bool_).reshape(-1, len(factors)).T
    alike = [[0.0 if each is None else each for each in row] for _, row in rows]
    similarities = np.array(alike, np.float64).reshape(-1, len(factors)).T
    means = {factor: float(similarities[row][said[row]].mean()) if said[row].any() else 0.0
             for row, factor in enumerate(factors)}  # fmt: skip
    for row, factor in enumerate(factors):
        similarities[row][~said[row]] = means[factor]
    places = np.array([1] * len(rows) if free is None else free, np.int64)
    return Comparison(
        considered=len(rows),
        excluded=(),
        ids=[mentor_id for mentor_id, _ in rows],
        rows=np.arange(len(rows)),
        measures=dict.fromkeys(factors),  # type: ignore[arg-type]
        means=means,
        similarities=similarities,
        said=said,
        ties=Ties(places, np.full(len(rows), NEVER)),
    )


@st.composite
def comparisons(draw: st.DrawFn, least: int = 0, most: int = 14) -> Comparison:
    factors = draw(st.lists(st.sampled_from(FACTORS), min_size=1, max_size=4, unique=True))
    size = draw(st.integers(least, most))
    answers = st.lists(st.none() | TENTHS, min_size=len(factors), max_size=len(factors))
    rows = [(f"m{number:02}", draw(answers)) for number in draw(st.permutations(range(size)))]
    return comparison(rows, factors, draw(st.lists(st.integers(1, 3), min_size=size, max_size=size)))
