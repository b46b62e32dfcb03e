"""How scores, and how often the first of a list was chosen, move from month to month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matcher.looking_back.disclosure import SMALLEST, STEP, rounded

LEVELS = (0.1, 0.5, 0.9)
# A score is told to so many places: finer ones would be one person's own.
PLACES = 2


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it was shown: for whom, on which day, and its scores with the best first."""

    mentee_id: str
    on: date
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A confirmation from a list, and the place that the chosen mentor had on it, from 1."""

    mentee_id: str
    on: date
    rank: int


@dataclass(frozen=True, slots=True)
class Month:
    """None: of fewer than 11 mentees, or none at all. Scores are the 10, 50 and 90 per cent of all.

    ``lists`` and ``confirmations`` are rounded to multiples of five.
    """

    month: date
    lists: int | None = None
    first_scores: tuple[float, ...] | None = None
    shown_scores: tuple[float, ...] | None = None
    confirmations: int | None = None
    first_chosen: float | None = None


def by_month(
    months: Iterable[date], listed: Sequence[Listed], confirmed: Sequence[Confirmed], key: bytes
) -> list[Month]:
    """``months``: the first day of each that is told of."""
    return [
        _month(
            first,
            [each for each in listed if each.on.replace(day=1) == first and each.scores],
            [each for each in confirmed if each.on.replace(day=1) == first],
            key,
        )
        for first in months
    ]


def _month(first: date, listed: Sequence[Listed], confirmed: Sequence[Confirmed], key: bytes) -> Month:
    lists = firsts = shown = confirmations = share = None
    if _enough(listed):
        lists = _count(len(listed), listed, key, f"lists {first}")
        firsts = _levels([each.scores[0] for each in listed])
        shown = _levels([score for each in listed for score in each.scores])
    if _enough(confirmed):
        # One draw for both, so that all of them are told as all, and a part never as more.
        draw = f"confirmations {first}"
        confirmations = _count(len(confirmed), confirmed, key, draw)
        share = _count(sum(each.rank == 1 for each in confirmed), confirmed, key, draw) / confirmations
    return Month(first, lists, firsts, shown, confirmations, share)


def _enough(found: Sequence[Listed] | Sequence[Confirmed]) -> bool:
    return len({each.mentee_id for each in found}) >= SMALLEST


def _count(number: int, found: Sequence[Listed] | Sequence[Confirmed], key: bytes, what: str) -> int:
    return int(rounded(number, STEP, (each.mentee_id for each in found), key, what))


def _levels(scores: Sequence[float]) -> tuple[float, ...]:
    return tuple(round(float(level), PLACES) for level in np.quantile(scores, LEVELS))
