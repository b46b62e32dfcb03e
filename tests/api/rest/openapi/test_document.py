"""The OpenAPI document: whole, valid, and made from what the views say of themselves."""

import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from flask import Flask
from marshmallow import fields
from schemathesis.specs.openapi.definitions import OPENAPI_31

from api.auth import asks, public
from api.errors import TITLES
from api.policy import Permission
from api.rest.blueprint import PREFIX, Blueprint
from api.rest.openapi import document as documents
from api.rest.openapi.operations import NotDescribed
from api.rest.openapi.problems import meanings
from api.rest.openapi.schemas import glossary
from api.schemas.fields import Strict
from api.schemas.kept_apart import KeptApart

ROOT = Path(__file__).parents[4]
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
# What no operation answers: they belong to paths and methods that are not there, to a mistake of ours, to the command
# line.
OF_NO_OPERATION = {"method_not_allowed", "internal"}


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        yield from ((verb, path, described) for verb, described in item.items())


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for key, inner in node.items():
            if key not in ("examples", "example"):
                yield from nodes(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from nodes(inner)


def test_it_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    errors = jsonschema_rs.validator_for(OPENAPI_31).iter_errors(document)
    assert [f"{list(error.instance_path)}: {error.message[:200]}" for error in errors] == []


def test_it_has_every_route_of_the_api_and_no_other(app: Flask, document: dict[str, Any]) -> None:
    routes = {
        (verb.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX)
        for verb in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    (server,) = document["servers"]
    assert {(verb, server["url"] + path) for verb, path, _ in operations(document)} == routes
    assert server["url"] == PREFIX


def test_every_operation_says_what_it_does_and_who_may(document: dict[str, Any]) -> None:
    found = [described for _, _, described in operations(document)]
    names = [described["operationId"] for described in found]
    assert len(set(names)) == len(names)
    tags = {tag["name"]: tag["description"] for tag in document["tags"]}
    assert all(tags.values())
    for described in found:
        assert described["summary"] and not described["summary"].endswith(".")
        assert described["x-who-may"] and set(described["tags"]) <= set(tags)
        if described["x-who-may"] != ["anyone"]:
            assert described["security"] == [{"bearer": []}] and "401" in described["responses"]


def test_every_reference_leads_somewhere_and_nothing_is_left_over(document: dict[str, Any]) -> None:
    used = {node["$ref"] for node in nodes(document) if "$ref" in node}
    there = {
        f"#/components/{kind}/{name}"
        for kind, named in document["components"].items()
        if kind != "securitySchemes"
        for name in named
    }
    assert used == there


def test_what_comes_in_is_closed_and_what_goes_out_may_grow(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    sent = _reached(schemas, [described.get("requestBody", {}) for _, _, described in operations(document)])
    shown = _reached(schemas, [described["responses"] for _, _, described in operations(document)])
    objects = {name for name, schema in schemas.items() if "properties" in schema}
    assert {name for name in sent & objects if schemas[name].get("additionalProperties") is not False} == set()
    assert {name for name in shown & objects if "additionalProperties" in schemas[name]} == set()
    assert sent & shown & objects == set()


def _reached(schemas: dict[str, Any], starts: list[Any]) -> set[str]:
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        for node in nodes(waiting.pop()):
            name = node.get("$ref", "").rpartition("/schemas/")[2]
            if name in schemas and name not in found:
                found.add(name)
                waiting.append(schemas[name])
    return found


def test_every_word_that_explains_is_used(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    known = {
        name
        for schema_name, schema in schemas.items()
        for field in schema.get("properties", {})
        for name in (field, f"{re.sub('(Sent|Changes)$', '', schema_name)}.{field}")
    }
    for _, _, described in operations(document):
        known |= {each["name"] for each in described.get("parameters", ()) if "name" in each}
    assert set(glossary()) - known == set()
    codes = {schema["properties"]["code"]["const"] for name, schema in schemas.items() if "Problem" in name}
    assert codes == set(TITLES) - OF_NO_OPERATION
    assert set(meanings()) >= codes


def test_its_version_is_the_projects(document: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert document["info"]["version"] == project["version"]
    assert document["info"]["license"]["identifier"] == project["license"]


def test_it_is_served_to_anyone(app: Flask, document: dict[str, Any]) -> None:
    response = app.test_client().get("/api/v1/openapi.json")
    assert response.status_code == 200 and response.mimetype == "application/json"
    assert response.get_json() == document
    assert "ETag" not in response.headers


# --- a route that says too little -----------------------------------------------------------------------------------

lacking = Blueprint("lacking", "What lacks something")
blueprint = lacking


def _view() -> None:
    """Something."""


def test_a_route_that_says_too_little_of_itself_is_not_passed_over(app: Flask) -> None:
    nothing_said = lambda: None  # noqa: E731
    for view, verb, missing in (
        (nothing_said, "GET", "a docstring, @asks(its permission), or @public, @blueprint.response"),
        (lacking.response(204)(_copy()), "GET", "@asks(its permission), or @public"),
        (asks(Permission.KEPT_APART)(_copy()), "GET", "@blueprint.response"),
        (public(lacking.response(204)(_copy())), "POST", "@blueprint.arguments"),
    ):
        with pytest.raises(NotDescribed, match=re.escape(missing)):
            documents.build(_with_route(app, view, verb), PREFIX)


def test_a_field_of_a_new_kind_has_to_be_described(app: Flask) -> None:
    class Unheard(fields.Raw):
        pass

    class Body(Strict):
        something = Unheard()

    view = public(lacking.arguments(Body)(lacking.response(200, KeptApart)(_copy())))
    with pytest.raises(TypeError, match="Unheard is new"):
        documents.build(_with_route(app, view, "POST"), PREFIX)


def _copy() -> Any:
    def view(*_args: Any) -> None:
        """Something."""

    return view


def _with_route(app: Flask, view: Any, verb: str) -> Flask:
    other = Flask("other")
    other.url_map.converters.update(app.url_map.converters)
    other.add_url_rule(f"{PREFIX}/new", "lacking.new", view, methods=[verb])
    return other


def test_building_it_again_gives_the_same(app: Flask, document: dict[str, Any]) -> None:
    before = deepcopy(document)
    assert documents.build(app, PREFIX) == before == document
