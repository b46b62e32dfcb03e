"""Every column of a pool, written and moved a row at a time."""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.lifecycle import MentorStatus
from matcher.people import Mentor, MentorRecord
from matcher.pool.codes import Answers, CodeLists, Rows
from matcher.pool.musts import Musts
from matcher.pool.standing import Standing
from matcher.pool.weeks import Weeks
from matcher.pool.words import Words
from matcher.vocabulary import Vocabulary

LISTS = ("experiences", "pathways", "goals", "shared", "formats", "styles", "languages", "interests")
ANSWERS = ("stage", "gender", "age_band", "region", "time_zone")
ROOM = 16


class Columns:
    def __init__(self, vocabulary: Vocabulary) -> None:
        topics, self._families = vocabulary.topics, vocabulary.families
        self.size, self.room = 0, ROOM
        self._interests = frozenset(topics["interests"])
        # Of languages only those come up that somebody speaks: there are many.
        beforehand = {**topics, "languages": ()}
        self.lists = {topic: CodeLists(beforehand[topic], ROOM) for topic in LISTS}
        self.families = CodeLists(sorted(set(self._families.values())), ROOM)
        self.not_comfortable = CodeLists((*topics["experiences"], *topics["pathways"]), ROOM)
        self.answers = {topic: Answers(topics.get(topic, ()), ROOM) for topic in ANSWERS}
        self.status = Answers(MentorStatus, ROOM)
        self.musts, self.weeks, self.standing, self.words = Musts(ROOM), Weeks(ROOM), Standing.empty(ROOM), Words()
        # Who has an interest in words of their own.
        self.own_interests: dict[str, set[int]] = {}
        self._own_rows: dict[str, Rows] = {}

    def write(self, row: int, mentor: Mentor, record: MentorRecord, monday: date) -> None:
        if row == self.room:
            self._grow(2 * self.room)
        self.size = max(self.size, row + 1)
        for topic, column in self.lists.items():
            codes = getattr(mentor, topic)
            column.write(row, codes & self._interests if topic == "interests" and codes else codes)
        near = {self._families[code] for code in mentor.experiences or () if code in self._families}
        self.families.write(row, frozenset(near))
        self.not_comfortable.write(row, mentor.not_comfortable_with)
        for topic, answers in self.answers.items():
            answers.write(row, getattr(mentor, topic))
        self.status.write(row, mentor.status)
        self.musts.write(row, mentor.must)
        self.weeks.write(row, mentor, monday)
        self.standing.write(row, mentor, record)
        self.words.write(row, mentor.about)
        for word in self.own_of(mentor):
            self.own_interests.setdefault(word, set()).add(row)
            self._own_rows.pop(word, None)

    def own_of(self, mentor: Mentor) -> list[str]:
        return sorted((mentor.interests or frozenset()) - self._interests)

    def rows_with_own(self, word: str) -> Rows:
        if word not in self._own_rows:
            self._own_rows[word] = np.fromiter(self.own_interests[word], np.intp)
        return self._own_rows[word]

    def interests_known(self) -> Iterator[str]:
        yield from self._interests
        yield from self.own_interests

    def forget_own(self, row: int, words: list[str]) -> None:
        for word in words:
            self._own_rows.pop(word, None)
            self.own_interests[word].discard(row)
            if not self.own_interests[word]:
                del self.own_interests[word]

    def move_last_to(self, row: int, own_words: list[str]) -> None:
        """Close the gap that a mentor leaves; ``own_words``: the own interests of the last one."""
        last = self.size - 1
        if row != last:
            for column in self._all():
                column.move(last, row)
            self.words.move(last, row)
            for word in own_words:
                self._own_rows.pop(word, None)
                self.own_interests[word].remove(last)
                self.own_interests[word].add(row)
        self.musts.clear(last)
        self.words.drop_last()
        self.size = last

    def arrays(self) -> Mapping[str, NDArray[np.generic]]:
        """Every array by name, as far as it is in use."""
        return {name: array[..., : self.size] for name, array in self._arrays()}

    def _grow(self, room: int) -> None:
        for column in self._all():
            column.grow(room)
        self.room = room

    def _all(self) -> Iterator[CodeLists | Answers | Musts | Weeks | Standing]:
        yield from self.lists.values()
        yield from self.answers.values()
        yield from (self.status, self.families, self.not_comfortable, self.musts, self.weeks, self.standing)

    def _arrays(self) -> Iterator[tuple[str, NDArray[np.generic]]]:
        for topic, lists in {**self.lists, "families": self.families, "not_comfortable": self.not_comfortable}.items():
            yield f"{topic}.planes", lists.planes
            yield f"{topic}.said", lists.said
        for topic, answers in {**self.answers, "status": self.status}.items():
            yield topic, answers.numbers
        yield "musts", self.musts.numbers
        yield "weeks.starts", self.weeks.starts
        yield "weeks.said", self.weeks.said
        for name in self.standing.__slots__:
            yield f"standing.{name}", getattr(self.standing, name)
