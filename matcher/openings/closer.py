"""The mentors who are one reason away, as whole profiles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matcher import week
from matcher.pair import Reason
from matcher.people import Mentee, Mentor, PairRecords
from matcher.pool import Pool
from matcher.rank import objections_to
from matcher.rules import Objection


@dataclass(frozen=True, slots=True)
class Closer:
    mentee: Mentee
    pool: Pool
    between: PairRecords
    alone: Mapping[Reason, Sequence[str]]

    @property
    def monday(self) -> date:
        return week.reference_monday(self.pool.as_of)

    def mentors(self, reason: Reason) -> Iterator[Mentor]:
        """Those who have this as their only reason, by id."""
        return (self.pool.mentor(mentor_id) for mentor_id in self.alone[reason])

    def objected(self, reason: Reason) -> Iterator[tuple[Mentor, Objection]]:
        """The same, each with the reason in full."""
        for mentor in self.mentors(reason):
            (objection,) = objections_to(mentor, self.mentee, self.pool, self.between)
            yield mentor, objection
