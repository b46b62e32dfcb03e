"""How much of what the mentee needs does a mentor bring."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from matcher.explain import Phrase
from matcher.factors.measure import Question, outcome
from matcher.people import CodeSet, Mentor

TIMES_WHEN_IT_MATTERS = 3


@dataclass(frozen=True, slots=True)
class Coverage:
    """The mentee's codes in order, each with its weight v. Sums are exact (fsum), so no order shows in them."""

    values: Mapping[str, float]
    total: float

    def of(self, theirs: frozenset[str]) -> float:
        return fsum([value for code, value in self.values.items() if code in theirs]) / self.total

    def shared(self, theirs: frozenset[str]) -> tuple[str, ...]:
        return tuple(code for code in self.values if code in theirs)


def coverage(question: Question, topic: str) -> Coverage | None:
    """None when the mentee has nothing to cover in this topic."""
    wanted: CodeSet = getattr(question.mentee, topic)
    if not wanted:
        return None
    idf = question.idf(topic)
    matters = question.mentee.matters
    values = {code: idf.of(code) * (TIMES_WHEN_IT_MATTERS if code in matters else 1) for code in sorted(wanted)}
    return Coverage(values, fsum(values.values()))


@dataclass(frozen=True, slots=True)
class CoveredTopic:
    """A factor that is nothing but the coverage of one list."""

    topic: str
    coverage: Coverage

    def similarity(self, mentor: Mentor) -> float | None:
        theirs: CodeSet = getattr(mentor, self.topic)
        return None if theirs is None else self.coverage.of(theirs)

    def because(self, mentor: Mentor, similarity: float) -> Phrase:
        theirs: CodeSet = getattr(mentor, self.topic)
        shared = self.coverage.shared(theirs or frozenset())
        wanted = len(self.coverage.values)
        return Phrase(f"{self.topic}.{outcome(len(shared), wanted)}", {"codes": shared, "wanted": wanted})


def covered_topic(question: Question, topic: str) -> CoveredTopic | None:
    covered = coverage(question, topic)
    return None if covered is None else CoveredTopic(topic, covered)
