"""Which of the kinds of support the mentee hopes for the mentor offers; all count alike."""

from dataclasses import dataclass

from matcher.explain import Phrase
from matcher.factors.measure import Question, outcome
from matcher.people import Mentor


@dataclass(frozen=True, slots=True)
class Style:
    hoped_for: frozenset[str]

    def similarity(self, mentor: Mentor) -> float | None:
        return None if mentor.styles is None else len(self.hoped_for & mentor.styles) / len(self.hoped_for)

    def because(self, mentor: Mentor, similarity: float) -> Phrase:
        shared = tuple(sorted(self.hoped_for & (mentor.styles or frozenset())))
        wanted = len(self.hoped_for)
        return Phrase(f"style.{outcome(len(shared), wanted)}", {"codes": shared, "wanted": wanted})


def prepare(question: Question) -> Style | None:
    return Style(question.mentee.styles) if question.mentee.styles else None
