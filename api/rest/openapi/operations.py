"""One view as an operation of the document: all of it follows from the view, its rule and its marks."""

import re
import sys
from collections.abc import Iterator
from typing import Any

from flask_smorest.utils import load_info_from_docstring
from marshmallow import Schema
from marshmallow.fields import Field
from werkzeug.routing import Rule

from api import policy
from api.auth import WITH_A_BODY
from api.rest.openapi.examples import answers_of, requests_of
from api.rest.openapi.fields import JsonSchema, Way, any_of, property_of
from api.rest.openapi.problems import PEOPLE, Problems, statuses
from api.rest.openapi.schemas import Components, is_required, told
from api.rest.preconditions import RETRY_HEADER
from api.services import who_may

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
SECURITY: list[dict[str, list[str]]] = [{"bearer": []}]
ANYONE = "anyone"
OF_THIS_PROGRAM = (policy.same_program,)
_PLACES = re.compile(r"<(?:\w+:)?(\w+)>")


class NotDescribed(Exception):
    """A view does not say enough of itself."""


def path_of(rule: Rule, prefix: str) -> str:
    return _PLACES.sub(r"{\1}", rule.rule.removeprefix(prefix))


def operation(rule: Rule, view: Any, verb: str, components: Components, problems: Problems) -> dict[str, Any]:
    """Raises NotDescribed."""
    _check(rule.endpoint, view, verb)
    name = rule.endpoint.rpartition(".")[2]
    arguments = _arguments(view)
    parameters = [*_path_parameters(rule), *_query_parameters(arguments, components), *_header_parameters(view)]
    refused = statuses(view, verb, has_id=bool(rule.arguments), has_fields=_has_fields(_sent(arguments)))
    with_help = getattr(view, "answers_with_help", False)
    return {
        "operationId": name,
        "tags": [tag(view)],
        **_words(view),
        "x-who-may": who(view),
        "security": [] if getattr(view, "is_public", False) else SECURITY,
        **({"parameters": parameters} if parameters else {}),
        **_body(name, verb, arguments, components),
        "responses": _answers(name, view, components) | problems.responses(name, refused, verb, with_help=with_help),
        **getattr(view, "_apidoc", {}).get("manual_doc", {}),
    }


def _check(endpoint: str, view: Any, verb: str) -> None:
    lacking = [
        words
        for words, is_there in (
            ("a docstring", view.__doc__),
            ("@asks(its permission), or @public", hasattr(view, "permission") or getattr(view, "is_public", False)),
            ("@blueprint.response", _responses(view)),
            ("@blueprint.arguments", verb not in WITH_A_BODY or _sent(_arguments(view)) is not None),
        )
        if not is_there
    ]
    if lacking:
        raise NotDescribed(f"{endpoint} has to say more of itself, for the document: {', '.join(lacking)}")


def tag(view: Any) -> str:
    """The description of the blueprint that the view's module makes."""
    return str(sys.modules[view.__module__].blueprint.description)


def words_of_module(view: Any) -> str:
    return (sys.modules[view.__module__].__doc__ or "").strip()


def who(view: Any) -> list[str]:
    """Each role that may ask this, with its condition; what belongs to other programs is not there for anybody."""
    if getattr(view, "is_public", False):
        return [ANYONE]
    found = {role: who_may.condition(view.permission, role, unsaid=OF_THIS_PROGRAM) for role in PEOPLE}
    return [role if when == who_may.ALWAYS else f"{role} ({when})" for role, when in found.items() if when]


def _words(view: Any) -> dict[str, str]:
    """The first sentence of the docstring, and the rest of it with who may."""
    told_of = load_info_from_docstring((view.__doc__ or "").replace("``", "`"))
    summary, _, more = " ".join(told_of.get("summary", "").split()).partition(". ")
    description = "\n\n".join(filter(None, [more, told_of.get("description"), f"**Who may:** {'; '.join(who(view))}."]))
    return {"summary": summary.rstrip("."), "description": description}


