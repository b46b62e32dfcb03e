"""Hard limits: who may not be paired, each with its reason. No weight softens one, and none has a score."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher import week
from matcher.explain import Phrase, Value
from matcher.lifecycle import MentorStatus
from matcher.people import Mentee, Mentor, MentorRecord, Must, PairRecords, Person, Program, Requirements
from matcher.stage import months_for_minimum


class Reason(StrEnum):
    """In the order in which they are told and counted."""

    NOT_ACTIVE = "not_active"
    SAME_PERSON = "same_person"
    NO_CONSENT = "no_consent"
    CONCERN_OPEN = "concern_open"
    KEPT_APART = "kept_apart"
    DECLINED_BEFORE = "declined_before"
    TRAINING_MISSING = "training_missing"
    SCREENING_MISSING = "screening_missing"
    TOO_EARLY = "too_early"
    AT_CAPACITY = "at_capacity"
    NO_SHARED_LANGUAGE = "no_shared_language"
    NO_SHARED_FORMAT = "no_shared_format"
    NO_SHARED_TIME = "no_shared_time"
    NOT_COMFORTABLE = "not_comfortable"
    MENTEE_PREFERENCE = "mentee_preference"
    MENTOR_PREFERENCE = "mentor_preference"


@dataclass(frozen=True, slots=True)
class Objection:
    reason: Reason
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Pair:
    """A mentee, a mentor and all that the rules may read besides."""

    mentee: Mentee
    mentor: Mentor
    record: MentorRecord
    between: PairRecords
    requirements: Requirements
    as_of: date


Facts = dict[str, Value]
Rule = Callable[[Pair], Facts | None]
_WITHOUT_RECORD = MentorRecord()


def objections(mentee: Mentee, mentor: Mentor, program: Program, between: PairRecords) -> tuple[Objection, ...]:
    """Every reason against this pair, in order; none when the mentor is eligible."""
    return tuple(_objections(_pair(mentee, mentor, program, between)))


def first_objection(mentee: Mentee, mentor: Mentor, program: Program, between: PairRecords) -> Objection | None:
    return next(_objections(_pair(mentee, mentor, program, between)), None)


def record_of(mentor: Mentor, program: Program) -> MentorRecord:
    """A mentor of whom the program has no record has given no consent."""
    return program.records.get(mentor.id, _WITHOUT_RECORD)


def free_places(mentor: Mentor, program: Program) -> int:
    return max(0, mentor.capacity - record_of(mentor, program).places_in_use)


def _pair(mentee: Mentee, mentor: Mentor, program: Program, between: PairRecords) -> Pair:
    return Pair(mentee, mentor, record_of(mentor, program), between, program.requirements, program.as_of)


def _objections(pair: Pair) -> Iterator[Objection]:
    for reason, rule in RULES.items():
        facts = rule(pair)
        if facts is not None:
            yield Objection(reason, Phrase(f"reason.{reason}", facts))


def not_active(pair: Pair) -> Facts | None:
    return None if pair.mentor.status == MentorStatus.ACTIVE else {"status": str(pair.mentor.status)}


def same_person(pair: Pair) -> Facts | None:
    return {} if pair.mentor.id in pair.between.same_person else None


def no_consent(pair: Pair) -> Facts | None:
    return None if pair.record.consents_to_matching else {}


def concern_open(pair: Pair) -> Facts | None:
    return {} if pair.record.concern_open else None


def kept_apart(pair: Pair) -> Facts | None:
    # No facts: who asked, and why, is told to nobody.
    return {} if pair.mentor.id in pair.between.kept_apart else None


def declined_before(pair: Pair) -> Facts | None:
    return {} if pair.mentor.id in pair.between.declined_before else None


def training_missing(pair: Pair) -> Facts | None:
    if not pair.requirements.training_required:
        return None
    return _not_in_force(pair.mentor.training_completed_on, pair.mentor.training_expires_on, pair.as_of)


def screening_missing(pair: Pair) -> Facts | None:
    if not pair.requirements.screening_required:
        return None
    return _not_in_force(pair.mentor.screening_checked_on, pair.mentor.screening_expires_on, pair.as_of)


def _not_in_force(done_on: date | None, expires_on: date | None, as_of: date) -> Facts | None:
    """Both days count: done on ``as_of`` is done, expiring on it still holds. No expiry: for good."""
    if done_on is None:
        return {"state": "never"}
    if done_on > as_of:
        return {"state": "later", "on": done_on.isoformat()}
    if expires_on is not None and expires_on < as_of:
        return {"state": "expired", "on": expires_on.isoformat()}
    return None


def too_early(pair: Pair) -> Facts | None:
    minimum = pair.requirements.minimum_months
    months = months_for_minimum(pair.mentor.stage, pair.mentor.since, pair.as_of)
    if months is not None and months >= minimum:
        return None
    return {"minimum_months": minimum, "months": months, "dated": pair.mentor.since is not None}


def at_capacity(pair: Pair) -> Facts | None:
    if pair.mentor.capacity > pair.record.places_in_use:
        return None
    return {"capacity": pair.mentor.capacity, "places_in_use": pair.record.places_in_use}


def no_shared_language(pair: Pair) -> Facts | None:
    return _nothing_shared(pair.mentee.languages, pair.mentor.languages)


def no_shared_format(pair: Pair) -> Facts | None:
    if pair.mentee.formats is None or pair.mentor.formats is None:
        return None
    return _nothing_shared(pair.mentee.formats, pair.mentor.formats)


def _nothing_shared(mentee: frozenset[str], mentor: frozenset[str]) -> Facts | None:
    if not mentee.isdisjoint(mentor):
        return None
    return {"mentee": tuple(sorted(mentee)), "mentor": tuple(sorted(mentor))}


def no_shared_time(pair: Pair) -> Facts | None:
    """A shared quarter hour on its own is no time to talk."""
    shared = week.shared_slots(pair.mentee, pair.mentor, week.reference_monday(pair.as_of))
    return {} if shared == 0 else None


def not_comfortable(pair: Pair) -> Facts | None:
    told = (pair.mentee.experiences or frozenset()) | (pair.mentee.pathways or frozenset())
    if pair.mentor.not_comfortable_with is None:
        return {"codes": ("medication",), "answered": False} if _on_medication(pair.mentee) else None
    met = told & pair.mentor.not_comfortable_with
    return {"codes": tuple(sorted(met)), "answered": True} if met else None


def _on_medication(mentee: Mentee) -> bool:
    return mentee.pathways is not None and "medication" in mentee.pathways


def mentee_preference(pair: Pair) -> Facts | None:
    return _unmet(pair.mentee.must, pair.mentor)


def mentor_preference(pair: Pair) -> Facts | None:
    return _unmet(pair.mentor.must, pair.mentee)


def meets(musts: tuple[Must, ...], other: Person) -> bool:
    """Whether this person is as every one of these limits asks; what they have not said meets none."""
    return not _unmet(musts, other)


def _unmet(musts: tuple[Must, ...], other: Person) -> Facts | None:
    unmet = [must for must in musts if must.any_of.isdisjoint(_said(other, must.about))]
    if not unmet:
        return None
    return {"unmet": tuple((must.about, tuple(sorted(must.any_of))) for must in unmet)}


def _said(person: Person, about: str) -> frozenset[str]:
    answer: frozenset[str] | str | None = getattr(person, about)
    if answer is None:
        return frozenset()
    return frozenset({answer}) if isinstance(answer, str) else answer


RULES: dict[Reason, Rule] = {
    Reason.NOT_ACTIVE: not_active,
    Reason.SAME_PERSON: same_person,
    Reason.NO_CONSENT: no_consent,
    Reason.CONCERN_OPEN: concern_open,
    Reason.KEPT_APART: kept_apart,
    Reason.DECLINED_BEFORE: declined_before,
    Reason.TRAINING_MISSING: training_missing,
    Reason.SCREENING_MISSING: screening_missing,
    Reason.TOO_EARLY: too_early,
    Reason.AT_CAPACITY: at_capacity,
    Reason.NO_SHARED_LANGUAGE: no_shared_language,
    Reason.NO_SHARED_FORMAT: no_shared_format,
    Reason.NO_SHARED_TIME: no_shared_time,
    Reason.NOT_COMFORTABLE: not_comfortable,
    Reason.MENTEE_PREFERENCE: mentee_preference,
    Reason.MENTOR_PREFERENCE: mentor_preference,
}
