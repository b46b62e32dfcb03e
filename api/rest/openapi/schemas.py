"""Schemas as components of the document, each in the ways that it is used."""

import inspect
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from marshmallow import RAISE, Schema, fields

from api.rest.openapi.fields import JsonSchema, Way, any_of, property_of
from api.schemas.fields import Section
from api.services import vocabulary

PLACE = "#/components/schemas/"
# Added to the name of a schema that is used in more ways than one.
_WHICH_WAY = re.compile(r"^(?:Outgoing|Incoming)\W*")
SUFFIXES = {Way.SENT: "Sent", Way.CHANGED: "Changes", Way.SHOWN: ""}


class Components:
    """Collected while the operations are described. ``Named`` for the fields."""

    def __init__(self) -> None:
        self._schemas: dict[tuple[type[Schema], Way], JsonSchema] = {}
        self._topics: set[str] = set()

    def of(self, schema: Any, way: Way) -> JsonSchema:
        """A schema, or what stands where a schema stands, as a reference to what is found here."""
        if isinstance(schema, dict):
            return schema
        if isinstance(schema, Schema):
            return self.schema(type(schema), way)
        if isinstance(schema, type):
            return self.schema(schema, way)
        return any_of([self.schema(each, way) | {"title": who} for who, each in schema.schemas.items()])

    def schema(self, schema: type[Schema], way: Way) -> JsonSchema:
        whole = schema()
        if way == Way.SENT and whole.partial:
            way = Way.CHANGED
        if (schema, way) not in self._schemas:
            self._schemas[schema, way] = {}
            self._schemas[schema, way] = self._object(schema, whole, way)
        return {"$ref": f"{PLACE}{schema.__name__}:{way}"}

    def codes(self, topic: str) -> JsonSchema:
        self._topics.add(topic)
        return {"$ref": PLACE + code_name(topic)}

    def all(self) -> dict[str, JsonSchema]:
        """By their final names; see ``final_names``."""
        names = self.final_names()
        found = {names[f"{schema.__name__}:{way}"]: each for (schema, way), each in self._schemas.items()}
        codes = {code_name(topic): _codes(topic) for topic in self._topics}
        return dict(sorted((found | codes).items()))

    def final_names(self) -> dict[str, str]:
        """The plain name of the class where it is used in one way only."""
        ways: dict[str, list[Way]] = {}
        for schema, way in self._schemas:
            ways.setdefault(schema.__name__, []).append(way)
        return {
            f"{name}:{way}": name + (SUFFIXES[way] if len(used) > 1 else "")
            for name, used in ways.items()
            for way in used
        }

    def _object(self, schema: type[Schema], whole: Schema, way: Way) -> JsonSchema:
        chosen = whole.dump_fields if way == Way.SHOWN else whole.load_fields
        nullable = getattr(schema, "null_is_left_out", ())
        properties, required = {}, []
        for attribute, field in chosen.items():
            name = field.data_key or attribute
            as_left_out = way == Way.SENT and attribute in nullable
            described = property_of(field, way, self, null_is_left_out=as_left_out)
            properties[name] = told(name, described, schema.__name__)
            if is_required(field, way):
                required.append(name)
        words = _words_of(schema)
        return {
            "type": "object",
            **({"description": words} if words else {}),
            "properties": properties,
            **({"required": required} if required else {}),
            **({"additionalProperties": False} if way != Way.SHOWN and whole.unknown == RAISE else {}),
        }


def _words_of(schema: type[Schema]) -> str:
    """The docstring, without saying which way the schema goes: its place in the document does."""
    words = _WHICH_WAY.sub("", inspect.cleandoc(schema.__doc__ or "")).replace("``", "`")
    return words[:1].upper() + words[1:]


def is_required(field: fields.Field, way: Way) -> bool:
    """What is shown is always there, unless it says that it is so only sometimes."""
    if way == Way.SHOWN:
        return not field.metadata.get("sometimes", False)
    if way == Way.CHANGED or not field.required:
        return False
    # A section that was left out is one with nothing in it.
    return not isinstance(field, Section) or any(is_required(each, way) for each in field.schema.load_fields.values())


def told(name: str, schema: JsonSchema, of: str = "") -> JsonSchema:
    """With what the name means: in the schema of this name, or wherever it stands."""
    meaning = glossary().get(f"{of}.{name}", glossary().get(name))
    if meaning is None:
        return schema
    more = schema.get("description")
    return {**schema, "description": f"{meaning} {more}" if more else meaning}


@cache
def glossary() -> Mapping[str, str]:
    return tomllib.loads(files(__package__).joinpath("glossary.toml").read_text("utf-8"))


def code_name(topic: str) -> str:
    return topic.title().replace("_", "") + "Code"


def _codes(topic: str) -> JsonSchema:
    return {
        "type": "string",
        "description": f"A code of the topic `{topic}`, see `GET /vocabulary`.",
        "enum": list(vocabulary.ordered(topic)),
    }
