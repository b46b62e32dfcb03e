"""A report as what the asker would rather have: JSON, or its rows as a CSV that a spreadsheet opens."""

import csv
import io
from collections.abc import Mapping
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
_AS_CSV = {
    CSV: {
        "schema": {
            "type": "string",
            "description": "The rows alone, under a header in words; what is not shown is an empty cell.",
        }
    }
}


def also_as_csv(view: View) -> View:
    """Marks a view that answers a CSV to whoever asks for one."""
    view.other_forms = _AS_CSV  # type: ignore[attr-defined]
    return view


def as_asked(report: Mapping[str, Any], row: type[Strict], name: str) -> Any:
    """``row``: the schema that names the columns. JSON where both are wanted alike, or neither is."""
    headers = {"Vary": "Accept"}
    if request.accept_mimetypes.best_match((JSON, CSV), default=JSON) == JSON:
        return report, 200, headers
    lines = words.sheet(report["rows"], tuple(row().fields), current_act().language)
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([neutralised(cell) for cell in line] for line in lines)
    # With a mark that Excel needs to see that this is UTF-8.
    response = Response("\ufeff" + out.getvalue(), mimetype=CSV, headers=headers)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
