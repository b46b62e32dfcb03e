"""What both have lived through; what is close to it counts in part."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from matcher.explain import Phrase
from matcher.factors.coverage import Coverage, coverage
from matcher.factors.measure import Question, outcome
from matcher.people import Mentor

SAME_FAMILY = 0.3


@dataclass(frozen=True, slots=True)
class Experience:
    coverage: Coverage
    families: Mapping[str, str]

    def similarity(self, mentor: Mentor) -> float | None:
        if mentor.experiences is None:
            return None
        theirs, near = mentor.experiences, self._near(mentor.experiences)
        parts = [
            value if code in theirs else SAME_FAMILY * value
            for code, value in self.coverage.values.items()
            if code in theirs or self.families.get(code) in near
        ]
        return fsum(parts) / self.coverage.total

    def because(self, mentor: Mentor, similarity: float) -> Phrase:
        theirs = mentor.experiences or frozenset()
        shared, wanted = self.coverage.shared(theirs), len(self.coverage.values)
        if not shared:
            lacking = self._wanted(theirs)
            near = sorted({self.families[code] for code in theirs if self.families.get(code) in lacking})
            if near:
                return Phrase("experience.near", {"families": tuple(near)})
        return Phrase(f"experience.{outcome(len(shared), wanted)}", {"codes": shared, "wanted": wanted})

    def _near(self, theirs: frozenset[str]) -> set[str]:
        return {self.families[code] for code in theirs if code in self.families}

    def _wanted(self, theirs: frozenset[str]) -> set[str]:
        lacking = (code for code in self.coverage.values if code not in theirs)
        return {self.families[code] for code in lacking if code in self.families}


def prepare(question: Question) -> Experience | None:
    covered = coverage(question, "experiences")
    return None if covered is None else Experience(covered, question.vocabulary.families)
