"""One of several schemas, by the asker's role: what a role may send, or is shown, is its schema."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema

from api.auth import current_act
from api.policy import Role

EVERYBODY_ELSE = "everybody else"


class ByRole:
    """Stands where a schema stands: ``blueprint.arguments(ByRole(...))``, ``blueprint.response(200, ByRole(...))``.

    ``schemas`` has them all, each under whose it is, for the document.
    """

    def __init__(self, by_role: Mapping[Role, type[Schema]], otherwise: type[Schema]) -> None:
        self._by_role = by_role
        self._otherwise = otherwise
        self.schemas: dict[str, type[Schema]] = {
            **{role.value: schema for role, schema in by_role.items()},
            EVERYBODY_ELSE: otherwise,
        }

    def __call__(self, _request: Any) -> Schema:
        return self._of_asker()

    def dump(self, thing: Any) -> Any:
        return self._of_asker().dump(thing)

    def _of_asker(self) -> Schema:
        return self._by_role.get(current_act().actor.role, self._otherwise)()
