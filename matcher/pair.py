"""One mentee and one mentor, with all that rules and cautions may read besides, and the reasons against a pair."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.explain import Value
from matcher.people import Mentee, Mentor, MentorRecord, PairRecords, Program, Requirements

Facts = dict[str, Value]


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
class Pair:
    mentee: Mentee
    mentor: Mentor
    record: MentorRecord
    between: PairRecords
    requirements: Requirements
    as_of: date

    @property
    def free_places(self) -> int:
        return max(0, self.mentor.capacity - self.record.places_in_use)


_WITHOUT_RECORD = MentorRecord()


def pair_of(mentee: Mentee, mentor: Mentor, program: Program, between: PairRecords) -> Pair:
    return Pair(mentee, mentor, record_of(mentor, program), between, program.requirements, program.as_of)


def record_of(mentor: Mentor, program: Program) -> MentorRecord:
    """A mentor of whom the program has no record has given no consent."""
    return program.records.get(mentor.id, _WITHOUT_RECORD)
