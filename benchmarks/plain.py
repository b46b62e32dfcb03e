"""The baseline: the ten best mentors as one would write it first, person by person, from the same rules and formula.

Sets, loops and one pair at a time; all that pairs share is how many mentors have each code. The free words (``about``)
are left out: the made-up mentee wrote none, so that the matcher leaves them out too.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from matcher.lifecycle import MentorStatus
from matcher.people import Mentee, Mentor, MentorRecord, Must, PairRecords, Person, Program
from matcher.vocabulary import Vocabulary

QUARTER = timedelta(minutes=15)
QUARTERS_IN_WEEK = 7 * 24 * 4
DAYS_IN_MONTH = 30.4375
MONTHS = {"exploring": 0, "early": 6, "sustained": 36, "stable": 84}
TOPICS = ("experiences", "shared", "interests", "goals", "pathways")
NEVER = datetime.min.replace(tzinfo=UTC)
# A time zone, the Monday, and a minute of that week by the clocks there: which quarter hour it is in UTC.
ReadClock = Callable[[str, date, int], int]


@dataclass
class Candidate:
    mentor: Mentor
    similarities: dict[str, float | None]
    score: float = 0.0


@dataclass
class Scorer:
    """``counts``: of the active mentors, how many have each code of each topic."""

    mentee: Mentee
    program: Program
    between: PairRecords
    vocabulary: Vocabulary
    read_clock: ReadClock
    active: int = 0
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        active = [mentor for mentor in self.program.mentors if mentor.status == MentorStatus.ACTIVE]
        self.active = len(active)
        for topic in TOPICS:
            self.counts[topic] = Counter(code for mentor in active for code in getattr(mentor, topic) or ())

    def best(self, weights: Mapping[str, float], limit: int) -> list[tuple[str, float]]:
        """Mentor ids with their scores, best first."""
        candidates = []
        for mentor in self.program.mentors:
            minutes = self.shared_minutes(mentor) if self.may_meet(mentor) else 0
            if minutes is None or minutes >= 30:
                candidates.append(Candidate(mentor, self.similarities(mentor, minutes)))
        kept = self.kept(weights)
        means = {factor: mean_of(candidates, factor) for factor in kept}
        for candidate in candidates:
            for factor, share in kept.items():
                similarity = candidate.similarities[factor]
                candidate.score += share * (means[factor] if similarity is None else similarity)
        candidates.sort(key=self.place)
        return [(candidate.mentor.id, candidate.score) for candidate in candidates[:limit]]

    def place(self, candidate: Candidate) -> tuple[float, int, bool, datetime, str]:
        record = self.record(candidate.mentor)
        introduced = record.last_introduced
        free = candidate.mentor.capacity - record.places_in_use
        return -round(candidate.score, 9), -free, introduced is not None, introduced or NEVER, candidate.mentor.id

    def record(self, mentor: Mentor) -> MentorRecord:
        return self.program.records.get(mentor.id, MentorRecord())

    # Who may be paired

    def may_meet(self, mentor: Mentor) -> bool:
        """By every rule but that of the shared time."""
        mentee = self.mentee
        return (
            self.fit(mentor)
            and mentor.id not in self.between.same_person
            and mentor.id not in self.between.kept_apart
            and mentor.id not in self.between.declined_before
            and bool(mentee.languages & mentor.languages)
            and (mentee.formats is None or mentor.formats is None or bool(mentee.formats & mentor.formats))
            and self.comfortable(mentor)
            and all(meets(must, mentor) for must in mentee.must)
            and all(meets(must, mentee) for must in mentor.must)
        )

    def fit(self, mentor: Mentor) -> bool:
        """By what is the same for every mentee."""
        record, today, asked = self.record(mentor), self.program.as_of, self.program.requirements
        return (
            mentor.status == MentorStatus.ACTIVE
            and record.consents_to_matching
            and not record.concern_open
            and (not asked.training_required or valid(mentor.training_completed_on, mentor.training_expires_on, today))
            and (not asked.screening_required or valid(mentor.screening_checked_on, mentor.screening_expires_on, today))
            and long_enough(mentor, asked.minimum_months, today)
            and mentor.capacity > record.places_in_use
        )

    def comfortable(self, mentor: Mentor) -> bool:
        told = (self.mentee.experiences or frozenset()) | (self.mentee.pathways or frozenset())
        if mentor.not_comfortable_with is None:
            return "medication" not in (self.mentee.pathways or ())
        return not told & mentor.not_comfortable_with

    def shared_minutes(self, mentor: Mentor) -> int | None:
        """In runs of half an hour or more; None when either has not said when they are free."""
        if self.mentee.weekly is None or mentor.weekly is None:
            return None
        monday = self.program.as_of
        while monday.weekday() != 0:
            monday += timedelta(days=1)
        both = quarters(self.mentee, monday, self.read_clock) & quarters(mentor, monday, self.read_clock)
        usable = [q for q in both if (q + 1) % QUARTERS_IN_WEEK in both or (q - 1) % QUARTERS_IN_WEEK in both]
        return 15 * len(usable)

    # How alike two people are

    def kept(self, weights: Mapping[str, float]) -> dict[str, float]:
        """The share of each factor that the mentee gave something to compare in."""
        mentee = self.mentee
        asked = {
            "experience": bool(mentee.experiences),
            "availability": bool(mentee.weekly),
            "stage": months(mentee, self.program.as_of) is not None,
            "background": bool(mentee.shared) or mentee.age_band is not None or self.region_counts(),
            "interests": bool(mentee.interests),
            "goals": bool(mentee.goals),
            "pathways": bool(mentee.pathways),
            "style": bool(mentee.styles),
        }
        total = sum(weights[factor] for factor in asked if asked[factor])
        return {factor: weights[factor] / total for factor in asked if asked[factor]} if total else {}

    def region_counts(self) -> bool:
        return self.mentee.region is not None and "in_person" in (self.mentee.formats or ())

    def similarities(self, mentor: Mentor, minutes: int | None) -> dict[str, float | None]:
        """None: the mentor has not said, or the mentee has nothing to compare."""
        return {
            "experience": self.experience(mentor),
            "availability": self.availability(minutes),
            "stage": self.stage(mentor),
            "background": self.background(mentor),
            "interests": self.interests(mentor),
            "goals": self.coverage("goals", mentor),
            "pathways": self.coverage("pathways", mentor),
            "style": self.style(mentor),
        }

    def idf(self, topic: str, code: str) -> float:
        return math.log((1 + self.active) / (1 + self.counts[topic][code])) + 1

    def value(self, topic: str, code: str) -> float:
        return self.idf(topic, code) * (3 if code in self.mentee.matters else 1)

    def coverage(self, topic: str, mentor: Mentor) -> float | None:
        wanted, theirs = getattr(self.mentee, topic), getattr(mentor, topic)
        if not wanted or theirs is None:
            return None
        brought = sum(self.value(topic, code) for code in wanted & theirs)
        return float(brought / sum(self.value(topic, code) for code in wanted))

    def experience(self, mentor: Mentor) -> float | None:
        wanted, theirs, families = self.mentee.experiences, mentor.experiences, self.vocabulary.families
        if not wanted or theirs is None:
            return None
        brought = wholly = 0.0
        for code in wanted:
            value = self.value("experiences", code)
            wholly += value
            if code in theirs:
                brought += value
            elif any(families[code] == families[other] for other in theirs):
                brought += 0.3 * value
        return brought / wholly

    def availability(self, minutes: int | None) -> float | None:
        if not self.mentee.weekly or minutes is None:
            return None
        hours = 1 if self.mentee.hours_per_week is None else self.mentee.hours_per_week
        return min(1.0, minutes / (4 * 60 * hours))

    def stage(self, mentor: Mentor) -> float | None:
        own, theirs = months(self.mentee, self.program.as_of), months(mentor, self.program.as_of)
        return None if own is None or theirs is None else min(1.0, max(0.0, (theirs - own) / 24))

    def background(self, mentor: Mentor) -> float | None:
        mentee, aspects = self.mentee, [self.coverage("shared", mentor)]
        if mentee.age_band is not None and mentor.age_band is not None:
            bands = self.vocabulary.age_bands
            apart = abs(bands.index(mentee.age_band) - bands.index(mentor.age_band))
            aspects.append(1.0 if apart == 0 else 0.5 if apart == 1 else 0.0)
        if self.region_counts() and mentor.region is not None:
            aspects.append(1.0 if mentee.region == mentor.region else 0.0)
        said = [aspect for aspect in aspects if aspect is not None]
        return sum(said) / len(said) if said else None

    def interests(self, mentor: Mentor) -> float | None:
        wanted, theirs = self.mentee.interests, mentor.interests
        if not wanted or theirs is None:
            return None
        both = sum(self.idf("interests", code) ** 2 for code in wanted & theirs)
        return both / (self.length(wanted) * self.length(theirs)) if both else 0.0

    def length(self, codes: frozenset[str]) -> float:
        return math.sqrt(sum(self.idf("interests", code) ** 2 for code in codes))

    def style(self, mentor: Mentor) -> float | None:
        wanted, offered = self.mentee.styles, mentor.styles
        return len(wanted & offered) / len(wanted) if wanted and offered is not None else None


def mean_of(candidates: list[Candidate], factor: str) -> float:
    said = [value for candidate in candidates if (value := candidate.similarities[factor]) is not None]
    return sum(said) / len(said) if said else 0.0


def valid(done: date | None, expires: date | None, today: date) -> bool:
    return done is not None and done <= today and (expires is None or expires >= today)


def meets(must: Must, other: Person) -> bool:
    said = getattr(other, must.about)
    return said in must.any_of if isinstance(said, str) else bool(said and said & must.any_of)


def long_enough(mentor: Mentor, minimum: int, today: date) -> bool:
    if mentor.since is None:
        return mentor.stage is not None and MONTHS[mentor.stage] >= minimum
    since = min(mentor.since, today)
    complete = (today.year - since.year) * 12 + today.month - since.month
    end_of_month = (today + timedelta(days=1)).day == 1
    return (complete if today.day >= since.day or end_of_month else complete - 1) >= minimum


def months(person: Person, today: date) -> float | None:
    if person.since is not None:
        return (today - min(person.since, today)).days / DAYS_IN_MONTH
    return None if person.stage is None else float(MONTHS[person.stage])


def quarters(person: Person, monday: date, read_clock: ReadClock) -> set[int]:
    """The quarter hours of the week in UTC in which this person is free."""
    return {
        read_clock(person.time_zone, monday, minute)
        for window in person.weekly or ()
        for minute in range(window.start, window.end, 15)
    }


def quarter_of(time_zone: str, monday: date, minute: int) -> int:
    midnight = datetime.combine(monday, time(), UTC)
    wall = (midnight + timedelta(minutes=minute)).replace(tzinfo=ZoneInfo(time_zone))
    return (wall.astimezone(UTC) - midnight) // QUARTER % QUARTERS_IN_WEEK


def best(
    mentee: Mentee,
    program: Program,
    between: PairRecords,
    weights: Mapping[str, float],
    vocabulary: Vocabulary,
    limit: int = 10,
    read_clock: ReadClock = quarter_of,
) -> list[tuple[str, float]]:
    return Scorer(mentee, program, between, vocabulary, read_clock).best(weights, limit)
