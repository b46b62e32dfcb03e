"""Takes a workbook apart, in a process of its own: whatever a file does to its reader, it does it here.

Run by its path, knowing nothing of the application. Takes the file on standard input and three limits as arguments
(characters, rows, columns), and prints a row a line, [number, cells, {place: why it can't be read}], or else one object
that says what is wrong. Only what was looked through reaches the library that reads it, packed anew.
"""

import io
import json
import re
import resource
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from functools import cache
from typing import Any, NamedTuple
from xml.parsers import expat

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

MEMORY = 200 * 2**20
PROCESSOR_SECONDS = 20
MOST_PARTS = 1_000
# In bytes: of all parts together; of one, once it has a million, so many times its packed size; of a single tag.
MOST_UNPACKED = 100_000_000
MOST_TIMES, SMALL = 250, 1_000_000
LONGEST_TAG = 1_000_000
MOST_ELEMENTS = 2_500_000
# Rows may be left empty between others.
LINES_A_ROW = 2
PIECE = 65_536
ARCHIVES = (b"PK\3\4", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")

NO_WORKBOOK = "This is not an Excel workbook (.xlsx). Save it as one, or as “CSV UTF-8”."
DAMAGED = "This workbook is damaged. Open it in a spreadsheet program, save it anew as .xlsx and try again."
LOCKED = "This workbook has a password. Save it without one and try again."
TOO_MUCH = "This workbook holds far more than a list of people. Copy the list into a new one and try again."
NESTED = "There is another file inside this workbook. Copy the list into a new one and try again."
DECLARATIONS = "There are declarations (DTD) in this workbook. Copy the list into a new one and try again."
MANY_SHEETS = "More than one sheet has something in it; some may be hidden. Keep the one with the people alone."
FAR_AWAY = "There is something in column {column} of this row, beyond the end of any list. Delete it and try again."
FORMULA = "This cell holds a formula. Put in the value itself (copy, then “paste values”)."
ERROR = "This cell shows an error. Put in the value itself, or leave it empty."


class Refused(Exception):
    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


class Limits(NamedTuple):
    text: int
    rows: int
    columns: int


class Scan:
    """All XML of a workbook, element by element: what is in it and where, before anything is made of it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.elements = 0
        self.sheets_in_use = 0
        # By number of the row, then by place in it.
        self.unread: dict[int, dict[int, str]] = defaultdict(dict)

    def next_part(self) -> expat.XMLParserType:
        self._row = self._column = 0
        self._in_use = False
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._root
        return self._parser

    def _doctype(self, *_: Any) -> None:
        raise Refused(DECLARATIONS)

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        is_sheet = name.rpartition(":")[2] == "worksheet"
        self._parser.StartElementHandler = self._of_sheet if is_sheet else self._other

    def _other(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise Refused(TOO_MUCH)

    def _of_sheet(self, name: str, attributes: dict[str, str]) -> None:
        self._other(name, attributes)
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "c":
            self._cell(attributes)
        elif name in ("v", "t", "f"):
            self._content(name)

    def _cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip("0123456789")
            self._row, self._column = int(reference[len(letters) :]), _column(letters)
        if attributes.get("t") == "e":
            self.unread[self._row][self._column - 1] = ERROR

    def _content(self, name: str) -> None:
        if not self._in_use:
            self._in_use = True
            self.sheets_in_use += 1
        if self._column > self.limits.columns or self._row > LINES_A_ROW * self.limits.rows:
            raise Refused(FAR_AWAY.format(column=_letters(self._column)), self._row)
        if name == "f":
            self.unread[self._row][self._column - 1] = FORMULA


def looked_through(content: bytes, scan: Scan) -> io.BytesIO:
    """The XML of the workbook, packed anew. No size is trusted that a file tells of itself."""
    if content.count(b"PK\1\2") > MOST_PARTS:
        raise Refused(TOO_MUCH)
    anew, unpacked = io.BytesIO(), 0
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(anew, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for part in _parts(source):
            parser, size = scan.next_part(), 0
            with source.open(part) as reading, target.open(part.filename, "w") as writing:
                while piece := reading.read(PIECE):
                    size += len(piece)
                    if unpacked + size > MOST_UNPACKED or size > max(SMALL, MOST_TIMES * part.compress_size):
                        raise Refused(TOO_MUCH)
                    parser.Parse(piece, False)
                    if size - parser.CurrentByteIndex > LONGEST_TAG:
                        raise Refused(TOO_MUCH)
                    writing.write(piece)
                parser.Parse(b"", True)
            unpacked += size
    anew.seek(0)
    return anew


def _parts(packed: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    parts = packed.infolist()
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.xml" not in names:
        raise Refused(NO_WORKBOOK)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(TOO_MUCH)
    if len(names) < len(parts):
        raise Refused(DAMAGED)
    for part in parts:
        if part.flag_bits & 1:
            raise Refused(LOCKED)
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(DAMAGED)
        with packed.open(part) as start:
            if start.read(6).startswith(ARCHIVES):
                raise Refused(NESTED)
        if part.filename.lower().endswith((".xml", ".rels")):
            yield part


def rows(workbook: io.BytesIO, scan: Scan) -> Iterator[tuple[int, list[str], dict[int, str]]]:
    """Those with something in them: number, cells without the empty ones at the end, reasons by place."""
    if scan.sheets_in_use > 1:
        raise Refused(MANY_SHEETS)
    found = text = 0
    with CalamineWorkbook.from_filelike(workbook) as book:
        for number, cells in _numbered(_sheet_in_use(book), max(scan.unread, default=0)):
            unread = scan.unread.get(number, {})
            cells += [""] * (max(unread, default=-1) + 1 - len(cells))
            while cells and not cells[-1].strip() and len(cells) - 1 not in unread:
                cells.pop()
            if not cells:
                continue
            found, text = found + 1, text + sum(map(len, cells))
            if text > scan.limits.text:
                raise Refused(TOO_MUCH)
            yield number, cells, unread
            if found > scan.limits.rows + 1:
                return


def _sheet_in_use(book: CalamineWorkbook) -> CalamineSheet | None:
    sheets = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    return next((sheet for sheet in map(book.get_sheet_by_name, sheets) if sheet.start is not None), None)


def _numbered(sheet: CalamineSheet | None, at_least: int) -> Iterator[tuple[int, list[str]]]:
    """A cell that shows an error is not read, and may stand below or beside all that is."""
    number = 0
    if sheet is not None and sheet.start is not None:
        before = [""] * sheet.start[1]
        for number, values in enumerate(sheet.iter_rows(), 1):
            yield number, before + [_text(value) for value in values]
    yield from ((empty, []) for empty in range(number + 1, at_least + 1))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


@cache
def _column(letters: str) -> int:
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise Refused(DAMAGED)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _be_limited() -> None:
    limits = {"AS": MEMORY, "CPU": PROCESSOR_SECONDS, "FSIZE": 0, "CORE": 0}
    for name, limit in limits.items():
        with suppress(ValueError, OSError):  # not every system has each
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limit, limit))


def main() -> None:
    _be_limited()
    scan = Scan(Limits(*map(int, sys.argv[1:])))
    try:
        answer: list[Any] = list(rows(looked_through(sys.stdin.buffer.read(), scan), scan))
    except Refused as refused:
        answer = [{"line": refused.line, "reason": refused.reason}]
    except MemoryError:
        answer = [{"line": 1, "reason": TOO_MUCH}]
    except Exception:  # whichever of the three readers says so, in whichever of its ways
        answer = [{"line": 1, "reason": DAMAGED}]
    for each in answer:
        print(json.dumps(each))


if __name__ == "__main__":
    main()
