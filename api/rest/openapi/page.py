"""The document as a page for people: what the template shows, in the order of reading."""

import json
from dataclasses import dataclass
from typing import Any

from api.errors import TITLES
from api.rest.openapi.fields import JsonSchema
from api.rest.openapi.schemas import PLACE
from api.rest.openapi.words import Piece, in_words

PARAMETERS = "#/components/parameters/"
JSON = "application/json"
PROBLEM_NAMES = ("Problem", "ProblemWithHelp")


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    words: list[Piece]
    description: str
    where: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    summary: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    description: str
    shape: list[Piece]
    headers: list[str]
    samples: list[Sample]


@dataclass(frozen=True, slots=True)
class Operation:
    name: str
    verb: str
    path: str
    summary: str
    description: str
    who: list[str]
    parameters: list[Row]
    body: list[Piece]
    media_types: list[str]
    samples: list[Sample]
    answers: list[Answer]
    refusals: list[tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    anchor: str
    description: str
    operations: list[Operation]


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    description: str
    words: list[Piece]
    rows: list[Row]


def groups(document: dict[str, Any]) -> list[Group]:
    found: dict[str, list[Operation]] = {tag["name"]: [] for tag in document["tags"]}
    for path, item in document["paths"].items():
        for verb, described in item.items():
            found[described["tags"][0]].append(_operation(document, verb.upper(), path, described))
    words = {tag["name"]: tag["description"] for tag in document["tags"]}
    return [Group(name, f"group-{number}", words[name], found[name]) for number, name in enumerate(found)]


def shapes(document: dict[str, Any]) -> list[Shape]:
    """Everything that is sent or shown, but for refusals, which all have one shape."""
    return [
        Shape(name, schema.get("description", ""), [] if "properties" in schema else in_words(schema), _rows(schema))
        for name, schema in document["components"]["schemas"].items()
        if not name.endswith(PROBLEM_NAMES)
    ]


def refusals(document: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """(status, code, title, what to do) of every refusal that an operation names."""
    schemas = document["components"]["schemas"]
    problems = [schema for name, schema in schemas.items() if name.endswith(PROBLEM_NAMES[0])]
    rows = [(each["properties"], each["description"]) for each in problems]
    return sorted(
        (str(parts["status"]["const"]), parts["code"]["const"], parts["title"]["const"], meaning)
        for parts, meaning in rows
    )


def _operation(document: dict[str, Any], verb: str, path: str, described: dict[str, Any]) -> Operation:
    body = described.get("requestBody", {}).get("content", {})
    sent = body.get(JSON, {})
    responses = described["responses"].items()
    return Operation(
        name=described["operationId"],
        verb=verb,
        path=document["servers"][0]["url"] + path,
        summary=described["summary"],
        description=described["description"].partition("**Who may:**")[0].strip(),
        who=described["x-who-may"],
        parameters=[_parameter(document, each) for each in described.get("parameters", ())],
        body=_alternatives(sent.get("schema", {})),
        media_types=list(body),
        samples=_samples(sent),
        answers=[_answer(status, answer) for status, answer in responses if status < "400"],
        refusals=[(status, _codes(answer)) for status, answer in responses if status >= "400"],
    )


def _parameter(document: dict[str, Any], parameter: dict[str, Any]) -> Row:
    if "$ref" in parameter:
        parameter = document["components"]["parameters"][parameter["$ref"].removeprefix(PARAMETERS)]
    return Row(
        parameter["name"],
        in_words(parameter["schema"]),
        parameter.get("description", ""),
        where=parameter["in"],
        is_required=parameter.get("required", False),
    )


def _answer(status: str, answer: dict[str, Any]) -> Answer:
    shown = answer.get("content", {}).get(JSON, {})
    return Answer(
        status,
        answer["description"],
        _alternatives(shown.get("schema", {})),
        [name for name in answer["headers"] if name != "X-Request-Id"],
        _samples(shown),
    )


def _alternatives(schema: JsonSchema) -> list[Piece]:
    """Shapes with whose they are."""
    if "anyOf" not in schema:
        return in_words(schema) if schema else []
    pieces: list[Piece] = []
    for each in schema["anyOf"]:
        whose = f" ({each['title']})" if "title" in each else ""
        pieces += [Piece(" or ")] if pieces else []
        pieces += [*in_words(each), Piece(whose)]
    return pieces


def _samples(media_type: dict[str, Any]) -> list[Sample]:
    return [
        Sample(each["summary"], json.dumps(each["value"], indent=2, ensure_ascii=False))
        for each in media_type.get("examples", {}).values()
    ]


def _codes(answer: dict[str, Any]) -> list[str]:
    """The codes of a refusal, from the names of its shapes."""
    (media_type,) = answer["content"].values()
    schema = media_type["schema"]
    names = [each["$ref"].removeprefix(PLACE) for each in schema.get("anyOf", [schema])]
    return [_CODES[name.removesuffix("WithHelp").removesuffix("Problem")] for name in names]


_CODES = {code.title().replace("_", ""): code for code in TITLES}


def _rows(schema: JsonSchema) -> list[Row]:
    required = schema.get("required", ())
    return [
        Row(name, in_words(each), each.get("description", ""), is_required=name in required)
        for name, each in schema.get("properties", {}).items()
    ]
