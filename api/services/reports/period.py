"""The twelve whole months that a report looks back on. What is still going on in this one is told when it is over."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from api.services.programs import today_in
from data.db import current_keyring

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Period:
    """From the first of ``months`` to the last day before ``end``, in the program's zone."""

    end: date
    zone: ZoneInfo

    @property
    def months(self) -> list[date]:
        """The first day of each, the earliest first."""
        numbers = (self.end.year * 12 + self.end.month - 1 - back for back in range(MONTHS, 0, -1))
        return [date(number // 12, number % 12 + 1, 1) for number in numbers]

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """When it began, and when it was over."""
        return self._midnight(self.months[0]), self._midnight(self.end)

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


def last_year(program: Any, now: datetime) -> Period:
    return Period(today_in(program, now).replace(day=1), ZoneInfo(program.time_zone))


def rounding_key(program_id: str) -> bytes:
    """The program's own, so that nobody works out how a number was rounded."""
    return current_keyring().keyed_hash("reports", program_id).encode()