def _arguments(view: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", [])
    return found


def _responses(view: Any) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = getattr(view, "_apidoc", {}).get("response", {}).get("responses", {})
    return found


def _path_parameters(rule: Rule) -> Iterator[dict[str, Any]]:
    # In the order of the path.
    for name in _PLACES.findall(rule.rule):
        converter = rule._converters[name]
        pattern = getattr(converter, "pattern", converter.regex)
        schema = {"type": "string", "pattern": f"^{pattern}$"}
        yield {"name": name, "in": "path", "required": True, **_said(told(name, {})), "schema": schema}


def _query_parameters(arguments: list[dict[str, Any]], components: Components) -> Iterator[dict[str, Any]]:
    for argument in arguments:
        if argument["in"] == "query":
            yield from _parameters_of(argument["schema"], components)


def _parameters_of(schema: Any, components: Components) -> Iterator[dict[str, Any]]:
    """Where it depends on the role, what either of them may send."""
    found: dict[str, list[JsonSchema]] = {}
    required: set[str] = set()
    for each in _alternatives(schema):
        for name, field in _instance(each).load_fields.items():
            taken = found.setdefault(name, [])
            schema_of = property_of(field, Way.SENT, components)
            taken += [schema_of] if schema_of not in taken else []
            required |= {name} if is_required(field, Way.SENT) else set()
    for name, schemas in found.items():
        said = _said(told(name, {}))
        yield {"name": name, "in": "query", "required": name in required, **said, "schema": any_of(schemas)}


def _instance(schema: Any) -> Schema:
    whole: Schema = schema() if isinstance(schema, type) else schema
    return whole


def _said(described: JsonSchema) -> dict[str, str]:
    return {"description": described["description"]} if "description" in described else {}


def _header_parameters(view: Any) -> Iterator[JsonSchema]:
    if getattr(view, "takes_idempotency_key", False):
        yield {"$ref": f"#/components/parameters/{RETRY_HEADER}"}
    if getattr(view, "needs_if_match", False):
        yield {"$ref": "#/components/parameters/If-Match"}


def _body(name: str, verb: str, arguments: list[dict[str, Any]], components: Components) -> dict[str, Any]:
    sent = _sent(arguments)
    if sent is None:
        return {}
    content = {"schema": components.of(sent, Way.SENT), **requests_of(name)}
    types = (MERGE_PATCH, JSON) if verb in ("PATCH", "PUT") else (JSON,)
    return {"requestBody": {"required": _is_needed(sent, verb), "content": dict.fromkeys(types, content)}}


def _sent(arguments: list[dict[str, Any]]) -> Any:
    return next((argument["schema"] for argument in arguments if argument["in"] == "json"), None)


def _is_needed(sent: Any, verb: str) -> bool:
    """A POST without any body counts as one with nothing in it."""
    return verb != "POST" or any(is_required(field, Way.SENT) for field in _fields(sent))


def _has_fields(sent: Any) -> bool:
    return sent is not None and bool(_fields(sent))


def _fields(sent: Any) -> list[Field]:
    return [field for each in _alternatives(sent) for field in _instance(each).load_fields.values()]


def _alternatives(schema: Any) -> list[Any]:
    return list(getattr(schema, "schemas", {"": schema}).values())


def _answers(name: str, view: Any, components: Components) -> dict[str, Any]:
    found = {}
    for status, answers in _responses(view).items():
        answer = answers[0]
        shown = answer.get("schema")
        headers = {**answer.get("headers", {}), "X-Request-Id": {"$ref": "#/components/headers/X-Request-Id"}}
        content = shown and {
            JSON: {"schema": components.of(shown, Way.SHOWN), **answers_of(name, status)},
            **getattr(view, "other_forms", {}),
        }
        found[str(status)] = {
            "description": answer["description"],
            "headers": headers,
            **({"content": content} if content else {}),
        }
    return found
