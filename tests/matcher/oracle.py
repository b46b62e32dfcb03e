"""The page matching.md once more: slow, obvious and written apart from the matcher, to hold it to."""

import math
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sklearn.feature_extraction.text import TfidfVectorizer

from matcher.lifecycle import MentorStatus
from matcher.people import Mentee, Mentor, Must, PairRecords, Person, Program
from matcher.vocabulary import Vocabulary

WEEK = 7 * 24 * 60
NOTHING_BETWEEN = PairRecords()


def quarters(person: Person, as_of: date) -> set[int]:
    """Minutes in UTC since the reference Monday at which a free quarter hour begins, on the ring."""
    monday = as_of
    while monday.weekday() != 0:
        monday += timedelta(days=1)
    midnight = datetime.combine(monday, datetime.min.time())
    found = set()
    for window in person.weekly or ():
        for minute in range(window.start, window.end, 15):
            wall = (midnight + timedelta(minutes=minute)).replace(tzinfo=ZoneInfo(person.time_zone), fold=0)
            since = wall.astimezone(UTC) - midnight.replace(tzinfo=UTC)
            found.add(int(since.total_seconds()) // 60 % WEEK)
    return found


def usable_minutes(one: Person, other: Person, as_of: date) -> int:
    both = quarters(one, as_of) & quarters(other, as_of)
    return 15 * sum((q + 15) % WEEK in both or (q - 15) % WEEK in both for q in both)


def reasons(mentee: Mentee, mentor: Mentor, program: Program, between: PairRecords) -> list[str]:
    """The table of the page, row by row."""
    record, asked, today = program.records[mentor.id], program.requirements, program.as_of
    lived = {*(mentee.experiences or ()), *(mentee.pathways or ())}
    unwilling = mentor.not_comfortable_with
    table = [
        ("not_active", mentor.status != MentorStatus.ACTIVE),
        ("same_person", mentor.id in between.same_person),
        ("no_consent", not record.consents_to_matching),
        ("concern_open", record.concern_open),
        ("kept_apart", mentor.id in between.kept_apart),
        ("declined_before", mentor.id in between.declined_before),
        (
            "training_missing",
            asked.training_required and not _valid(mentor.training_completed_on, mentor.training_expires_on, today),
        ),
        (
            "screening_missing",
            asked.screening_required and not _valid(mentor.screening_checked_on, mentor.screening_expires_on, today),
        ),
        ("too_early", not long_enough(mentor, asked.minimum_months, today)),
        ("at_capacity", mentor.capacity - record.places_in_use < 1),
        ("no_shared_language", not mentee.languages & mentor.languages),
        ("no_shared_format", None not in (mentee.formats, mentor.formats) and not mentee.formats & mentor.formats),
        (
            "no_shared_time",
            None not in (mentee.weekly, mentor.weekly) and usable_minutes(mentee, mentor, today) < 30,
        ),
        ("not_comfortable", bool(unwilling & lived) if unwilling is not None else "medication" in lived),
        ("mentee_preference", not all(_met(must, mentor) for must in mentee.must)),
        ("mentor_preference", not all(_met(must, mentee) for must in mentor.must)),
    ]
    return [reason for reason, objects in table if objects]


def _met(must: Must, other: Person) -> bool:
    said = getattr(other, must.about)
    return bool({said} & must.any_of if isinstance(said, str) else (said or set()) & must.any_of)


def _valid(done: date | None, expires: date | None, today: date) -> bool:
    return done is not None and done <= today <= (expires or date.max)


def long_enough(mentor: Mentor, minimum: int, today: date) -> bool:
    if mentor.since is None:
        return mentor.stage is not None and _stated(mentor.stage) >= minimum
    since = min(mentor.since, today)
    year, month = divmod(since.year * 12 + since.month - 1 + minimum, 12)
    day = since.day
    while True:
        try:
            return date(year, month + 1, day) <= today
        except ValueError:
            day -= 1


def _stated(stage: str) -> int:
    return {"exploring": 0, "early": 6, "sustained": 36, "stable": 84}[stage]


def scores(
    mentee: Mentee,
    program: Program,
    weights: dict[str, float],
    vocabulary: Vocabulary,
    between: PairRecords = NOTHING_BETWEEN,
) -> dict[str, tuple[float, dict[str, float]]]:
    """By eligible mentor: the score, and the similarity in each factor that is kept."""
    chosen = [mentor for mentor in program.mentors if not reasons(mentee, mentor, program, between)]
    table = {factor: _factor(factor, mentee, chosen, program, vocabulary) for factor in weights}
    kept = {factor: row for factor, row in table.items() if row is not None}
    total = sum(weights[factor] for factor in kept)
    answer = {}
    for mentor in chosen:
        alike = {factor: _or_mean(row, mentor.id) for factor, row in kept.items()}
        score = sum(weights[factor] * alike[factor] for factor in kept) / total if total else 0.0
        answer[mentor.id] = (score, alike if total else {})
    return answer


def _or_mean(row: dict[str, float | None], mentor_id: str) -> float:
    said = [value for value in row.values() if value is not None]
    own = row[mentor_id]
    if own is not None:
        return own
    return sum(said) / len(said) if said else 0.0


def _factor(
    factor: str, mentee: Mentee, chosen: list[Mentor], program: Program, vocabulary: Vocabulary
) -> dict[str, float | None] | None:
    active = [mentor for mentor in program.mentors if mentor.status == MentorStatus.ACTIVE]

    def idf(topic: str, code: str) -> float:
        having = sum(code in (getattr(mentor, topic) or ()) for mentor in active)
        return math.log((1 + len(active)) / (1 + having)) + 1

    def covered(topic: str, theirs: frozenset[str], near: float = 0.0) -> float:
        values = {c: idf(topic, c) * (3 if c in mentee.matters else 1) for c in getattr(mentee, topic)}
        family = vocabulary.families
        got = 0.0
        for code, value in values.items():
            if code in theirs:
                got += value
            elif near and any(family[code] == family[other] for other in theirs):
                got += near * value
        return got / sum(values.values())

    def each(measure: Any) -> dict[str, float | None]:
        return {mentor.id: measure(mentor) for mentor in chosen}

    def topic(name: str, near: float = 0.0) -> dict[str, float | None] | None:
        if not getattr(mentee, name):
            return None
        return each(lambda m: None if getattr(m, name) is None else covered(name, getattr(m, name), near))

    if factor == "experience":
        return topic("experiences", 0.3)
    if factor in ("goals", "pathways"):
        return topic(factor)
    if factor == "style":
        wanted = mentee.styles
        return each(lambda m: None if m.styles is None else len(wanted & m.styles) / len(wanted)) if wanted else None
    if factor == "availability":
        enough = 4 * 60 * (1 if mentee.hours_per_week is None else mentee.hours_per_week)
        together = lambda m: min(1.0, usable_minutes(mentee, m, program.as_of) / enough)  # noqa: E731
        return each(lambda m: None if m.weekly is None else together(m)) if mentee.weekly else None
    if factor == "stage":
        return _stage(mentee, chosen, program.as_of)
    if factor == "background":
        return _background(mentee, each, covered, vocabulary)
    if factor == "interests":
        return _interests(mentee, each, idf)
    return _about(mentee, active, each)


def _stage(mentee: Mentee, chosen: list[Mentor], as_of: date) -> dict[str, float | None] | None:
    def months(person: Person) -> float | None:
        if person.since is not None:
            return (as_of - min(as_of, person.since)).days / 30.4375
        return None if person.stage is None else float(_stated(person.stage))

    own = months(mentee)
    if own is None:
        return None
    found = {mentor.id: months(mentor) for mentor in chosen}
    return {id: None if far is None else min(1.0, max(0.0, (far - own) / 24)) for id, far in found.items()}


def _background(mentee: Mentee, each: Any, covered: Any, vocabulary: Vocabulary) -> dict[str, float | None] | None:
    in_person = "in_person" in (mentee.formats or ())
    if not mentee.shared and mentee.age_band is None and not (in_person and mentee.region is not None):
        return None

    def alike(mentor: Mentor) -> float | None:
        aspects = []
        if mentee.shared and mentor.shared is not None:
            aspects.append(covered("shared", mentor.shared))
        if mentee.age_band is not None and mentor.age_band is not None:
            bands = vocabulary.age_bands
            aspects.append({0: 1.0, 1: 0.5}.get(abs(bands.index(mentee.age_band) - bands.index(mentor.age_band)), 0.0))
        if in_person and mentee.region is not None and mentor.region is not None:
            aspects.append(1.0 if mentee.region == mentor.region else 0.0)
        return sum(aspects) / len(aspects) if aspects else None

    return dict(each(alike))


def _interests(mentee: Mentee, each: Any, idf: Any) -> dict[str, float | None] | None:
    if not mentee.interests:
        return None

    def length(codes: frozenset[str]) -> float:
        return math.sqrt(sum(idf("interests", code) ** 2 for code in codes))

    def cosine(mentor: Mentor) -> float | None:
        if mentor.interests is None:
            return None
        both = sum(idf("interests", code) ** 2 for code in mentee.interests & mentor.interests)
        return both / (length(mentee.interests) * length(mentor.interests)) if both else 0.0

    return dict(each(cosine))


def _about(mentee: Mentee, active: list[Mentor], each: Any) -> dict[str, float | None] | None:
    if not mentee.about:
        return None
    texts = [mentor.about for mentor in active if mentor.about]
    if not texts:
        return dict(each(lambda m: None))
    try:
        fitted = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit(texts)
    except ValueError:  # nobody wrote a word that counts
        return dict(each(lambda m: 0.0 if m.about else None))
    own = fitted.transform([mentee.about])
    return dict(each(lambda m: float((own @ fitted.transform([m.about]).T)[0, 0]) if m.about else None))
