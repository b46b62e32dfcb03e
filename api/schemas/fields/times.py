"""Days, windows, zones and instants, each in exactly one spelling."""

import re
import zoneinfo
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from api.schemas.fields.codes import Word
from api.schemas.fields.structure import Plain, Strict

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEARS = range(1900, 2201)
_FIRST_TO_SEE_A_DAY = timezone(timedelta(hours=14))

# Taken once: a question to the zone files with words from outside raises three kinds of error.
TIME_ZONES = frozenset(
    name
    for name in zoneinfo.available_timezones()
    if name not in ("localtime", "posixrules", "Factory") and not name.startswith(("right/", "posix/"))
)


def latest_today() -> date:
    """The day that has begun somewhere on earth: nobody's today lies after it."""
    return datetime.now(_FIRST_TO_SEE_A_DAY).date()


class IsoDate(Plain, fields.Date):
    default_error_messages = {
        "not_date": "Send a date as year-month-day, for example 2026-03-01.",
        "not_past": "This day has not come yet.",
    }

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.past = past

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
            raise self.make_error("not_date")
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise self.make_error("not_date") from None
        if day.year not in YEARS:
            raise self.make_error("not_date")
        if self.past and day > latest_today():
            raise self.make_error("not_past")
        return day


class TimeZone(Plain, fields.String):
    default_error_messages = {"not_zone": "Send a time zone by its name, for example America/Chicago."}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str) or value not in TIME_ZONES:
            raise self.make_error("not_zone")
        return value


class Instant(Plain, fields.DateTime):
    """Outgoing only: RFC 3339 in UTC, with a Z."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        if value is None:
            return None
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


QUARTER_HOURS = re.compile(r"(?:[01][0-9]|2[0-3]):(?:00|15|30|45)", re.ASCII)
MIDNIGHT = "24:00"


class QuarterHour(Plain, fields.String):
    default_error_messages = {
        "not_time": "Send a time on the quarter hour, for example 18:00 or 18:15.",
    }

    def __init__(self, *, midnight: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.midnight = midnight

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if isinstance(value, str):
            if QUARTER_HOURS.fullmatch(value):
                return value
            if self.midnight and value == MIDNIGHT:
                return value
        raise self.make_error("not_time")


class Window(Strict):
    """Local time, within one day; ``"24:00"`` is the midnight that ends it."""

    day = Word(DAYS, required=True)
    from_ = QuarterHour(data_key="from", attribute="from", required=True)
    to = QuarterHour(midnight=True, required=True)

    @validates_schema
    def ends_after_it_begins(self, data: Mapping[str, str], **kwargs: Any) -> None:
        if data["to"] <= data["from"]:
            raise ValidationError(
                "This ends before it begins. If it goes past midnight, send two windows, one for each day.", "to"
            )


class TimeOff(Strict):
    from_ = IsoDate(data_key="from", attribute="from", required=True)
    to = IsoDate(required=True)

    @validates_schema
    def ends_after_it_begins(self, data: Mapping[str, date], **kwargs: Any) -> None:
        if data["to"] < data["from"]:
            raise ValidationError("This ends before it begins.", "to")
