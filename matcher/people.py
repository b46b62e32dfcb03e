"""All that the matcher ever knows of a person.

No name, no contact and no note of a coordinator is here, on purpose: what is not in these classes cannot
influence a score. ``None`` means "has not said"; an empty set or tuple means "said: none".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from matcher.lifecycle import MentorStatus

CodeSet = frozenset[str] | None


class Window(NamedTuple):
    """A weekly window in local time: minutes from Monday 00:00, on the quarter hour, not past the day's midnight.

    A tuple, for what is worked out for a week is kept by its windows, and so they are hashed all the time.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimeOff:
    """Days on which a person is away, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Must:
    """A limit that a person set: the other's answer to ``about`` has to be one of ``any_of``."""

    about: str
    any_of: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: str
    languages: frozenset[str]
    time_zone: str
    stage: str | None = None
    since: date | None = None
    experiences: CodeSet = None
    pathways: CodeSet = None
    interests: CodeSet = None
    shared: CodeSet = None
    gender: str | None = None
    age_band: str | None = None
    region: str | None = None
    goals: CodeSet = None
    formats: CodeSet = None
    styles: CodeSet = None
    hours_per_week: float | None = None
    weekly: tuple[Window, ...] | None = None
    time_off: tuple[TimeOff, ...] = ()
    must: tuple[Must, ...] = ()
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Person):
    matters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Person):
    status: MentorStatus
    capacity: int = 1
    not_comfortable_with: CodeSet = None
    training_completed_on: date | None = None
    training_expires_on: date | None = None
    screening_checked_on: date | None = None
    screening_expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorRecord:
    """What the program's own records say of a mentor, whoever the mentee is."""

    places_in_use: int = 0
    consents_to_matching: bool = False
    concern_open: bool = False
    last_introduced: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRecords:
    """What the program's own records say of one mentee and the mentors, by mentor id.

    ``declined_before``: the first day on which the two may be paired again; None: never.
    """

    same_person: frozenset[str] = frozenset()
    kept_apart: frozenset[str] = frozenset()
    declined_before: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements:
    """What a program asks of its mentors."""

    minimum_months: int = 12
    training_required: bool = True
    screening_required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One program's mentors as the matcher sees them on ``as_of``: those of every status, and the records on them."""

    as_of: date
    mentors: tuple[Mentor, ...]
    records: Mapping[str, MentorRecord] = field(default_factory=dict)
    requirements: Requirements = Requirements()
