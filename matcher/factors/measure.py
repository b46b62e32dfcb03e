"""What all factors have in common: a question goes in, and out comes a measure of any mentor, or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

from matcher.explain import Phrase
from matcher.people import Mentee, Mentor
from matcher.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Question:
    """Whom to find a mentor for, when, and among whom: ``active`` are the active mentors of the program."""

    mentee: Mentee
    as_of: date
    active: Sequence[Mentor]
    vocabulary: Vocabulary


class Measure(Protocol):
    """One factor, prepared for one mentee."""

    def similarity(self, mentor: Mentor) -> float | None:
        """From 0 to 1; None when the mentor has not said."""

    def because(self, mentor: Mentor) -> Phrase:
        """In which words; only for a mentor who did say."""


# None drops the factor: the mentee has not said, or has nothing to cover.
Prepare: TypeAlias = Callable[[Question], Measure | None]


def outcome(shared: int, wanted: int) -> str:
    if shared == 0:
        return "nothing"
    return "shared" if shared == wanted else "partly"
