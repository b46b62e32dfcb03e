"""One cell and the answer that it stands for, both ways. What a cell can't say is left for the schema to refuse."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

NONE = "none"
# What a spreadsheet may run: some read the wide ones as formulas too, and some drop spaces and quotes before them.
_formula = re.compile(r"""[\s"'“”‘’„«»`]*[=+\-@\t\r\n\0＝＋－＠]""").match


class CellError(ValueError):
    """The cell is not written in the way of its column."""


def neutralised(cell: str) -> str:
    """An apostrophe before what a spreadsheet would run as a formula, and before what seems to have one already."""
    return f"'{cell}" if _formula(cell) else cell


def restored(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and _formula(cell[1:]) else cell


def _codes(cell: str) -> list[str]:
    return [entry for entry in (part.strip() for part in cell.split(";")) if entry]


def _entries(one: Callable[[str], Any]) -> Callable[[str], list[Any]]:
    return lambda cell: [] if cell.lower() == NONE else [one(entry) for entry in _codes(cell)]


def _window(entry: str) -> dict[str, str]:
    found = re.fullmatch(r"([A-Za-z]{3}) +([0-9:]{1,5}) *- *([0-9:]{1,5})", entry, re.ASCII)
    if not found:
        raise CellError("Write times as “tue 18:00-20:00; thu 09:00-10:30”.")
    return {"day": found[1].lower(), "from": found[2], "to": found[3]}


def _time_off(entry: str) -> dict[str, str]:
    first, slash, last = entry.partition("/")
    if not slash:
        raise CellError("Write days away as “2026-12-20/2027-01-03”.")
    return {"from": first.strip(), "to": last.strip()}


def _must(entry: str) -> dict[str, Any]:
    about, equals, codes = entry.partition("=")
    if not equals:
        raise CellError("Write a limit as “gender=woman|nonbinary”.")
    return {"about": about.strip(), "any_of": [code.strip() for code in codes.split("|")]}


def _consent(entry: str) -> dict[str, str]:
    parts = [part.strip() for part in entry.split(":")]
    if len(parts) not in (2, 3):
        raise CellError("Write a consent as “matching:paper:2026-11-01”.")
    return dict(zip(("purpose", "how", "given_on"), parts, strict=False))


def _flag(cell: str) -> bool | str:
    # Spreadsheet programs write true as TRUE on their own.
    return {"true": True, "false": False}.get(cell.lower(), cell)


def _number(cell: str) -> int | float | str:
    if re.fullmatch(r"[0-9]{1,9}", cell, re.ASCII):
        return int(cell)
    return float(cell) if re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,9}", cell, re.ASCII) else cell


_CODE_LISTS = (
    "recovery_stage.experiences",
    "recovery_stage.pathways",
    "interests",
    "background.shared",
    "languages",
    "goals",
    "support.formats",
    "support.styles",
    "preferences.matters",
    "preferences.not_comfortable_with",
    "may_tell",
)
_FLAGS = ("identity.contact.email_ok", "identity.contact.text_ok", "identity.contact.voicemail_ok", "story_approved")
_READERS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(_CODE_LISTS, _entries(str)),
    **dict.fromkeys(_FLAGS, _flag),
    **dict.fromkeys(("capacity", "support.hours_per_week"), _number),
    "availability.weekly": _entries(_window),
    "availability.time_off": _entries(_time_off),
    "preferences.must": _entries(_must),
    "consents": _entries(_consent),
}
_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "availability.weekly": lambda window: f"{window['day']} {window['from']}-{window['to']}",
    "availability.time_off": lambda days: f"{days['from']}/{days['to']}",
    "preferences.must": lambda must: f"{must['about']}={'|'.join(must['any_of'])}",
    "consents": lambda consent: ":".join(
        str(consent[part]) for part in ("purpose", "how", "given_on") if consent.get(part) is not None
    ),
}


def read_cell(column: str, cell: str) -> Any:
    """The answer in the shape that the schemas take; raises CellError."""
    return _READERS.get(column, str)(cell)


def write_cell(column: str, answer: Any) -> str:
    return neutralised(_written(column, answer))


def _written(column: str, answer: Any) -> str:
    if answer is None:
        return ""
    if isinstance(answer, (list, tuple)):
        return ";".join(_WRITERS.get(column, str)(entry) for entry in answer) or NONE
    if isinstance(answer, bool):
        return "true" if answer else "false"
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, float):
        return repr(answer).removesuffix(".0")
    return str(answer)
