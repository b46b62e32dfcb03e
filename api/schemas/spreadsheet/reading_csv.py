"""A CSV as records, read line by line, so that no single one of them can take all the memory there is."""

import csv
import io
from collections.abc import Iterator
from typing import TextIO

from api.schemas.spreadsheet.records import Record, Unreadable

# In characters. All columns filled to the brim are about half of it.
LONGEST_ROW = 200_000
MOST_LINES = 500_000
NOT_UTF_8 = "The file is not UTF-8. Save it as “CSV UTF-8” and try again."
TOO_LONG = "This row is too long, or its quotes are not closed."
MIXED = "From here on, lines end in another way than before. Save the file anew as “CSV UTF-8” and try again."


def read_csv(content: str | bytes) -> Iterator[Record]:
    """Every row that has something in it. Raises Unreadable."""
    try:
        yield from _records(_Lines(_stream(content)))
    except UnicodeDecodeError:
        raise Unreadable(_line_of_the_wrong_byte(content), NOT_UTF_8) from None


class _Lines:
    """Physical lines for the reader, watched: how long the row is that they belong to, and how each ends."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._length = 0
        self._ending = ""
        self._usual_ending = ""
        self.number = 0
        self.begun = 1

    def __iter__(self) -> Iterator[str]:
        while line := self._stream.readline(LONGEST_ROW + 1):
            self.number += 1
            self._length += len(line)
            if self._length > LONGEST_ROW:
                raise Unreadable(self.begun, TOO_LONG)
            if self.number > MOST_LINES:
                raise Unreadable(self.number, f"The file has more than {MOST_LINES:,} lines. Please split it.")
            if "\0" in line:
                raise Unreadable(self.number, NOT_UTF_8)
            self._ending = line[len(line.rstrip("\r\n")) :]
            yield line

    def begin_row(self) -> None:
        self.begun, self._length = self.number + 1, 0

    def end_row(self) -> None:
        """A break within quotes is a person's own; rows all end in one way."""
        self._usual_ending = self._usual_ending or self._ending
        if self._ending not in ("", self._usual_ending):
            raise Unreadable(self.begun, MIXED)


def _records(lines: _Lines) -> Iterator[Record]:
    reader = csv.reader(lines, strict=True)
    while True:
        lines.begin_row()
        try:
            cells = next(reader, None)
        except csv.Error:
            raise Unreadable(lines.begun, TOO_LONG) from None
        if cells is None:
            return
        lines.end_row()
        if any(cell.strip() for cell in cells):
            yield Record(lines.begun, cells)


def _stream(content: str | bytes) -> TextIO:
    if isinstance(content, str):
        return io.StringIO(content.removeprefix("\ufeff"), newline="")
    return io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")


def _line_of_the_wrong_byte(content: str | bytes) -> int:
    assert isinstance(content, bytes)
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 1
