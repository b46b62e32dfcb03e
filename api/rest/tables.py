"""A report as what the asker would rather have: JSON, or its rows as a CSV that a spreadsheet opens."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, request

from api.auth import current_act
from api.rest.described import View
from api.schemas.fields import Strict
from api.schemas.spreadsheet.reports import CSV, as_file, as_text

JSON = "application/json"
VARIES = {
    "Vary": {"description": "The form depends on Accept.", "required": True, "schema": {"type": "string"}},
}


def also_as_csv(example: Mapping[str, Any]) -> Callable[[View], View]:
    """Marks a view that answers a CSV to whoever asks for one. ``example``: a row."""
    schema = {"type": "string", "description": "The rows under a header in words. Not shown: an empty cell."}
    shown = {"summary": "One row of a file", "value": as_text([example], tuple(example), "en")}

    def mark(view: View) -> View:
        view.other_forms = {CSV: {"schema": schema, "examples": {"a_row": shown}}}  # type: ignore[attr-defined]
        return view

    return mark


def as_asked(report: Mapping[str, Any], row: type[Strict], name: str) -> Any:
    """``row``: the schema that names the columns. JSON where both are wanted alike, or neither is."""
    varies = {"Vary": "Accept"}
    if request.accept_mimetypes.best_match((JSON, CSV), default=JSON) == JSON:
        return report, 200, varies
    text, headers = as_file(report, row, name, current_act().language)
    return Response(text, headers=headers | varies)
