"""How a route's arguments are read: the strict body of ``api.body``, and nothing unknown anywhere."""

from typing import Any, NoReturn

from flask import Request, g
from marshmallow import RAISE, Schema, ValidationError
from webargs.flaskparser import FlaskParser

from api.body import read_json
from api.schemas.problems import flatten
from api.services.refusals import InvalidAnswer


def json_body(request: Request) -> dict[str, Any]:
    """Read once a request, early, so that what is malformed is refused before anybody has to sign in."""
    if "json" not in g:
        g.json = read_json(request)
    body: dict[str, Any] = g.json
    return body


class Arguments(FlaskParser):
    """For flask-smorest: ``class Blueprint(smorest.Blueprint): ARGUMENTS_PARSER = Arguments()``."""

    DEFAULT_UNKNOWN_BY_LOCATION = {
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "json": RAISE,
        "query": RAISE,
        "querystring": RAISE,
        "path": RAISE,
        "view_args": RAISE,
    }

    def load_json(self, req: Request, schema: Schema) -> Any:
        return json_body(req)

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        twice = [name for name, values in req.args.lists() if len(values) > 1]
        if twice:
            raise ValidationError({name: ["Send this once."] for name in twice})
        return super().load_querystring(req, schema)

    def handle_error(
        self, error: ValidationError, req: Request, schema: Schema, *, error_status_code: Any, error_headers: Any
    ) -> NoReturn:
        # The messages come wrapped in the place that they were read from: {"json": {...}}.
        errors: dict[str, list[str]] = {}
        for messages in error.messages.values():  # type: ignore[union-attr]
            errors |= flatten(messages)
        raise InvalidAnswer(errors) from None
