"""What a view says of itself for the document, beside its schemas and its docstring.

``public``, ``retriable``, ``conditional`` and ``help_first`` are read from the view as well.
"""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

# Headers of a success: @blueprint.response(200, Program, headers=TAG)
TAG = {
    "ETag": {
        "description": "Which revision this is. Send it as If-Match with an edit.",
        "required": True,
        "schema": {"type": "string", "pattern": '^"r[0-9]+"$'},
    }
}
PLACE = {
    "Location": {
        "description": "Where this can be read.",
        "required": True,
        "schema": {"type": "string", "pattern": "^/api/v1/"},
    }
}
LANGUAGE = {
    "Content-Language": {"description": "The language of the words.", "required": True, "schema": {"type": "string"}},
    "Vary": {"description": "The words depend on Accept-Language.", "required": True, "schema": {"type": "string"}},
}


def refuses(*errors: type[Exception]) -> Callable[[View], View]:
    """Marks a view with the refusals that don't follow from its path, its arguments and its other marks."""

    def mark(view: View) -> View:
        view.refusals = errors  # type: ignore[attr-defined]
        return view

    return mark
