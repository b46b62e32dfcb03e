"""What the pairs of a plan come to, one by one and by plain loops. ``mentors``: by mentee the mentor, or None."""

from collections.abc import Sequence

import numpy as np

from matcher.check.asked import Asked
from matcher.plan import WhyLeftOver

_BILLION = 10**9
Mentors = Sequence[int | None]


def scores(mentors: Mentors, asked: Asked) -> tuple[float | None, ...]:
    return tuple(None if at is None else float(asked.scores[row, at]) for row, at in enumerate(mentors))


def first_choices(asked: Asked) -> tuple[float | None, ...]:
    mentees, mentors = asked.scores.shape
    with_a_place = [mentor for mentor in range(mentors) if asked.places[mentor] > 0]
    return tuple(
        max((float(asked.scores[row, at]) for at in with_a_place if asked.may_pair(row, at)), default=None)
        for row in range(mentees)
    )


def left_over(mentors: Mentors, asked: Asked) -> tuple[WhyLeftOver | None, ...]:
    return tuple(_why(row, asked) if at is None else None for row, at in enumerate(mentors))


def _why(row: int, asked: Asked) -> WhyLeftOver:
    eligible = [mentor for mentor, score in enumerate(asked.scores[row]) if not np.isnan(score)]
    if not eligible:
        return WhyLeftOver.NO_ONE_ELIGIBLE
    may_still = any(asked.may_pair(row, mentor) for mentor in eligible)
    return WhyLeftOver.PLACES_TAKEN if may_still else WhyLeftOver.ONLY_FORBIDDEN


def in_billionths(mentors: Mentors, asked: Asked) -> list[int]:
    """The scores of the plan in whole billionths, the lowest first."""
    return sorted(_units(asked, row, at) for row, at in enumerate(mentors) if at is not None)


def is_sum(said: float, billionths: Sequence[int]) -> bool:
    """To the billionth."""
    return abs(said * _BILLION - sum(billionths)) < 0.5


def is_mean(said: float | None, billionths: Sequence[int]) -> bool:
    """To the billionth of the sum; of nobody there is none."""
    if said is None or not billionths:
        return said is None and not billionths
    return is_sum(said * len(billionths), billionths)


def blocking_pairs(mentors: Mentors, asked: Asked) -> int:
    """The pairs of whom each would rather have the other than whom the plan gives them."""
    held: list[list[int]] = [[] for _ in asked.places]
    now = [-1] * len(mentors)
    for row, at in enumerate(mentors):
        if at is not None:
            now[row] = _units(asked, row, at)
            held[at].append(now[row])
    return sum(
        asked.may_pair(row, at)
        and _units(asked, row, at) > now[row]
        and (len(of_mentor) < asked.places[at] or any(_units(asked, row, at) > other for other in of_mentor))
        for row in range(len(mentors))
        for at, of_mentor in enumerate(held)
    )


def _units(asked: Asked, mentee: int, mentor: int) -> int:
    return round(float(asked.scores[mentee, mentor]) * _BILLION)
