"""People as a file: a CSV, or a workbook in which every cell is text."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any, Literal

from api.schemas.spreadsheet.columns import Role, columns

Form = Literal["csv", "xlsx"]
FORMS: tuple[Form, ...] = ("csv", "xlsx")
AS_TEXT = "@"


def write_table(out: IO[bytes], form: Form, role: Role, rows: Iterable[Mapping[str, str]] = ()) -> None:
    """The header of the template, and the rows as ``write_row`` gives them."""
    lines = ([row[column] for column in columns(role)] for row in rows)
    {"csv": _write_csv, "xlsx": _write_xlsx}[form](out, columns(role), lines)


def _write_csv(out: IO[bytes], header: Sequence[str], rows: Iterable[list[str]]) -> None:
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    text.detach()


def _write_xlsx(out: IO[bytes], header: Sequence[str], rows: Iterable[list[str]]) -> None:
    # Imported where it is used: it takes a third of a second, and most commands write no workbook.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    def as_text(cell: str) -> Any:
        written = WriteOnlyCell(sheet, _escaped(cell))
        written.data_type = "s"
        return written

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("people")
    sheet.freeze_panes = "A2"
    for place, _ in enumerate(header, 1):
        # What somebody types in a new row stays as they typed it: a phone number is no sum, and a day no number.
        sheet.column_dimensions[get_column_letter(place)].number_format = AS_TEXT
    sheet.append([as_text(name) for name in header])
    for row in rows:
        sheet.append([as_text(cell) if cell else None for cell in row])
    workbook.save(out)


def _escaped(cell: str) -> str:
    """``_x0041_`` stands for ``A`` in a workbook: what only looks like that is written so that it stays."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", cell)
