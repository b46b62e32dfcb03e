"""What Spanish sentences are put together from: lists, labels, days, dates and lengths of time."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from api.words.values import LISTED_AT_MOST, MINUTES_IN_DAY, MINUTES_IN_HOUR, Labels, label, strings, text, whole
from matcher.explain import Value

# How the two are called. "Persona" is feminine whoever it is, so what agrees with it says nothing of their gender.
WHO = {"mentee": "la persona acompañada", "mentor": "la persona mentora"}
_DAYS = {
    "mon": "lunes",
    "tue": "martes",
    "wed": "miércoles",
    "thu": "jueves",
    "fri": "viernes",
    "sat": "sábado",
    "sun": "domingo",
}
_MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
_NUMBERS = ("cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")
_JOINING = (" y ", " e ", " o ", " u ")


def listed(parts: Iterable[str], last: str = "y") -> str:
    """Where a part is itself a pair ("costura y tejido"), a comma keeps the last one apart."""
    *first, end = parts
    if not first:
        return end
    comma = "," if any(word in part for part in (*first, end) for word in _JOINING) else ""
    return f"{', '.join(first)}{comma} {_before(end, last)} {end}"


def _before(word: str, last: str) -> str:
    """ "Inglés e italiano", "mujer u hombre": the same vowel twice would run together."""
    begins = word.lower()
    if last == "y" and begins.startswith(("i", "hi", "í", "hí")) and not begins.startswith(("hie", "hia")):
        return "e"
    return "u" if last == "o" and begins.startswith(("o", "ho", "ó", "hó")) else last


def names(codes: Value, labels: Labels, last: str = "y") -> str:
    return listed((label(code, labels) for code in strings(codes)), last)


def cut(parts: Sequence[str]) -> str:
    """The list, at most so long; how many more there are is said."""
    if len(parts) <= LISTED_AT_MOST:
        return listed(parts)
    shown = LISTED_AT_MOST - 1
    return f"{', '.join(parts[:shown])} y {number(len(parts) - shown)} más"


def number(count: int, one: str = "un") -> str:
    """``one``: "un", "uno" or "una", as what is counted wants it."""
    if count == 1:
        return one
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def counted(count: int, thing: str, things: str, one: str = "un") -> str:
    return f"{number(count, one)} {thing if count == 1 else things}"


def day_name(code: str) -> str:
    return _DAYS[code]


def days_name(code: str) -> str:
    """Of every week: the names that end in s stay as they are."""
    name = _DAYS[code]
    return name if name.endswith("s") else f"{name}s"


def day(iso: Value) -> str:
    on = date.fromisoformat(text(iso))
    return f"{on.day} de {_MONTHS[on.month - 1]} de {on.year}"


def hours(value: Value) -> str:
    """As people say it: media hora, una hora, dos horas y media."""
    amount = cast(float, value)
    if amount == 0.5:
        return "media hora"
    if amount % 1 in (0, 0.5):
        return counted(int(amount), "hora", "horas", "una") + (" y media" if amount % 1 else "")
    return f"{amount:g} horas"


def duration(minutes: Value) -> str:
    """In minutes up to two hours, then in hours and minutes, from two days on in days and whole hours."""
    amount = whole(minutes)
    if amount == MINUTES_IN_HOUR:
        return "una hora"
    if amount < 2 * MINUTES_IN_HOUR:
        return f"{amount} minutos"
    if amount < 2 * MINUTES_IN_DAY:
        return _two(amount // MINUTES_IN_HOUR, "horas", amount % MINUTES_IN_HOUR, "minuto")
    return _two(amount // MINUTES_IN_DAY, "días", amount % MINUTES_IN_DAY // MINUTES_IN_HOUR, "hora")


def _two(first: int, large: str, rest: int, small: str) -> str:
    return f"{first} {large}" + (f" y {rest} {small}{'' if rest == 1 else 's'}" if rest else "")


def capital(words: str) -> str:
    return words[0].upper() + words[1:]
