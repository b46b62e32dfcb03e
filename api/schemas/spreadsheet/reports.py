"""A report's rows as a file that a spreadsheet opens: the same for programs and for whoever presses a link."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from api.schemas.fields import Strict
from api.schemas.spreadsheet.cells import neutralised
from api.words import reports as words

CSV = "text/csv"


def as_file(report: Mapping[str, Any], row: type[Strict], name: str, language: str) -> tuple[str, dict[str, str]]:
    """The text, and the headers that it goes with. ``row``: the schema that names the columns."""
    text = as_text(report["rows"], tuple(row().fields), language)
    return text, {
        "Content-Type": f"{CSV}; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}.csv"',
    }


def as_text(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], language: str) -> str:
    """With the mark that Excel needs to see that this is UTF-8."""
    lines = words.sheet(rows, columns, language)
    out = io.StringIO("\ufeff")
    out.seek(0, io.SEEK_END)
    csv.writer(out, lineterminator="\r\n").writerows([neutralised(cell) for cell in line] for line in lines)
    return out.getvalue()
