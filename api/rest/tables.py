"""A report as what the asker would rather have: JSON, or its rows as a CSV that a spreadsheet opens."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Response, request

from api.auth import current_act
from api.rest.described import View
from api.schemas.fields import Strict
from api.schemas.spreadsheet.cells import neutralised
from api.words import reports as words

JSON, CSV = "application/json", "text/csv"
VARIES = {
    "Vary": {"description": "The form depends on Accept.", "required": True, "schema": {"type": "string"}},
}


def also_as_csv(example: Mapping[str, Any]) -> Callable[[View], View]:
    """Marks a view that answers a CSV to whoever asks for one. ``example``: a row."""
    lines = words.sheet([example], tuple(example), "en")
    schema = {"type": "string", "description": "The rows under a header in words. Not shown: an empty cell."}
    shown = {"summary": "One row of a file", "value": _as_text(lines)}

    def mark(view: View) -> View:
        view.other_forms = {CSV: {"schema": schema, "examples": {"a_row": shown}}}  # type: ignore[attr-defined]
        return view

    return mark


def as_asked(report: Mapping[str, Any], row: type[Strict], name: str) -> Any:
    """``row``: the schema that names the columns. JSON where both are wanted alike, or neither is."""
    headers = {"Vary": "Accept"}
    if request.accept_mimetypes.best_match((JSON, CSV), default=JSON) == JSON:
        return report, 200, headers
    lines = words.sheet(report["rows"], tuple(row().fields), current_act().language)
    response = Response(_as_text(lines), mimetype=CSV, headers=headers)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _as_text(lines: Sequence[Sequence[str]]) -> str:
    """With the mark that Excel needs to see that this is UTF-8."""
    out = io.StringIO("\ufeff")
    out.seek(0, io.SEEK_END)
    csv.writer(out, lineterminator="\r\n").writerows([neutralised(cell) for cell in line] for line in lines)
    return out.getvalue()
