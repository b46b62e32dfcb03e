"""What both enjoy, a person's own words included; the less common, the more it says."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import fsum, sqrt

from matcher.explain import Phrase
from matcher.factors.measure import Question, outcome
from matcher.people import Mentor


@dataclass(frozen=True, slots=True)
class Interests:
    """``squared`` gives a code's squared idf."""

    codes: frozenset[str]
    squared: Callable[[str], float]
    length: float

    def similarity(self, mentor: Mentor) -> float | None:
        """The cosine of the two idf vectors; 0 for a mentor who said: none."""
        if mentor.interests is None:
            return None
        both = fsum(map(self.squared, self.codes & mentor.interests))
        if both == 0:
            return 0.0
        return min(1.0, both / sqrt(self.length * fsum(map(self.squared, mentor.interests))))

    def because(self, mentor: Mentor, similarity: float) -> Phrase:
        shared = tuple(sorted(self.codes & (mentor.interests or frozenset())))
        wanted = len(self.codes)
        return Phrase(f"interests.{outcome(len(shared), wanted)}", {"codes": shared, "wanted": wanted})


def prepare(question: Question) -> Interests | None:
    codes = question.mentee.interests
    if not codes:
        return None
    idf = question.idf("interests")
    squared = cache(lambda code: idf.of(code) ** 2)
    return Interests(codes, squared, fsum(map(squared, codes)))
