"""How far ahead the role model is."""

from dataclasses import dataclass
from datetime import date

from matcher.explain import Phrase
from matcher.factors.measure import Question
from matcher.people import Mentor
from matcher.stage import months_on

# Two years ahead are full marks; more adds nothing.
PLATEAU_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Stage:
    months: float
    as_of: date

    def similarity(self, mentor: Mentor) -> float | None:
        lead = self._lead(mentor)
        return None if lead is None else min(1.0, max(0.0, lead / PLATEAU_MONTHS))

    def because(self, mentor: Mentor, similarity: float) -> Phrase:
        lead = self._lead(mentor) or 0.0
        if lead >= PLATEAU_MONTHS:
            return Phrase("stage.shared")
        # Whole months only: days would tell a date.
        return Phrase("stage.partly", {"months": int(lead)}) if lead > 0 else Phrase("stage.nothing")

    def _lead(self, mentor: Mentor) -> float | None:
        months = months_on(mentor.stage, mentor.since, self.as_of)
        return None if months is None else months - self.months


def prepare(question: Question) -> Stage | None:
    months = months_on(question.mentee.stage, question.mentee.since, question.as_of)
    return None if months is None else Stage(months, question.as_of)
