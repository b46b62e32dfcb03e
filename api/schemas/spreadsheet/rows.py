"""One row and one person, both ways."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError

from api.schemas.consents import HEARD, ConsentOnFile
from api.schemas.fields import ListOf, Section, Word
from api.schemas.problems import flatten
from api.schemas.profiles import MenteeByCoordinator, MentorByCoordinator
from api.schemas.profiles.person import Created
from api.schemas.spreadsheet.cells import CellError, read_cell, restored, write_cell
from api.schemas.spreadsheet.columns import ONE_NEEDED, Role, columns


class _Consent(ConsentOnFile):
    """What people said online themselves travels too, from one program to another."""

    how = Word((*HEARD, "online"), required=True)


class _Mentee(MenteeByCoordinator):
    consents = ListOf(Section(_Consent), most=20, load_only=True)


class _Mentor(MentorByCoordinator):
    consents = ListOf(Section(_Consent), most=20, load_only=True)


_SCHEMAS: Mapping[Role, type[Created]] = {"mentee": _Mentee, "mentor": _Mentor}
_Reasons = list[tuple[str, str]]


def read_row(
    role: Role, cells: Mapping[str, str], unreadable: Mapping[str, str] = MappingProxyType({})
) -> tuple[dict[str, Any] | None, _Reasons]:
    """The person as ``POST`` would load them, or (column, reason) of everything that is wrong.

    ``unreadable``: reasons by column, for cells that hold something else than an answer.
    """
    answers, reasons = _answers(role, cells, unreadable)
    try:
        body: dict[str, Any] = _schema(role).load(_nested(answers))
    except ValidationError as error:
        unread = {column for column, _ in reasons}
        reasons += [found for found in _by_column(role, error) if not _follows_from(found[0], unread)]
    return (None, reasons) if reasons else (body, [])


def write_row(role: Role, profile: Mapping[str, Any], consents: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Cells by column, in the order of the template. ``profile`` is as the services hand it to the schemas."""
    person = {**profile, "consents": list(consents) or None}
    return {column: write_cell(column, _at(person, column)) for column in columns(role)}


@cache
def _schema(role: Role) -> Created:
    """Made once: making one, with all that is nested in it, takes longer than reading a row."""
    return _SCHEMAS[role]()


def _answers(role: Role, cells: Mapping[str, str], unreadable: Mapping[str, str]) -> tuple[dict[str, Any], _Reasons]:
    answers: dict[str, Any] = {}
    reasons: _Reasons = list(unreadable.items())
    for column, cell in cells.items():
        text = restored(cell.strip())
        if column not in columns(role):
            reasons.append((column, "There is no such column."))
        elif text and column not in unreadable:
            try:
                answers[column] = read_cell(column, text)
            except CellError as error:
                reasons.append((column, str(error)))
    return answers, reasons


def _nested(answers: Mapping[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = {}
    for column, answer in answers.items():
        *sections, name = column.split(".")
        within = body
        for section in sections:
            within = within.setdefault(section, {})
        within[name] = answer
    return body


def _at(person: Mapping[str, Any], column: str) -> Any:
    found: Any = person
    for name in column.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _by_column(role: Role, error: ValidationError) -> _Reasons:
    return [_placed(role, path, message) for path, messages in flatten(error.messages).items() for message in messages]


def _placed(role: Role, path: str, message: str) -> tuple[str, str]:
    """``interests.2`` is the third entry of the column ``interests``."""
    for column in columns(role):
        if path == column:
            return column, message
        if path.startswith(f"{column}."):
            entry = path[len(column) + 1 :].split(".")[0]
            return column, f"Entry {int(entry) + 1}: {message}" if entry.isdecimal() else message
    return path, message


def _follows_from(column: str, unread: set[str]) -> bool:
    """Whether the complaint is only about a cell that could not be read, for which the reason was given."""
    return column in unread or (column in ONE_NEEDED and bool(unread & set(ONE_NEEDED)))
