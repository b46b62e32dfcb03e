"""Where both come from: what they named, their age and, for meeting in person, their region."""

from dataclasses import dataclass
from math import fsum

from matcher.explain import Phrase, Value
from matcher.factors.coverage import Coverage, coverage
from matcher.factors.measure import Question
from matcher.people import Mentor

NEIGHBOURING_AGE = 0.5


@dataclass(frozen=True, slots=True)
class Background:
    """The mentee's aspects; None for one that they do not have."""

    coverage: Coverage | None
    age_band: str | None
    region: str | None
    age_bands: tuple[str, ...]

    def similarity(self, mentor: Mentor) -> float | None:
        aspects = [self._shared(mentor), self._age(mentor), self._region(mentor)]
        said = [aspect for aspect in aspects if aspect is not None]
        return fsum(said) / len(said) if said else None

    def because(self, mentor: Mentor, similarity: float) -> Phrase:
        key = "shared" if similarity == 1.0 else "partly" if similarity else "nothing"
        codes = self.coverage.shared(mentor.shared or frozenset()) if self.coverage else ()
        values: dict[str, Value] = {"codes": codes, "age": _closeness(self._age(mentor))}
        return Phrase(f"background.{key}", values | {"same_region": self._region(mentor) == 1.0})

    def _shared(self, mentor: Mentor) -> float | None:
        return None if self.coverage is None or mentor.shared is None else self.coverage.of(mentor.shared)

    def _age(self, mentor: Mentor) -> float | None:
        if self.age_band is None or mentor.age_band is None:
            return None
        apart = abs(self.age_bands.index(self.age_band) - self.age_bands.index(mentor.age_band))
        return {0: 1.0, 1: NEIGHBOURING_AGE}.get(apart, 0.0)

    def _region(self, mentor: Mentor) -> float | None:
        return None if self.region is None or mentor.region is None else float(self.region == mentor.region)


def _closeness(age: float | None) -> str | None:
    return {1.0: "same", NEIGHBOURING_AGE: "near"}.get(age) if age else None


def prepare(question: Question) -> Background | None:
    mentee = question.mentee
    # Where somebody lives matters only to people who would meet in person.
    region = mentee.region if mentee.formats is not None and "in_person" in mentee.formats else None
    background = Background(coverage(question, "shared"), mentee.age_band, region, question.vocabulary.age_bands)
    nothing_said = background.coverage is None and background.age_band is None and region is None
    return None if nothing_said else background
