"""The whole document, made from the URL map of the app."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from flask import Flask

from api.rest.openapi.operations import SECURITY, operation, path_of, tag, words_of_module
from api.rest.openapi.problems import Problems
from api.rest.openapi.schemas import PLACE, Components
from api.rest.preconditions import LONGEST_KEY, RETRY_HEADER

OPENAPI = "3.1.1"
VERSION = "0.1.0"
VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
HEADERS = {
    "X-Request-Id": {
        "description": "The id of this request. Name it when you ask about it.",
        "required": True,
        "schema": {"type": "string", "minLength": 1},
    },
    "WWW-Authenticate": {
        "description": "How to sign in: with a bearer token.",
        "required": True,
        "schema": {"type": "string", "pattern": "^Bearer"},
    },
    "Accept-Patch": {
        "description": "The media types that a PATCH takes.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Retry-After": {
        "description": "Seconds to wait before trying again.",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    },
}
PARAMETERS = {
    RETRY_HEADER: {
        "name": RETRY_HEADER,
        "in": "header",
        "description": "A word of your own, new for each new request. Sent again with the same word within 24 hours, "
        "it is done once and answered again.",
        "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~](?:[ -~]*[!-~])?$"},
    },
    "If-Match": {
        "name": "If-Match",
        "in": "header",
        "description": "The ETag of what you have read, so that nobody's change is lost; `*` for whatever is there. "
        "Without it the answer is 428.",
        "schema": {"type": "string"},
        "examples": {"read before": {"value": '"r1"'}, "whatever is there": {"value": "*"}},
    },
}


def build(app: Flask, prefix: str) -> dict[str, Any]:
    """Every route under the prefix. Raises where one does not say enough of itself."""
    components = Components()
    problems = Problems(components)
    paths: dict[str, dict[str, Any]] = {}
    tags: dict[str, str] = {}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(f"{prefix}/"):
            view = app.view_functions[rule.endpoint]
            tags.setdefault(tag(view), words_of_module(view))
            (verb,) = (rule.methods or set()).intersection(VERBS)
            described = operation(rule, view, verb, components, problems)
            paths.setdefault(path_of(rule, prefix), {})[verb.lower()] = described
    document = {
        "openapi": OPENAPI,
        "info": _info(),
        "servers": [{"url": prefix}],
        "security": SECURITY,
        "tags": [{"name": name, "description": description} for name, description in tags.items()],
        "paths": paths,
        "components": _components(components.all() | problems.all()),
    }
    names = {PLACE + old: PLACE + new for old, new in components.final_names().items()}
    named: dict[str, Any] = _renamed(document, names)
    return named


def _components(schemas: dict[str, Any]) -> dict[str, Any]:
    bearer = {"type": "http", "scheme": "bearer", "description": "A token from `POST /tokens`."}
    return {
        "schemas": schemas,
        "parameters": PARAMETERS,
        "headers": HEADERS,
        "securitySchemes": {"bearer": bearer},
    }


def _info() -> dict[str, Any]:
    sections = [f"## {each['title']}\n\n" + "\n\n".join(each["paragraphs"]) for each in conventions()]
    return {
        "title": "Alongside",
        "summary": "Match people in recovery with peer mentors: ranked, explained, and confirmed by a coordinator.",
        "description": "\n\n".join(sections),
        "license": {"name": "MIT", "identifier": "MIT"},
        "version": VERSION,
    }


@cache
def conventions() -> list[dict[str, Any]]:
    """What holds for every operation: titles, and paragraphs in which only `code` and *emphasis* are marked."""
    text = files(__package__).joinpath("conventions.toml").read_text("utf-8")
    sections: list[dict[str, Any]] = tomllib.loads(text)["section"]
    return sections


def _renamed(node: Any, names: dict[str, str]) -> Any:
    """Every reference by its final name."""
    if isinstance(node, list):
        return [_renamed(each, names) for each in node]
    if not isinstance(node, dict):
        return node
    return {key: names.get(each, each) if key == "$ref" else _renamed(each, names) for key, each in node.items()}
