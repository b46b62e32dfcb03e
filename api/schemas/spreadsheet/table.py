"""A whole file: every wrong row is named by line, column and reason, and nothing of it is guessed."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from api.schemas.spreadsheet.columns import NEEDED, ONE_NEEDED, Role, columns
from api.schemas.spreadsheet.rows import read_row

LARGEST = 5_000_000
MOST_ROWS = 10_000


class Problem(NamedTuple):
    """``line`` is the physical line on which the row begins; no ``column`` when it is about the whole row or file."""

    line: int
    column: str
    reason: str


class Row(NamedTuple):
    line: int
    body: dict[str, Any]


class Table(NamedTuple):
    rows: list[Row]
    problems: list[Problem]


class _Unreadable(Exception):
    def __init__(self, line: int, reason: str) -> None:
        self.problem = Problem(line, "", reason)


def read_table(role: Role, content: str | bytes) -> Table:
    """Every row that is right and every problem there is; whoever imports takes all or nothing."""
    try:
        records = list(_records(_text(content)))
    except _Unreadable as error:
        return Table([], [error.problem])
    if not records:
        return Table([], [Problem(1, "", "The file is empty.")])
    line, header = records[0][0], [name.strip() for name in records[0][1]]
    problems = [Problem(line, column, reason) for column, reason in _wrong_in_header(role, header)]
    if problems:
        return Table([], problems)
    return _read_rows(role, header, records[1:])


def _text(content: str | bytes) -> str:
    if len(content) > LARGEST:
        raise _Unreadable(1, "The file is larger than 5 MB.")
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _Unreadable(line, "The file is not UTF-8. Save it as “CSV UTF-8” and try again.") from None


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    count = 0
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader, None)
        except csv.Error:
            raise _Unreadable(line, "The quotes of this row are not closed, or a cell is too long.") from None
        if record is None:
            return
        if any(cell.strip() for cell in record):
            count += 1
            if count > MOST_ROWS + 1:
                raise _Unreadable(line, f"The file has more than {MOST_ROWS:,} rows. Please split it.")
            yield line, record


def _wrong_in_header(role: Role, header: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(header) == 1 and ";" in header[0]:
        yield "", "The columns have to be separated by commas, not by semicolons."
        return
    for name in dict.fromkeys(header):
        if name not in columns(role):
            yield name[:100], "There is no such column."
        elif header.count(name) > 1:
            yield name, "This column is there more than once."
    for name in NEEDED:
        if name not in header:
            yield name, "This column is missing."
    if not set(ONE_NEEDED) & set(header):
        yield ONE_NEEDED[0], "A column for an email or for a phone number is missing."


def _read_rows(role: Role, header: Sequence[str], records: Sequence[tuple[int, list[str]]]) -> Table:
    table = Table([], [])
    lines: dict[str, int] = {}
    for line, record in records:
        if len(record) != len(header):
            reason = f"This row has {len(record)} cells, and the header has {len(header)}."
            table.problems.append(Problem(line, "", reason))
            continue
        body, reasons = read_row(role, dict(zip(header, record, strict=True)))
        table.problems.extend(Problem(line, column, reason) for column, reason in reasons)
        if body is None:
            continue
        known_as = body.get("external_id")
        if known_as is not None and lines.setdefault(known_as, line) != line:
            table.problems.append(Problem(line, "external_id", f"Line {lines[known_as]} has the same external_id."))
            continue
        table.rows.append(Row(line, body))
    return table
