"""Limits that hold whoever the mentee is, and how far along each mentor is: for one day and one set of requirements."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from matcher.lifecycle import MentorStatus
from matcher.pair import Reason
from matcher.people import Mentor, MentorRecord, Requirements
from matcher.pool.codes import wider
from matcher.stage import DAYS_IN_MONTH, MONTHS_OF_STATED, complete_months

REASONS = tuple(Reason)
BIT = {reason: 1 << number for number, reason in enumerate(REASONS)}
NO_DAY = 0
_DATES = ("since", "training_completed_on", "training_expires_on", "screening_checked_on", "screening_expires_on")
_LONGEST_MONTH = 31


@dataclass(slots=True)
class Standing:
    """``days``: a row each of ``_DATES``, as ordinals, 0 for none. ``bits``: the reasons against a mentor, a bit each.

    ``stated``: the months of a stage stated without a date; NaN for unsaid. ``introduced``: microseconds, UTC.
    """

    days: NDArray[np.int32]
    stated: NDArray[np.float32]
    flags: NDArray[np.uint16]
    capacity: NDArray[np.int16]
    in_use: NDArray[np.int16]
    introduced: NDArray[np.int64]
    bits: NDArray[np.uint16]
    months: NDArray[np.float64]

    @classmethod
    def empty(cls, size: int) -> "Standing":
        return cls(
            np.zeros((len(_DATES), size), np.int32),
            np.zeros(size, np.float32),
            np.zeros(size, np.uint16),
            np.zeros(size, np.int16),
            np.zeros(size, np.int16),
            np.zeros(size, np.int64),
            np.zeros(size, np.uint16),
            np.zeros(size, np.float64),
        )

    def write(self, row: int, mentor: Mentor, record: MentorRecord) -> None:
        dates = (getattr(mentor, name) for name in _DATES)
        self.days[:, row] = [NO_DAY if day is None else day.toordinal() for day in dates]
        self.stated[row] = np.nan if mentor.stage is None else MONTHS_OF_STATED[mentor.stage]
        self.flags[row] = (
            BIT[Reason.NOT_ACTIVE] * (mentor.status != MentorStatus.ACTIVE)
            | BIT[Reason.NO_CONSENT] * (not record.consents_to_matching)
            | BIT[Reason.CONCERN_OPEN] * record.concern_open
        )
        self.capacity[row], self.in_use[row] = mentor.capacity, record.places_in_use
        introduced = record.last_introduced
        self.introduced[row] = NEVER if introduced is None else round(introduced.timestamp() * 1e6)

    def dates(self, row: int) -> dict[str, date | None]:
        days = self.days[:, row].tolist()
        return {name: None if day == NO_DAY else date.fromordinal(day) for name, day in zip(_DATES, days, strict=True)}

    def judge(self, rows: slice, as_of: date, asked: Requirements) -> None:
        """Work out ``bits`` and ``months`` of these rows."""
        today = as_of.toordinal()
        since, trained, training_ends, screened, screening_ends = self.days[:, rows]
        stated = self.stated[rows].astype(np.float64)
        dated = since != NO_DAY
        self.months[rows] = np.where(dated, (today - np.minimum(since, today)) / DAYS_IN_MONTH, stated)
        soon = since > _newest_long_enough(as_of, asked.minimum_months).toordinal()
        early = np.where(dated, soon, ~(stated >= asked.minimum_months))
        against = self.flags[rows].copy()
        against |= _marked(early, Reason.TOO_EARLY)
        against |= _marked(self.in_use[rows] >= self.capacity[rows], Reason.AT_CAPACITY)
        if asked.training_required:
            against |= _marked(_not_in_force(trained, training_ends, today), Reason.TRAINING_MISSING)
        if asked.screening_required:
            against |= _marked(_not_in_force(screened, screening_ends, today), Reason.SCREENING_MISSING)
        self.bits[rows] = against

    def active(self, size: int) -> NDArray[np.intp]:
        return np.flatnonzero(self.flags[:size] & BIT[Reason.NOT_ACTIVE] == 0)

    def grow(self, size: int) -> None:
        for name in self.__slots__:
            setattr(self, name, wider(getattr(self, name), size))

    def move(self, origin: int, target: int) -> None:
        for name in self.__slots__:
            column = getattr(self, name)
            column[..., target] = column[..., origin]


NEVER = np.iinfo(np.int64).min


def _marked(holds: NDArray[np.bool_], reason: Reason) -> NDArray[np.uint16]:
    return holds.astype(np.uint16) * np.uint16(BIT[reason])


def _not_in_force(done: NDArray[np.int32], ends: NDArray[np.int32], today: int) -> NDArray[np.bool_]:
    missing: NDArray[np.bool_] = (done == NO_DAY) | (done > today) | ((ends != NO_DAY) & (ends < today))
    return missing


def _newest_long_enough(as_of: date, minimum: int) -> date:
    """The last day on which somebody may have begun for the minimum to be complete on ``as_of``."""
    months = as_of.year * 12 + as_of.month - 1 - minimum
    if months < 12:
        return date.min
    year, month = divmod(months, 12)
    day = date(year, month + 1, 1) + timedelta(days=_LONGEST_MONTH)
    while complete_months(day, as_of) < minimum:
        day -= timedelta(days=1)
    return min(day, as_of) if minimum else date.max
