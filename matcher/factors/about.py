"""Words in common in what two people wrote about themselves: compared, never read for anything else."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.explain import Phrase
from matcher.factors.measure import Question
from matcher.people import Mentor, Person


@dataclass(frozen=True, slots=True)
class About:
    by_mentor: Mapping[str, float]

    def similarity(self, mentor: Mentor) -> float | None:
        return self.by_mentor.get(mentor.id)

    def because(self, mentor: Mentor) -> Phrase:
        # Not which words: they are free words, and one may be a name.
        return Phrase("about.partly" if self.by_mentor[mentor.id] > 0 else "about.nothing")


def prepare(question: Question) -> About | None:
    mentee = words_of(question.mentee)
    if not mentee:
        return None
    texts = {mentor.id: text for mentor in sorted(question.active, key=lambda m: m.id) if (text := words_of(mentor))}
    cosines = _cosines(mentee, list(texts.values())) if texts else []
    return About(dict(zip(texts, cosines, strict=True)))


def words_of(person: Person) -> str:
    return (person.about or "").strip()


def _cosines(mentee: str, mentors: list[str]) -> list[float]:
    """Cosines of TF-IDF vectors fitted on the mentors' texts; 0 where no word is in common."""
    # Importing scikit-learn takes about two seconds: only those who wrote something pay for it.
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    if not any(map(vectorizer.build_analyzer(), mentors)):
        return [0.0] * len(mentors)
    rows = vectorizer.fit_transform(mentors)
    products = rows @ vectorizer.transform([mentee]).T
    return [min(1.0, float(cosine)) for cosine in products.toarray().ravel()]
