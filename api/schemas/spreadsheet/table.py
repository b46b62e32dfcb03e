"""A whole file: every wrong row is named by line, column and reason, and nothing of it is guessed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from api.schemas.problems import printable
from api.schemas.spreadsheet.columns import NEEDED, ONE_NEEDED, Role, columns
from api.schemas.spreadsheet.reading_csv import read_csv
from api.schemas.spreadsheet.reading_xlsx import is_workbook, read_xlsx
from api.schemas.spreadsheet.records import LARGEST, MOST_COLUMNS, MOST_ROWS, Record, Unreadable
from api.schemas.spreadsheet.rows import read_row

# Hands on what it is given, and may tell somebody how far that is.
Watch = Callable[[Sequence[Record]], Iterable[Record]]


class Problem(NamedTuple):
    """``line`` is that on which the row begins; no ``column`` when it is about the whole row or file."""

    line: int
    column: str
    reason: str


class Row(NamedTuple):
    line: int
    body: dict[str, Any]


class Table(NamedTuple):
    rows: list[Row]
    problems: list[Problem]


def read_table(role: Role, content: str | bytes, watch: Watch = iter) -> Table:
    """Every row that is right and every problem there is; whoever imports takes all or nothing."""
    try:
        records = _records(content)
        header = next(records, None)
        if header is None:
            raise Unreadable(1, "The file is empty.")
        names = [name.strip() for name in header.cells]
        wrong = [Problem(header.line, column, reason) for column, reason in _wrong_in_header(role, names)]
        if wrong:
            return Table([], wrong)
        whole, wrong = _of_one_width(names, records)
        table = _read_rows(role, names, watch(whole))
    except Unreadable as error:
        return Table([], [Problem(error.line, "", error.reason)])
    return Table(table.rows, sorted(wrong + table.problems, key=lambda problem: problem.line))


def _records(content: str | bytes) -> Iterator[Record]:
    """By what the file is, whatever its name says. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable(1, f"The file is larger than {LARGEST // 1_000_000} MB.")
    found = read_xlsx(content) if isinstance(content, bytes) and is_workbook(content) else read_csv(content)
    for count, record in enumerate(found):
        if count > MOST_ROWS:
            raise Unreadable(record.line, f"The file has more than {MOST_ROWS:,} rows. Please split it.")
        yield record


def _wrong_in_header(role: Role, header: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(header) > MOST_COLUMNS:
        yield "", f"The header has {len(header):,} columns. “people template” prints those there are."
        return
    if len(header) == 1 and ";" in header[0]:
        yield "", "The columns have to be separated by commas, not by semicolons."
        return
    for name in dict.fromkeys(header):
        if not name:
            yield "", "A column has no name."
        elif name not in columns(role):
            yield printable(name, 100), "There is no such column."
        elif header.count(name) > 1:
            yield name, "This column is there more than once."
    for name in NEEDED:
        if name not in header:
            yield name, "This column is missing."
    if not set(ONE_NEEDED) & set(header):
        yield ONE_NEEDED[0], "A column for an email or for a phone number is missing."


def _of_one_width(header: Sequence[str], records: Iterable[Record]) -> tuple[list[Record], list[Problem]]:
    fitting, problems = [], []
    for record in records:
        if len(record.cells) == len(header):
            fitting.append(record)
        else:
            reason = f"This row has {len(record.cells):,} cells, and the header has {len(header)}."
            problems.append(Problem(record.line, "", reason))
    return fitting, problems


def _read_rows(role: Role, header: Sequence[str], records: Iterable[Record]) -> Table:
    table = Table([], [])
    lines: dict[str, int] = {}
    for line, cells, unread in records:
        unreadable = {header[place]: reason for place, reason in unread.items()}
        body, reasons = read_row(role, dict(zip(header, cells, strict=True)), unreadable)
        table.problems.extend(Problem(line, column, reason) for column, reason in reasons)
        if body is None:
            continue
        known_as = body.get("external_id")
        if known_as is not None and lines.setdefault(known_as, line) != line:
            table.problems.append(Problem(line, "external_id", f"Line {lines[known_as]} has the same external_id."))
            continue
        table.rows.append(Row(line, body))
    return table
