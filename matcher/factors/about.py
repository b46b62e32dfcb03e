"""Words in common in what two people wrote about themselves: compared, never read for anything else."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.explain import Phrase
from matcher.factors.measure import Question
from matcher.people import Mentor, Person


@dataclass(frozen=True, slots=True)
class About:
    """``cosines`` of TF-IDF vectors by the ``rows`` of the mentors' ids: 0 with no word in common, NaN for unsaid."""

    cosines: NDArray[np.float64]
    rows: Mapping[str, int]

    def similarity(self, mentor: Mentor) -> float | None:
        cosine = float(self.cosines[self.rows[mentor.id]])
        return None if np.isnan(cosine) else cosine

    def because(self, mentor: Mentor, similarity: float) -> Phrase:
        # Not which words: they are free words, and one may be a name.
        return Phrase("about.partly" if similarity else "about.nothing")


def prepare(question: Question) -> About | None:
    written = words_of(question.mentee)
    return About(question.cosines(written), question.rows) if written else None


def words_of(person: Person) -> str:
    return (person.about or "").strip()
