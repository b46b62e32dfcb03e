"""The recruits that open the most doors together: greedy cover over all profiles.

Each next one is the best for those still without a door, which is within 1 - 1/e of the best choice there is
(Nemhauser, Wolsey & Fisher 1978).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matcher import week
from matcher.explain import Phrase
from matcher.people import Mentee, Person
from matcher.supply_gaps.profiles import PARTS_OF_WEEK, Profile, Wishes, languages_of, windows_of, wishes_of
from matcher.vocabulary import Vocabulary

RECRUITS = 3
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Recruit:
    """``opens``: how many people a mentor of this profile would be a choice for; ``adds``: of these, those for whom
    none of the recruits before is. Times and format matter only when somebody it opens for has said theirs.
    """

    profile: Profile
    opens: int
    adds: int
    times_matter: bool
    format_matters: bool

    @property
    def phrase(self) -> Phrase:
        days, time = (self.profile.days.value, self.profile.time.value) if self.times_matter else (None, None)
        return Phrase(
            "recruit",
            {
                "language": self.profile.language,
                "days": days,
                "time": time,
                "format": self.profile.format if self.format_matters else None,
                "wishes": self.profile.wishes,
                "people": self.opens,
            },
        )


def recruits(people: Sequence[Mentee], vocabulary: Vocabulary, as_of: date, time_zone: str) -> tuple[Recruit, ...]:
    """At most three, and none that adds nobody."""
    doors = _Doors(people, vocabulary, as_of, time_zone)
    left = np.ones(len(people), dtype=np.bool_)
    found: list[Recruit] = []
    while len(found) < RECRUITS and left.any():
        profile = doors.best(left)
        opened = None if profile is None else doors.opened(profile)
        if profile is None or opened is None or not (opened & left).any():
            break
        found.append(_recruit(profile, opened, left, people))
        left &= ~opened
    return tuple(found)


def _recruit(profile: Profile, opened: NDArray[np.bool_], left: NDArray[np.bool_], people: Sequence[Mentee]) -> Recruit:
    through = [mentee for mentee, each in zip(people, opened.tolist(), strict=True) if each]
    return Recruit(
        profile=profile,
        opens=len(through),
        adds=int(np.count_nonzero(opened & left)),
        times_matter=any(mentee.weekly is not None for mentee in through),
        format_matters=any(mentee.formats is not None for mentee in through),
    )


class _Doors:
    """People x each part of a profile: whether that part is right for the person. A profile opens where all are."""

    def __init__(self, people: Sequence[Mentee], vocabulary: Vocabulary, as_of: date, time_zone: str) -> None:
        self._people = people
        self._languages, self._formats = languages_of(people, vocabulary), vocabulary.topics["formats"]
        self._wishes = wishes_of(people, vocabulary)
        self._by_language = _table(people, self._languages, _speaks)
        self._by_format = _table(people, self._formats, _meets_by)
        self._by_wishes = _table(people, self._wishes, _fulfils)
        self._by_part = _parts(people, week.reference_monday(as_of), time_zone)

    def best(self, left: NDArray[np.bool_]) -> Profile | None:
        """That which opens the most of those left; of several, with the fewest wishes and first in order."""
        first = _both(self._by_language[left], self._by_part[left])
        second = _both(self._by_format[left], self._by_wishes[left])
        counts = first.T.astype(np.float64) @ second.astype(np.float64)
        if not counts.size:
            return None
        wished = np.array([len(wishes) for wishes in self._wishes] * len(self._formats))
        place = np.lexsort((np.broadcast_to(wished, counts.shape).ravel(), -counts.ravel()))[0]
        language, part, code, wishes = np.unravel_index(
            place, (len(self._languages), len(PARTS_OF_WEEK), len(self._formats), len(self._wishes))
        )
        profile = Profile(self._languages[language], *PARTS_OF_WEEK[part], self._formats[code], self._wishes[wishes])
        return self._trimmed(profile)

    def opened(self, profile: Profile) -> NDArray[np.bool_]:
        fulfilled = np.array([_fulfils(mentee, profile.wishes) for mentee in self._people], dtype=np.bool_)
        opened: NDArray[np.bool_] = (
            self._by_language[:, self._languages.index(profile.language)]
            & self._by_part[:, PARTS_OF_WEEK.index((profile.days, profile.time))]
            & self._by_format[:, self._formats.index(profile.format)]
            & fulfilled
        )
        return opened

    def _trimmed(self, profile: Profile) -> Profile:
        """Without the wishes that nobody it opens for needs."""
        opened = self.opened(profile)
        for wish in profile.wishes:
            fewer = replace(profile, wishes=tuple(each for each in profile.wishes if each != wish))
            if np.array_equal(self.opened(fewer), opened):
                profile = fewer
        return profile


def _table(people: Sequence[Mentee], parts: Sequence[Part], right: Callable[[Mentee, Part], bool]) -> NDArray[np.bool_]:
    table = np.array([[right(mentee, part) for part in parts] for mentee in people], dtype=np.bool_)
    return table.reshape(len(people), len(parts))


def _both(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """People x (each of the one with each of the other)."""
    return (one[:, :, np.newaxis] & other[:, np.newaxis, :]).reshape(len(one), -1)


def _speaks(mentee: Mentee, language: str) -> bool:
    wanted = (must.any_of for must in mentee.must if must.about == "languages")
    return language in mentee.languages and all(language in any_of for any_of in wanted)


def _meets_by(mentee: Mentee, code: str) -> bool:
    return mentee.formats is None or code in mentee.formats


def _fulfils(mentee: Mentee, wishes: Wishes) -> bool:
    answers = set(wishes)
    others = (must for must in mentee.must if must.about != "languages")
    return all(any((must.about, code) in answers for code in must.any_of) for must in others)


def _parts(people: Sequence[Mentee], monday: date, time_zone: str) -> NDArray[np.bool_]:
    bits = [week.free_slots(windows_of(*part), time_zone, monday) for part in PARTS_OF_WEEK]
    return _table(people, bits, lambda mentee, part: _suits(mentee, part, monday))


def _suits(mentee: Person, part: int, monday: date) -> bool:
    if mentee.weekly is None:
        return True
    return week.usable(week.free_slots(mentee.weekly, mentee.time_zone, monday) & part) != 0
