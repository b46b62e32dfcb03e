"""The mentors of one program as columns: who may be paired with a mentee, and how alike, for all of them at once.

Adding, changing or removing one mentor writes one row of each column and leaves the rest alone. What is derived from
all of them (how many have a code, the vectors of what they wrote) is counted along, or worked out again when it is
next asked for. Not for two threads at once: whoever shares a pool holds a lock.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher import week
from matcher.comparison import Comparison
from matcher.factors.measure import Question
from matcher.idf import Idf
from matcher.lifecycle import MentorStatus
from matcher.pair import Reason
from matcher.people import Mentee, Mentor, MentorRecord, PairRecords, Program, Requirements
from matcher.pool import comparing, likeness, limits, rest
from matcher.pool.codes import Rows
from matcher.pool.columns import ANSWERS, LISTS, Columns
from matcher.vocabulary import Vocabulary

COUNTED = ("experiences", "pathways", "goals", "shared", "interests")
# So many mentees' comparisons are kept until somebody changes: whoever tries weights asks for the same one again.
KEPT = 8
# So many mentors are kept as objects: who was told of is mostly read again, for the same list or for the next.
KEPT_MENTORS = 128


class Pool:
    def __init__(self, as_of: date, requirements: Requirements, vocabulary: Vocabulary) -> None:
        self.as_of, self.requirements, self.vocabulary = as_of, requirements, vocabulary
        # Whoever finds the same number again compares with the same mentors, on the same day.
        self.changes = 0
        self._active = 0
        self._row: dict[str, int] = {}
        self._ids: list[str] = []
        self._records: list[MentorRecord] = []
        self._rest: list[bytes] = []
        self._mentors: dict[str, Mentor] = {}
        self._counts = {topic: Counter[str]() for topic in COUNTED}
        self._columns = Columns(vocabulary)
        self._compared: dict[object, Comparison] = {}
        self._lengths: NDArray[np.float64] | None = None
        self._standing: Mapping[Reason, int] | None = None
        self._known_ids: tuple[str, ...] | None = None

    @classmethod
    def of(cls, program: Program, vocabulary: Vocabulary) -> "Pool":
        """A mentor of whom the program has no record has given no consent."""
        pool = cls(program.as_of, program.requirements, vocabulary)
        for mentor in program.mentors:
            pool.put(mentor, program.records.get(mentor.id, MentorRecord()))
        return pool

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, mentor_id: str) -> bool:
        return mentor_id in self._row

    @property
    def ids(self) -> Sequence[str]:
        """In an order that stays until a mentor comes or goes."""
        if self._known_ids is None:
            self._known_ids = tuple(self._ids)
        return self._known_ids

    def put(self, mentor: Mentor, record: MentorRecord) -> None:
        """Add a mentor, or have them as they are now."""
        before = None
        if mentor.id in self._row:
            row = self._row[mentor.id]
            before = self.mentor(mentor.id)
            del self._mentors[mentor.id]
            self._count(before, -1)
            self._columns.forget_own(row, self._columns.own_of(before))
        else:
            row, self._known_ids = len(self._ids), None
            self._row[mentor.id] = row
            self._ids.append(mentor.id)
            self._records.append(record)
            self._rest.append(b"")
        self._records[row] = record
        self._rest[row] = rest.pack(mentor, self._columns.own_of(mentor))
        self._columns.write(row, mentor, record, self._monday)
        self._count(mentor, +1)
        if before is None or (before.status, before.interests) != (mentor.status, mentor.interests):
            self._lengths = None
        if before is not None and before.status != mentor.status:
            self._columns.words.changed()
        self._judge(slice(row, row + 1))

    def remove(self, mentor_id: str) -> None:
        """Raises KeyError for a mentor who is not here."""
        gone = self.mentor(mentor_id)
        del self._mentors[mentor_id]
        row, last, self._known_ids = self._row.pop(mentor_id), len(self._ids) - 1, None
        self._count(gone, -1)
        self._columns.forget_own(row, self._columns.own_of(gone))
        self._columns.move_last_to(row, self._columns.own_of(self._stored(last)) if row != last else [])
        self._ids[row], self._records[row], self._rest[row] = self._ids[last], self._records[last], self._rest[last]
        for column in (self._ids, self._records, self._rest):
            column.pop()
        if row != last:
            self._row[self._ids[row]] = row
        self._lengths = None
        self._forget_what_is_derived()

    def on(self, as_of: date, requirements: Requirements) -> None:
        """Move to a day and to what the program asks of its mentors."""
        if (as_of, requirements) == (self.as_of, self.requirements):
            return
        before, self.as_of, self.requirements = self._monday, as_of, requirements
        if self._monday != before:
            self._lay_weeks(before)
        self._judge(slice(0, len(self)))

    def mentor(self, mentor_id: str) -> Mentor:
        """Without ``about``, of which the pool has only counts. Raises KeyError."""
        if mentor_id not in self._mentors:
            stored = self._stored(self._row[mentor_id])
            if len(self._mentors) >= KEPT_MENTORS:
                del self._mentors[next(iter(self._mentors))]
            self._mentors[mentor_id] = stored
        return self._mentors[mentor_id]

    def record(self, mentor_id: str) -> MentorRecord:
        return self._records[self._row[mentor_id]]

    def free_places(self, mentor_id: str) -> int:
        """Raises KeyError."""
        standing, row = self._columns.standing, self._row[mentor_id]
        return max(0, int(standing.capacity[row]) - int(standing.in_use[row]))

    def program(self) -> Program:
        """All of it as objects."""
        records = dict(zip(self._ids, self._records, strict=True))
        mentors = tuple(self._stored(self._row[mentor_id]) for mentor_id in sorted(self._ids))
        return Program(as_of=self.as_of, mentors=mentors, records=records, requirements=self.requirements)

    def columns(self) -> Mapping[str, NDArray[Any]]:
        """Every array that is held, by name."""
        return self._columns.arrays()

    def compare(self, mentee: Mentee, between: PairRecords) -> Comparison:
        """Who may be paired with this mentee, and how alike they are, before any weights."""
        key = mentee, between.same_person, between.kept_apart, tuple(sorted(between.declined_before))
        if key not in self._compared:
            if len(self._compared) >= KEPT:
                del self._compared[next(iter(self._compared))]
            self._compared[key] = self._compare(mentee, between)
        return self._compared[key]

    def objections(self, mentee: Mentee, between: PairRecords) -> NDArray[np.uint32]:
        """All reasons against each mentor, in the order of ``ids``: bit i is the i-th of ``Reason``."""
        return limits.all_against(self._columns, mentee, self.as_of, self._kept_from(between))

    def _compare(self, mentee: Mentee, between: PairRecords) -> Comparison:
        if self._standing is None:
            self._standing = limits.first_reasons(self._columns)
        kept_from = self._kept_from(between)
        rows, excluded = limits.eligible(self._columns, mentee, self.as_of, kept_from, self._standing)
        question = Question(mentee, self.as_of, self.vocabulary, self._idf, self._cosines, self._row)
        return comparing.compare(self._columns, self.ids, question, rows, excluded, self._squared_lengths)

    def _kept_from(self, between: PairRecords) -> dict[int, int]:
        found = limits.by_the_records(between)
        return {self._row[mentor_id]: bits for mentor_id, bits in found.items() if mentor_id in self._row}

    def _idf(self, topic: str) -> Idf:
        return Idf(self._active, self._counts[topic])

    def _cosines(self, text: str) -> NDArray[np.float64]:
        return self._columns.words.cosines(text, self._active_rows)

    def _active_rows(self) -> Rows:
        return self._columns.standing.active(len(self))

    def _squared_lengths(self) -> NDArray[np.float64]:
        if self._lengths is None:
            idf = self._idf("interests")
            squared = {code: idf.of(code) ** 2 for code in self._columns.interests_known()}
            self._lengths = likeness.squared_lengths(self._columns, squared)
        return self._lengths

    def _count(self, mentor: Mentor, times: int) -> None:
        """Codes count for as long as the mentor is active."""
        if mentor.status != MentorStatus.ACTIVE:
            return
        self._active += times
        for topic, counts in self._counts.items():
            for code in getattr(mentor, topic) or ():
                counts[code] += times
                if not counts[code]:
                    del counts[code]

    def _judge(self, rows: slice) -> None:
        self._columns.standing.judge(rows, self.as_of, self.requirements)
        self._forget_what_is_derived()

    def _forget_what_is_derived(self) -> None:
        self.changes += 1
        self._compared.clear()
        self._standing = None

    @property
    def _monday(self) -> date:
        return week.reference_monday(self.as_of)

    def _lay_weeks(self, before: date) -> None:
        """Only where the clocks of a time zone differ between the two weeks."""
        zones = self._columns.answers["time_zone"]
        moved = [zone for zone in zones.codes if zone is not None and week.clocks_differ(zone, before, self._monday)]
        for row in np.flatnonzero(zones.among(moved, len(self))) if moved else ():
            self._columns.weeks.write(int(row), self._stored(int(row)), self._monday)

    def _stored(self, row: int) -> Mentor:
        columns, said = self._columns, rest.unpack(self._rest[row])
        own = frozenset(said.pop("own_interests"))
        lists = {topic: columns.lists[topic].read(row) for topic in LISTS}
        interests = lists.pop("interests")
        answers: dict[str, Any] = {
            **{topic: columns.answers[topic].read(row) for topic in ANSWERS},
            **columns.standing.dates(row),
            **lists,
            **said,
        }
        return Mentor(
            id=self._ids[row],
            status=MentorStatus(columns.status.read(row) or ""),
            capacity=int(columns.standing.capacity[row]),
            interests=None if interests is None else interests | own,
            not_comfortable_with=columns.not_comfortable.read(row),
            **answers,
        )
