"""A program of made-up people, the same for the same seed: most answer everything, some are silent here and there."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from matcher.lifecycle import MentorStatus
from matcher.people import Mentee, Mentor, MentorRecord, Must, PairRecords, Program, Window
from matcher.vocabulary import Vocabulary

AS_OF = date(2026, 11, 23)
ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/London")
OWN_WORDS = tuple(f"own:hobby {number}" for number in range(300))
SILENT = 0.15
T = TypeVar("T")


class Maker:
    def __init__(self, vocabulary: Vocabulary, seed: int, as_of: date = AS_OF) -> None:
        self.topics, self.as_of, self.chance = vocabulary.topics, as_of, random.Random(seed)

    def program(self, mentors: int) -> Program:
        people = tuple(self.mentor(f"m{number:05}") for number in range(mentors))
        return Program(as_of=self.as_of, mentors=people, records={person.id: self.record() for person in people})

    def between(self, program: Program) -> PairRecords:
        """A few whom the records keep from this mentee."""
        ids = [self.chance.choice(program.mentors).id for _ in range(6)]
        return PairRecords(
            same_person=frozenset(ids[:1]), kept_apart=frozenset(ids[1:3]), declined_before=dict.fromkeys(ids[3:])
        )

    def mentee(self, silent: float = 0.0) -> Mentee:
        answers = self.answers(silent) | {"since": self.days_ago(30, 300)}
        told = [answers[topic] for topic in ("experiences", "goals", "shared") if answers[topic]]
        return Mentee(id="mentee", **answers, matters=frozenset(min(codes) for codes in told))

    def flexible_mentee(self) -> Mentee:
        """Every evening, and all ways of meeting but a group: most mentors are left, and have to be scored."""
        evenings = tuple(Window(day * 1440 + 17 * 60, day * 1440 + 21 * 60) for day in range(7))
        formats = frozenset(self.topics["formats"]) - {"group"}
        return replace(self.mentee(), weekly=evenings, formats=formats, time_zone="America/Chicago")

    def mentor(self, id: str) -> Mentor:
        chance = self.chance
        return Mentor(
            id=id,
            **self.answers(SILENT) | {"since": self.days_ago(300, 6000) if chance.random() < 0.95 else None},
            must=self.must(),
            status=MentorStatus.ACTIVE if chance.random() < 0.95 else MentorStatus.PAUSED,
            capacity=chance.choice([1, 2, 2, 3, 3, 4]),
            not_comfortable_with=self.silent_or(SILENT, self.some("experiences", 0, 1)),
            training_completed_on=self.silent_or(0.02, self.days_ago(1, 700)),
            training_expires_on=self.silent_or(0.5, self.days_ago(-700, 10)),
            screening_checked_on=self.silent_or(0.02, self.days_ago(1, 700)),
        )

    def record(self) -> MentorRecord:
        chance = self.chance
        introduced = datetime(self.as_of.year, self.as_of.month, self.as_of.day, tzinfo=UTC)
        return MentorRecord(
            places_in_use=chance.choice([0, 0, 0, 0, 0, 1, 1, 2]),
            consents_to_matching=chance.random() < 0.97,
            concern_open=chance.random() < 0.01,
            last_introduced=self.silent_or(0.4, introduced - timedelta(days=chance.randint(0, 400))),
        )

    def answers(self, silent: float) -> dict[str, Any]:
        chance = self.chance
        languages = {"en"} if chance.random() < 0.95 else {"es"}
        words = frozenset(chance.sample(OWN_WORDS, chance.choice([0, 0, 1])))
        sets = {"experiences": (1, 4), "pathways": (1, 3), "shared": (0, 4), "goals": (1, 4), "styles": (1, 4)}
        given = {topic: self.silent_or(silent, self.some(topic, *sizes)) for topic, sizes in sets.items()}
        return given | {
            "languages": frozenset(languages | ({"es"} if chance.random() < 0.15 else set())),
            "time_zone": chance.choice(ZONES),
            "stage": self.silent_or(silent, chance.choice(self.topics["stage"])),
            "interests": self.silent_or(silent, self.some("interests", 1, 6) | words),
            "gender": self.silent_or(silent, chance.choice(self.topics["gender"])),
            "age_band": self.silent_or(silent, chance.choice(self.topics["age_band"])),
            "region": self.silent_or(silent, chance.choice(self.topics["region"])),
            "formats": self.silent_or(silent, self.some("formats", 2, 5)),
            "hours_per_week": self.silent_or(silent, chance.choice([0.5, 1, 1.5, 2])),
            "weekly": self.silent_or(silent, self.weekly()),
        }

    def must(self) -> tuple[Must, ...]:
        """One in ten asks for something."""
        if self.chance.random() < 0.9:
            return ()
        about = self.chance.choice(["gender", "age_band"])
        return (Must(about, self.some(about, 1, 3)),)

    def weekly(self) -> tuple[Window, ...]:
        """Three to seven windows of one to four hours, most of them in the evening, few on the quarter hour."""
        windows = []
        for _ in range(self.chance.randint(3, 7)):
            day, length = self.chance.randrange(7), self.chance.randint(2, 8) * 30
            start = self.chance.choice([8, 10, 12, 16, 17, 18, 18, 19]) * 60 + self.chance.choice([0, 0, 30, 30, 15])
            windows.append(Window(day * 1440 + start, day * 1440 + min(1440, start + length)))
        return tuple(windows)

    def some(self, topic: str, least: int, most: int) -> frozenset[str]:
        """The first codes of a topic are the more common ones."""
        codes: Sequence[str] = self.topics[topic]
        found: set[str] = set()
        for _ in range(self.chance.randint(least, most)):
            found.add(codes[min(int(self.chance.expovariate(4 / len(codes))), len(codes) - 1)])
        return frozenset(found)

    def days_ago(self, least: int, most: int) -> date:
        return self.as_of - timedelta(days=self.chance.randint(least, most))

    def silent_or(self, silent: float, answer: T) -> T | None:
        return None if self.chance.random() < silent else answer
