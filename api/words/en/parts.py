"""What English sentences are put together from: lists, labels, days, dates and lengths of time."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from api.words.values import LISTED_AT_MOST, MINUTES_IN_DAY, MINUTES_IN_HOUR, Labels, label, strings, text, whole
from matcher.explain import Value

_DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Where a part is itself a pair ("cravings and urges"), a comma keeps the last one apart."""
    *first, end = parts
    if not first:
        return end
    comma = "," if any(f" {word} " in part for part in (*first, end) for word in ("and", "or")) else ""
    return f"{', '.join(first)}{comma} {last} {end}"


def names(codes: Value, labels: Labels, last: str = "and") -> str:
    return listed((label(code, labels) for code in strings(codes)), last)


def cut(parts: Sequence[str]) -> str:
    """The list, at most so long; how many more there are is said."""
    if len(parts) <= LISTED_AT_MOST:
        return listed(parts)
    shown = LISTED_AT_MOST - 1
    return f"{', '.join(parts[:shown])} and {number(len(parts) - shown)} more"


def number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def counted(count: int, thing: str) -> str:
    return f"{number(count)} {thing}{'' if count == 1 else 's'}"


def day_name(code: str) -> str:
    return _DAYS[code]


def day(iso: Value) -> str:
    on = date.fromisoformat(text(iso))
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def hours(value: Value) -> str:
    """As people say it: half an hour, one hour, 2.5 hours."""
    amount = cast(float, value)
    if amount == int(amount):
        return counted(int(amount), "hour")
    return "half an hour" if amount == 0.5 else f"{amount:g} hours"


def duration(minutes: Value) -> str:
    """In minutes up to two hours, then in hours and minutes, from two days on in days and whole hours."""
    amount = whole(minutes)
    if amount == MINUTES_IN_HOUR:
        return "one hour"
    if amount < 2 * MINUTES_IN_HOUR:
        return f"{amount} minutes"
    if amount < 2 * MINUTES_IN_DAY:
        return _two(amount // MINUTES_IN_HOUR, "hours", amount % MINUTES_IN_HOUR, "minute")
    return _two(amount // MINUTES_IN_DAY, "days", amount % MINUTES_IN_DAY // MINUTES_IN_HOUR, "hour")


def _two(first: int, large: str, rest: int, small: str) -> str:
    return f"{first} {large}" + (f" and {rest} {small}{'' if rest == 1 else 's'}" if rest else "")
