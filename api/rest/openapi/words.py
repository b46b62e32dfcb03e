"""A JSON Schema in words, for people who read what may be sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from api.rest.openapi.fields import JsonSchema
from api.rest.openapi.schemas import PLACE

# More than these are not spelled out.
MOST_WORDS = 20
FORMATS = {
    "date": "date, as 2026-03-01",
    "date-time": "moment in UTC, as 2026-03-01T18:30:00Z",
    "email": "email address",
    "password": "password",
    "time-zone": "time zone, as America/Chicago",
}
TYPES = {"string": "text", "integer": "whole number", "boolean": "true or false"}
UNITS = {"string": ("minLength", "maxLength", "characters"), "array": ("minItems", "maxItems", "entries")}


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a sentence; ``shape`` is the name of the component that it stands for, to be linked to."""

    text: str
    shape: str | None = None
    is_code: bool = False


def in_words(schema: JsonSchema) -> list[Piece]:
    return list(_pieces(schema))


def _pieces(schema: JsonSchema) -> Iterator[Piece]:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(PLACE)
        yield Piece(name, shape=name)
    elif "anyOf" in schema:
        yield from _joined([list(_pieces(each)) for each in schema["anyOf"]], " or ")
    elif "const" in schema:
        yield Piece(str(schema["const"]), is_code=True)
    elif "enum" in schema:
        yield from _of_enum(schema["enum"])
    else:
        yield from _of_type(schema)


def _of_enum(values: list[Any]) -> Iterator[Piece]:
    words = [value for value in values if value is not None]
    yield Piece("one of " if len(words) > 1 else "")
    yield from _joined([[Piece(str(word), is_code=True)] for word in words[:MOST_WORDS]], ", ")
    if len(words) > MOST_WORDS:
        yield Piece(f" and {len(words) - MOST_WORDS} more")
    if None in values:
        yield Piece(" or null")


def _of_type(schema: JsonSchema) -> Iterator[Piece]:
    kinds = schema.get("type", "object")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if kind == "null":
        yield Piece("null")
        return
    if kind == "array":
        yield Piece("list of ")
        yield from _pieces(schema["items"])
    elif "pattern" in schema and "format" not in schema:
        yield Piece("text of the form ")
        yield Piece(schema["pattern"], is_code=True)
    else:
        yield Piece(FORMATS.get(schema.get("format", ""), TYPES.get(kind, kind)))
    yield Piece(_bounds(kind, schema))
    if not isinstance(kinds, str):
        yield Piece(", or null")


def _bounds(kind: str, schema: JsonSchema) -> str:
    lower, upper, unit = UNITS.get(kind, ("minimum", "maximum", ""))
    least, most = schema.get(lower), schema.get(upper)
    if most is None:
        return "" if least is None else f", {least} {unit} or more".rstrip()
    return (f", {least} to {most} {unit}" if least is not None else f", at most {most} {unit}").rstrip()


def _joined(parts: list[list[Piece]], between: str) -> Iterator[Piece]:
    for place, part in enumerate(parts):
        if place:
            yield Piece(between)
        yield from part
