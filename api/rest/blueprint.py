"""What every route of the JSON face has in common: strict arguments, and nothing unknown behind the question mark."""

from collections.abc import Mapping
from typing import Any

import flask_smorest
from flask import current_app, request
from marshmallow import Schema

from api.auth import current_act
from api.policy import Role
from api.rest.arguments import Arguments
from api.services.refusals import InvalidAnswer

_arguments = Arguments()


class Blueprint(flask_smorest.Blueprint):
    ARGUMENTS_PARSER = _arguments

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, description=description)
        self.before_request(_refuse_unknown_parameters)


def read_body(by_role: Mapping[Role, type[Schema]], otherwise: type[Schema]) -> dict[str, Any]:
    """The body by the schema of the asker's role: what a role may send is its schema."""
    schema = by_role.get(current_act().actor.role, otherwise)
    body: dict[str, Any] = _arguments.parse(schema(), request, location="json")
    return body


def read_query(by_role: Mapping[Role, type[Schema]], otherwise: type[Schema]) -> dict[str, Any]:
    schema = by_role.get(current_act().actor.role, otherwise)
    query: dict[str, Any] = _arguments.parse(schema(), request, location="query")
    return query


def reads_query_by_role(view: Any) -> Any:
    """Marks a view that reads its query itself, by ``read_query``."""
    view.reads_query = True
    return view


def _refuse_unknown_parameters() -> None:
    """A route without parameters of its own takes none."""
    if not request.args or request.endpoint is None:
        return
    view = current_app.view_functions[request.endpoint]
    documented = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", ())
    if getattr(view, "reads_query", False) or any(each["in"] == "query" for each in documented):
        return
    raise InvalidAnswer({name[:200]: ["There is no such parameter here."] for name in list(request.args)[:50]})
