"""The ten best as a data scientist would find them: dense matrices made beforehand, masks, and scikit-learn.

Everything about the mentors that no mentee changes is worked out once and is not counted: one-hot columns of the
codes, a mask of those who may be matched at all, months, idf, the normalized vectors of interests, the week's half
hours. A question is then: the limits as masks, one ``linear_kernel`` of the eligible rows with the mentee's vectors,
one for each factor, the means, and a partition with an exact sort of what is left. In 64 bits, so that it is exact;
the week in 32, in which whole numbers are. Wishes (``must``) are known for the answers that there is just one of.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics.pairwise import linear_kernel

from benchmarks import plain
from matcher.lifecycle import MentorStatus
from matcher.people import Mentee, Mentor, PairRecords, Person, Program
from matcher.vocabulary import Vocabulary
from matcher.week import SLOTS, free_slots, reference_monday

CHOICES = ("gender", "age_band", "region")
LISTS = ("experiences", "goals", "pathways", "shared", "styles", "interests")
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Dense:
    def __init__(self, program: Program, vocabulary: Vocabulary) -> None:
        self.program, self.topics, self.families = program, vocabulary.topics, vocabulary.families
        self.monday = reference_monday(program.as_of)
        mentors = program.mentors
        self.row = {mentor.id: row for row, mentor in enumerate(mentors)}
        active = [mentor for mentor in mentors if mentor.status == MentorStatus.ACTIVE]
        self.active = len(active)
        self.counts = {
            topic: Counter(code for each in active for code in getattr(each, topic) or ()) for topic in LISTS
        }
        self._prepare_features(mentors)
        self._prepare_limits(mentors)
        self._prepare_rest(mentors)

    def _prepare_features(self, mentors: Sequence[Mentor]) -> None:
        """One wide matrix; ``self.columns``: by topic the place of each code in it."""
        own = sorted({code for mentor in mentors for code in mentor.interests or ()} - set(self.topics["interests"]))
        topics = {topic: [*self.topics[topic], *(own if topic == "interests" else ())] for topic in LISTS}
        topics["families"] = sorted(set(self.families.values()))
        self.columns: dict[str, dict[str, int]] = {}
        for topic, codes in topics.items():
            before = sum(map(len, self.columns.values()))
            self.columns[topic] = {code: before + number for number, code in enumerate(codes)}
        self.features: Floats = np.zeros((len(mentors), sum(map(len, self.columns.values()))))
        for row, mentor in enumerate(mentors):
            for topic in LISTS:
                self._write(row, topic, getattr(mentor, topic) or ())
            self._write(row, "families", {self.families[code] for code in mentor.experiences or ()})
        self.said = {topic: np.array([getattr(each, topic) is not None for each in mentors]) for topic in LISTS}
        places = list(self.columns["interests"].values())
        vectors = self.features[:, places] * [self.idf("interests", code) for code in self.columns["interests"]]
        lengths = np.sqrt((vectors**2).sum(axis=1, keepdims=True))
        self.features[:, places] = np.divide(vectors, lengths, where=lengths > 0, out=np.zeros_like(vectors))

    def _write(self, row: int, topic: str, codes: Iterable[str]) -> None:
        self.features[row, [self.columns[topic][code] for code in codes]] = 1

    def _prepare_limits(self, mentors: Sequence[Mentor]) -> None:
        """``fit``: whom nothing excludes that is the same for every mentee."""
        topics, nobody = self.topics, Mentee(id="nobody", languages=frozenset(), time_zone="UTC")
        judge = plain.Scorer(nobody, self.program, PairRecords(), Vocabulary(topics, self.families), plain.quarter_of)
        self.fit = np.array([judge.fit(mentor) for mentor in mentors])
        self.languages = one_hot([each.languages for each in mentors], topics["languages"])
        self.formats = one_hot([each.formats for each in mentors], topics["formats"])
        self.formats_said = np.array([each.formats is not None for each in mentors])
        self.touchy = [*topics["experiences"], *topics["pathways"]]
        self.not_comfortable = one_hot([each.not_comfortable_with for each in mentors], self.touchy)
        self.comfort_said = np.array([each.not_comfortable_with is not None for each in mentors])
        self.wished = {about: np.ones((len(mentors), len(topics[about]) + 1), dtype=bool) for about in CHOICES}
        for row, mentor in enumerate(mentors):
            for must in mentor.must:
                allowed = [code in must.any_of for code in topics[must.about]]
                self.wished[must.about][row] &= np.array([*allowed, False])

    def _prepare_rest(self, mentors: Sequence[Mentor]) -> None:
        as_of, records = self.program.as_of, [self.program.records[mentor.id] for mentor in mentors]
        self.ids = np.array([mentor.id for mentor in mentors])
        self.free = np.array([m.capacity - r.places_in_use for m, r in zip(mentors, records, strict=True)])
        never = datetime.min.replace(tzinfo=UTC)
        self.introduced = [(each.last_introduced is not None, each.last_introduced or never) for each in records]
        self.months = np.array([math.nan if (m := plain.months(each, as_of)) is None else m for each in mentors])
        self.choice = {about: np.array([self.place(about, each) for each in mentors]) for about in CHOICES}
        self.weekly_said = np.array([each.weekly is not None for each in mentors])
        self.starts, self.triples = (np.zeros((len(mentors), SLOTS), dtype=np.float32) for _ in range(2))
        for row, mentor in enumerate(mentors):
            self.starts[row], self.triples[row] = half_hours(mentor, self.monday)

    def place(self, about: str, person: Person) -> int:
        """-1: unsaid."""
        said = getattr(person, about)
        return -1 if said is None else list(self.topics[about]).index(said)

    def idf(self, topic: str, code: str) -> float:
        return math.log((1 + self.active) / (1 + self.counts[topic][code])) + 1

    # One question

    def best(
        self, mentee: Mentee, between: PairRecords, weights: Mapping[str, float], limit: int
    ) -> list[tuple[str, float]]:
        rows = np.flatnonzero(self.may_meet(mentee, between))
        minutes = None
        if mentee.weekly is not None:
            minutes = self.shared_minutes(mentee, rows)
            left = ~self.weekly_said[rows] | (minutes >= 30)
            rows, minutes = rows[left], minutes[left]
        scores = self.scores(self.similarities(mentee, rows, minutes), weights, len(rows))
        return self.first(rows, scores, limit)

    def may_meet(self, mentee: Mentee, between: PairRecords) -> Mask:
        """By every rule but that of the shared time."""
        if mentee.must:
            raise ValueError("this baseline knows no mentee's wishes")
        mask = self.fit.copy()
        mask[[self.row[id] for id in between.same_person | between.kept_apart | set(between.declined_before)]] = False
        mask &= self.languages[:, places_in(self.topics["languages"], mentee.languages)].any(axis=1)
        if mentee.formats is not None:
            mask &= ~self.formats_said | self.formats[:, places_in(self.topics["formats"], mentee.formats)].any(axis=1)
        told = (mentee.experiences or frozenset()) | (mentee.pathways or frozenset())
        mask &= ~self.not_comfortable[:, places_in(self.touchy, told)].any(axis=1)
        if "medication" in (mentee.pathways or ()):
            mask &= self.comfort_said
        for about, allowed in self.wished.items():
            mask &= allowed[:, self.place(about, mentee)]
        return mask

    def shared_minutes(self, mentee: Mentee, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """A quarter hour counts when it or the one before is a start: twice the starts less those counted twice."""
        starts, triples = (np.flatnonzero(each) for each in half_hours(mentee, self.monday))
        shared = self.starts[np.ix_(rows, starts)].sum(axis=1)
        minutes: NDArray[np.float32] = 15 * (2 * shared - self.triples[np.ix_(rows, triples)].sum(axis=1))
        return minutes

    def similarities(
        self, mentee: Mentee, rows: NDArray[np.intp], minutes: NDArray[np.float32] | None
    ) -> dict[str, Floats]:
        """By factor, for what the mentee gave something to compare in; NaN where the mentor has not said."""
        wanted = self.queries(mentee)
        alike = linear_kernel(self.features[rows], np.array(list(wanted.values()))) if wanted else np.empty((0, 0))
        found: dict[str, Floats] = {}
        for number, topic in enumerate(wanted):
            found[topic] = np.where(self.said[topic][rows], alike[:, number], np.nan)
        if mentee.weekly:
            assert minutes is not None
            hours = 1 if mentee.hours_per_week is None else mentee.hours_per_week
            alike = np.minimum(1.0, minutes.astype(np.float64) / (4 * 60 * hours))
            found["availability"] = np.where(self.weekly_said[rows], alike, np.nan)
        own = plain.months(mentee, self.program.as_of)
        if own is not None:
            found["stage"] = np.clip((self.months[rows] - own) / 24, 0.0, 1.0)
        aspects = self.aspects(mentee, rows, found.pop("shared", None))
        if aspects:
            said = np.sum([~np.isnan(aspect) for aspect in aspects], axis=0)
            total = np.nansum(aspects, axis=0)
            found["background"] = np.divide(total, said, where=said > 0, out=np.full(len(rows), np.nan))
        return {FACTOR_OF.get(topic, topic): column for topic, column in found.items()}

    def aspects(self, mentee: Mentee, rows: NDArray[np.intp], shared: Floats | None) -> list[Floats]:
        aspects = [] if shared is None else [shared]
        if mentee.age_band is not None:
            theirs = self.choice["age_band"][rows]
            apart = np.abs(theirs - self.place("age_band", mentee))
            aspects.append(np.where(theirs < 0, np.nan, np.where(apart == 0, 1.0, np.where(apart == 1, 0.5, 0.0))))
        if mentee.region is not None and "in_person" in (mentee.formats or ()):
            theirs = self.choice["region"][rows]
            aspects.append(np.where(theirs < 0, np.nan, theirs == self.place("region", mentee)))
        return aspects

    def queries(self, mentee: Mentee) -> dict[str, Floats]:
        """By topic that the mentee answered, a vector whose product with a mentor's row is the similarity."""
        found = {}
        for topic in LISTS:
            codes = getattr(mentee, topic)
            if not codes:
                continue
            found[topic] = np.zeros(self.features.shape[1])
            if topic == "styles":
                values = dict.fromkeys(codes, 1 / len(codes))
            elif topic == "interests":
                length = math.sqrt(sum(self.idf(topic, code) ** 2 for code in codes))
                values = {code: self.idf(topic, code) / length for code in codes}
            else:
                values = {code: self.idf(topic, code) * (3 if code in mentee.matters else 1) for code in codes}
                values = {code: value / sum(values.values()) for code, value in values.items()}
            for code, value in values.items():
                if topic == "experiences":
                    # Another of the family counts 0.3, the code itself the rest besides.
                    found[topic][self.columns["families"][self.families[code]]] += 0.3 * value
                    value *= 0.7
                if code in self.columns[topic]:
                    found[topic][self.columns[topic][code]] += value
        return found

    def scores(self, similarities: Mapping[str, Floats], weights: Mapping[str, float], eligible: int) -> Floats:
        total = sum(weights[factor] for factor in similarities)
        scores: Floats = np.zeros(eligible)
        for factor, column in similarities.items():
            unsaid = np.isnan(column)
            mean = 0.0 if unsaid.all() else column[~unsaid].mean()
            scores += weights[factor] / total * np.where(unsaid, mean, column) if total else 0.0
        return scores

    def first(self, rows: NDArray[np.intp], scores: Floats, limit: int) -> list[tuple[str, float]]:
        rounded = np.round(scores, 9)
        if limit < len(rows):
            found = np.flatnonzero(rounded >= np.partition(rounded, -limit)[-limit])
        else:
            found = np.arange(len(rows))

        def place(position: int) -> tuple[Any, ...]:
            row = rows[position]
            return -rounded[position], -self.free[row], *self.introduced[row], self.ids[row]

        return [(str(self.ids[rows[each]]), float(scores[each])) for each in sorted(found.tolist(), key=place)[:limit]]


FACTOR_OF = {"experiences": "experience", "styles": "style"}


def places_in(codes: Sequence[str], some: Iterable[str]) -> list[int]:
    return [place for place, code in enumerate(codes) if code in some]


def one_hot(answers: Sequence[Iterable[str] | None], codes: Sequence[str]) -> Mask:
    place = {code: number for number, code in enumerate(codes)}
    matrix = np.zeros((len(answers), len(codes)), dtype=bool)
    for row, answer in enumerate(answers):
        matrix[row, [place[code] for code in answer or ()]] = True
    return matrix


def half_hours(person: Person, monday: date) -> tuple[Mask, Mask]:
    """By quarter hour of the week in UTC: whether half an hour starts there, and whether three quarters do."""
    free = free_slots(person.weekly or (), person.time_zone, monday)
    bits = np.unpackbits(np.frombuffer(free.to_bytes(SLOTS // 8, "little"), dtype=np.uint8), bitorder="little")
    starts = bits.astype(bool) & np.roll(bits, -1).astype(bool)
    return starts, starts & np.roll(bits, -2).astype(bool)
