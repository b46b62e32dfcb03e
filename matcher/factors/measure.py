"""What all factors have in common: a question goes in, and out comes a measure of any mentor, or none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matcher.explain import Phrase
from matcher.idf import Idf
from matcher.people import Mentee, Mentor
from matcher.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Question:
    """Whom to find a mentor for, when, and among whom.

    ``idf`` by topic is over the active mentors of the program. ``cosines`` compares a text with what each of them
    wrote, by the ``rows`` of the mentors' ids; NaN for who wrote nothing.
    """

    mentee: Mentee
    as_of: date
    vocabulary: Vocabulary
    idf: Callable[[str], Idf]
    cosines: Callable[[str], NDArray[np.float64]]
    rows: Mapping[str, int]


class Measure(Protocol):
    """One factor, prepared for one mentee."""

    def similarity(self, mentor: Mentor) -> float | None:
        """From 0 to 1; None when the mentor has not said."""

    def because(self, mentor: Mentor, similarity: float) -> Phrase:
        """In which words, for a mentor who did say; ``similarity``: how alike this mentor was found."""


# None drops the factor: the mentee has not said, or has nothing to cover.
Prepare: TypeAlias = Callable[[Question], Measure | None]


def outcome(shared: int, wanted: int) -> str:
    if shared == 0:
        return "nothing"
    return "shared" if shared == wanted else "partly"
