"""Whether an answer is what the OpenAPI document says: status, media type, headers, body."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import jsonschema_rs

from api.errors import PROBLEM

# Headers that say something of the answer itself; those that every answer has are tested elsewhere.
TELLING = {
    "ETag", "Location", "Content-Language", "Retry-After", "WWW-Authenticate", "Accept-Patch", "X-Request-Id",
}  # fmt: skip
COMPONENTS = "#/components/"
# Of a path that is not there, and of a method that the path does not have: they belong to no operation.
OF_NO_OPERATION = {404: "not_found", 405: "method_not_allowed"}


class Conformance:
    """Answers are held to closed schemas: clients are told that fields may be added, but nothing goes out untold."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._components = _closed(document["components"])
        self._validators: dict[str, jsonschema_rs.Draft202012Validator] = {}
        self.operations = {
            described["operationId"]: described for item in document["paths"].values() for described in item.values()
        }

    def flaws(self, operation: str, response: Any) -> list[str]:
        """What of the answer of this operation the document does not say."""
        described = self.operations.get(operation)
        if described is None:
            return ["the document does not have it"]
        answer = described["responses"].get(str(response.status_code))
        if answer is None:
            return [f"{response.status_code} is not in the document"]
        return [*self._flaws_of_headers(answer, response), *self._flaws_of_body(answer, response)]

    def flaws_of_none(self, response: Any) -> list[str]:
        """Of an answer that belongs to no operation."""
        if response.mimetype != PROBLEM:
            return [f"content type {response.mimetype}"]
        code = (response.get_json(force=True, silent=True) or {}).get("code")
        expected = OF_NO_OPERATION.get(response.status_code)
        return [] if code == expected else [f"{response.status_code} {code}"]

    def flaws_of(self, schema: dict[str, Any], instance: Any) -> list[str]:
        key = json.dumps(schema, sort_keys=True)
        if key not in self._validators:
            whole = {**schema, "components": self._components}
            self._validators[key] = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
        errors = self._validators[key].iter_errors(instance)
        return [f"{'.'.join(map(str, error.instance_path))}: {error.message[:300]}" for error in errors]

    def _flaws_of_headers(self, answer: dict[str, Any], response: Any) -> Iterator[str]:
        told = {name: self._resolved(each) for name, each in answer["headers"].items()}
        for name, described in told.items():
            value = response.headers.get(name)
            if value is None:
                if described.get("required"):
                    yield f"no {name}"
                continue
            typed = int(value) if described["schema"]["type"] == "integer" and value.isdigit() else value
            yield from (f"{name}: {flaw}" for flaw in self.flaws_of(described["schema"], typed))
        yield from (f"{name} is not in the document" for name in TELLING - set(told) if name in response.headers)

    def _flaws_of_body(self, answer: dict[str, Any], response: Any) -> Iterator[str]:
        content = answer.get("content")
        if response.request_method == "HEAD" or content is None:
            return
        if response.mimetype not in content:
            yield f"content type {response.mimetype}"
            return
        is_text = response.mimetype.startswith("text/")
        body = response.get_data(as_text=True) if is_text else response.get_json(force=True, silent=True)
        yield from self.flaws_of(content[response.mimetype]["schema"], body)

    def _resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in node:
            return node
        kind, name = node["$ref"].removeprefix(COMPONENTS).split("/")
        found: dict[str, Any] = self._document["components"][kind][name]
        return found


def _closed(components: dict[str, Any]) -> dict[str, Any]:
    closed = deepcopy(components)
    for schema in closed["schemas"].values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    return closed
