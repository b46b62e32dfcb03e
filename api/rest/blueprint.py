"""What every route of the JSON face has in common: strict arguments, and nothing unknown behind the question mark."""

from typing import Any

import flask_smorest
from flask import current_app, request

from api.rest.arguments import Arguments
from api.services.refusals import InvalidAnswer

PREFIX = "/api/v1"


class Blueprint(flask_smorest.Blueprint):
    ARGUMENTS_PARSER = Arguments()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, description=description)
        self.before_request(_refuse_unknown_parameters)

    def arguments(self, schema: Any, **kwargs: Any) -> Any:
        """One schema for all requests: webargs makes a new one for each where it is given the class."""
        return super().arguments(schema() if isinstance(schema, type) else schema, **kwargs)


def _refuse_unknown_parameters() -> None:
    """A route without parameters of its own takes none."""
    if not request.args or request.endpoint is None:
        return
    view = current_app.view_functions[request.endpoint]
    documented = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", ())
    if any(each["in"] == "query" for each in documented):
        return
    raise InvalidAnswer({name[:200]: ["There is no such parameter here."] for name in list(request.args)})
