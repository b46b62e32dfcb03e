"""Days, moments and numbers as people of each language write them."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import format_date, format_decimal, format_percent
from flask_babel import format_datetime as _format_datetime


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(day=day, moment=moment, number=number, percent=percent)


def day(value: Any, form: str = "long") -> str:
    """A date, a moment, or either as JSON has it: "November 24, 2026"."""
    return str(format_date(_parsed(value), form, rebase=False)) if value else ""


def moment(value: Any, time_zone: str = "UTC") -> str:
    """On the clocks of that zone."""
    parsed = _parsed(value)
    assert isinstance(parsed, datetime)
    return str(_format_datetime(parsed.astimezone(ZoneInfo(time_zone)), "medium", rebase=False))


def number(value: float) -> str:
    return str(format_decimal(value))


def percent(value: float) -> str:
    """0.184 -> "18%" """
    return str(format_percent(value))


def _parsed(value: Any) -> date | datetime:
    if isinstance(value, str):
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    found: date | datetime = value
    return found
