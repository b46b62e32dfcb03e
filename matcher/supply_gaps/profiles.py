"""Kinds of mentor that a program could look for, and such a mentor as the rules would see them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.lifecycle import MentorStatus
from matcher.parts_of_week import FIRST_MINUTE, MINUTES_IN_DAY, Days, TimeOfDay
from matcher.people import Mentee, Mentor, MentorRecord, Window
from matcher.vocabulary import Vocabulary

PARTS_OF_WEEK = tuple((days, time) for days in Days for time in TimeOfDay)
ONE_ANSWER = frozenset({"gender", "age_band", "region"})
# As people wish for them: more sets of wishes than these are not tried, the rarest being left out.
MOST_WISHES = 40
Wishes = tuple[tuple[str, str], ...]
# Any program's minimum is complete.
LONG_AGO = date(1900, 1, 1)
RECORD = MentorRecord(consents_to_matching=True)


@dataclass(frozen=True, slots=True)
class Profile:
    """``wishes``: (topic, code) of what people asked of a mentor, sorted; empty when nothing more is needed."""

    language: str
    days: Days
    time: TimeOfDay
    format: str
    wishes: Wishes = ()

    def mentor(self, as_of: date, time_zone: str) -> Mentor:
        """One to whom no rule objects but for what they are: all is done, and there is nothing they would not hear."""
        lists = {topic for topic, _ in self.wishes} - ONE_ANSWER
        return Mentor(
            id="recruit",
            languages=frozenset({self.language}),
            time_zone=time_zone,
            status=MentorStatus.ACTIVE,
            formats=frozenset({self.format}),
            weekly=windows_of(self.days, self.time),
            since=LONG_AGO,
            not_comfortable_with=frozenset(),
            training_completed_on=as_of,
            screening_checked_on=as_of,
            **{topic: code for topic, code in self.wishes if topic in ONE_ANSWER},  # type: ignore[arg-type]
            **{topic: frozenset(code for of, code in self.wishes if of == topic) for topic in lists},  # type: ignore[arg-type]
        )


def windows_of(days: Days, time: TimeOfDay) -> tuple[Window, ...]:
    """That part of each of the days, from its first minute to the next part's."""
    starts = sorted((*FIRST_MINUTE.values(), MINUTES_IN_DAY))
    first = FIRST_MINUTE[time]
    last = next(start for start in starts if start > first)
    numbers = range(5) if days == Days.WEEKDAY else range(5, 7)
    return tuple(Window(day * MINUTES_IN_DAY + first, day * MINUTES_IN_DAY + last) for day in numbers)


def languages_of(people: Sequence[Mentee], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Those that somebody here knows, in the order of the forms."""
    known = {code for mentee in people for code in mentee.languages}
    return tuple(code for code in vocabulary.topics["languages"] if code in known)


def wishes_of(people: Sequence[Mentee], vocabulary: Vocabulary) -> tuple[Wishes, ...]:
    """No wish at all, and then what each person asks of a mentor in one way of meeting it, the most frequent first."""
    asked = Counter((must.about, code) for mentee in people for must in mentee.must for code in sorted(must.any_of))
    found = Counter(answer for mentee in people if (answer := _answer(mentee, asked, vocabulary)))
    often = sorted(found, key=lambda wishes: (-found[wishes], len(wishes), wishes))
    return ((), *often[:MOST_WISHES])


def _answer(mentee: Mentee, asked: Mapping[tuple[str, str], int], vocabulary: Vocabulary) -> Wishes | None:
    """For each of the person's limits the code that most others would take as well; None when no answer meets all.

    Their limits on languages are for the profile's one language to meet.
    """
    chosen: set[tuple[str, str]] = set()
    for must in mentee.must:
        if must.about != "languages":
            order = vocabulary.topics[must.about].index
            chosen.add((must.about, min(must.any_of, key=lambda code: (-asked[must.about, code], order(code)))))
    single = [topic for topic, _ in chosen if topic in ONE_ANSWER]
    return tuple(sorted(chosen)) if len(single) == len(set(single)) else None


def profiles(people: Sequence[Mentee], vocabulary: Vocabulary) -> Iterator[Profile]:
    """Every one that is considered."""
    for language in languages_of(people, vocabulary):
        for days, time in PARTS_OF_WEEK:
            for code in vocabulary.topics["formats"]:
                for wishes in wishes_of(people, vocabulary):
                    yield Profile(language, days, time, code, wishes)
