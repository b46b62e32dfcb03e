"""Each field as JSON Schema 2020-12: what it takes when it comes in, what it shows when it goes out.

A schema is never stricter than its field: what it forbids is refused. What it can't say (a text is measured after
trimming, an end comes after its beginning) is refused all the same, and told in words.
"""

from enum import StrEnum
from functools import singledispatch
from typing import Any, Protocol

from marshmallow import Schema, fields, missing

from api.schemas.fields import (
    Code,
    CodeList,
    Email,
    Flag,
    Instant,
    IsoDate,
    JsonInt,
    JsonNumber,
    ListOf,
    OneOf,
    OpaqueId,
    Password,
    Phone,
    QueryInt,
    Section,
    Shape,
    Text,
    TimeZone,
    Word,
    WordList,
)
from api.schemas.fields.codes import LONGEST_OWN_WORDS, OWN
from api.schemas.fields.text import OPAQUE_ID, PHONE
from api.schemas.fields.times import MIDNIGHT, QUARTER_HOURS, QuarterHour

JsonSchema = dict[str, Any]
NULL: JsonSchema = {"type": "null"}
TOLD_BY_METADATA = ("format", "description")


class Way(StrEnum):
    """``CHANGED`` comes in as well: what is left out stays, so that nothing is required."""

    SENT = "sent"
    CHANGED = "changed"
    SHOWN = "shown"


class Named(Protocol):
    """What has a name of its own in the document, to be pointed at."""

    def schema(self, schema: type[Schema], way: Way) -> JsonSchema: ...

    def codes(self, topic: str) -> JsonSchema: ...


def property_of(field: fields.Field, way: Way, named: Named, *, null_is_left_out: bool = False) -> JsonSchema:
    """The field with null, if it takes or shows it, its default, and what its metadata tell."""
    schema = of_field(field, way, named)
    schema |= {key: field.metadata[key] for key in TOLD_BY_METADATA if key in field.metadata}
    if null_is_left_out or (field.allow_none if way == Way.SHOWN else takes_null(field)):
        schema = or_null(schema)
    default = field.load_default
    if way == Way.SENT and default is not missing and not callable(default) and default is not None:
        schema["default"] = default
    return schema


def takes_null(field: fields.Field) -> bool:
    """A section takes it when all that is in it does."""
    if isinstance(field, Section):
        return all(takes_null(inner) for inner in field.schema.load_fields.values())
    return bool(field.allow_none)


def or_null(schema: JsonSchema) -> JsonSchema:
    if "enum" in schema:
        schema = schema | {"enum": [*schema["enum"], None]}
    if "type" in schema:
        return schema | {"type": [schema["type"], "null"]}
    alternatives = schema.pop("anyOf", None) or [{"$ref": schema.pop("$ref")}]
    return {"anyOf": [*alternatives, NULL], **schema}


def any_of(alternatives: list[JsonSchema]) -> JsonSchema:
    return alternatives[0] if len(alternatives) == 1 else {"anyOf": alternatives}


@singledispatch
def of_field(field: Any, way: Way, named: Named) -> JsonSchema:
    raise TypeError(f"{type(field).__name__} is new: say here what it is as JSON Schema.")


@of_field.register
def _(field: fields.String, way: Way, named: Named) -> JsonSchema:
    return {"type": "string"}


@of_field.register
def _(field: fields.Integer, way: Way, named: Named) -> JsonSchema:
    return {"type": "integer"}


@of_field.register
def _(field: fields.Float, way: Way, named: Named) -> JsonSchema:
    return {"type": "number"}


@of_field.register(fields.Boolean)
@of_field.register(Flag)
def _(field: fields.Boolean, way: Way, named: Named) -> JsonSchema:
    return {"type": "boolean"}


@of_field.register
def _(field: fields.Dict, way: Way, named: Named) -> JsonSchema:
    values = property_of(field.value_field, way, named) if field.value_field else True
    return {"type": "object", "additionalProperties": values}


@of_field.register
def _(field: fields.List, way: Way, named: Named) -> JsonSchema:
    return {"type": "array", "items": property_of(field.inner, way, named)}


@of_field.register
def _(field: ListOf, way: Way, named: Named) -> JsonSchema:
    # Its items are whole even in a PATCH.
    items = property_of(field.inner, Way.SHOWN if way == Way.SHOWN else Way.SENT, named)
    schema: JsonSchema = {"type": "array", "items": items, "maxItems": field.most}
    return schema | ({"minItems": field.least} if field.least else {})


@of_field.register(CodeList)
@of_field.register(WordList)
def _(field: CodeList | WordList, way: Way, named: Named) -> JsonSchema:
    schema = of_field.dispatch(ListOf)(field, way, named)
    return schema | ({"uniqueItems": True} if way == Way.SHOWN else {})


@of_field.register
def _(field: fields.Nested, way: Way, named: Named) -> JsonSchema:
    return named.schema(type(field.schema), way)


@of_field.register
def _(field: Shape, way: Way, named: Named) -> JsonSchema:
    return of_variants(field.one_of, way, named)


def of_variants(one_of: OneOf, way: Way, named: Named) -> JsonSchema:
    return any_of([named.schema(schema, way) for schema in one_of.schemas.values()])


@of_field.register
def _(field: Text, way: Way, named: Named) -> JsonSchema:
    return {"type": "string", "minLength": field.least, "maxLength": field.most}


@of_field.register
def _(field: Email, way: Way, named: Named) -> JsonSchema:
    return {"type": "string", "format": "email", "maxLength": field.most}


@of_field.register
def _(field: Phone, way: Way, named: Named) -> JsonSchema:
    return {"type": "string", "pattern": f"^{PHONE.pattern}$", "maxLength": field.most}


@of_field.register
def _(field: OpaqueId, way: Way, named: Named) -> JsonSchema:
    return {"type": "string", "pattern": f"^{OPAQUE_ID.pattern}$"}


@of_field.register
def _(field: Password, way: Way, named: Named) -> JsonSchema:
    return {"type": "string", "format": "password", "minLength": field.least, "maxLength": field.most}


@of_field.register
def _(field: Word, way: Way, named: Named) -> JsonSchema:
    return {"type": "string", "enum": list(field.words)}


@of_field.register
def _(field: Code, way: Way, named: Named) -> JsonSchema:
    codes = [named.codes(topic) for topic in field.topics]
    own = {"type": "string", "pattern": f"^{OWN}[^;]*$", "maxLength": len(OWN) + LONGEST_OWN_WORDS}
    return any_of([*codes, own] if field.own_words else codes)


@of_field.register(JsonInt)
@of_field.register(QueryInt)
def _(field: JsonInt | QueryInt, way: Way, named: Named) -> JsonSchema:
    return {"type": "integer", "minimum": field.least, "maximum": field.most}


@of_field.register
def _(field: JsonNumber, way: Way, named: Named) -> JsonSchema:
    return {"type": "number", "minimum": field.least, "maximum": field.most}


@of_field.register
def _(field: IsoDate, way: Way, named: Named) -> JsonSchema:
    said = {"description": "Not later than today."} if field.past and way != Way.SHOWN else {}
    return {"type": "string", "format": "date", **said}


@of_field.register
def _(field: QuarterHour, way: Way, named: Named) -> JsonSchema:
    times = f"{QUARTER_HOURS.pattern}|{MIDNIGHT}" if field.midnight else QUARTER_HOURS.pattern
    return {"type": "string", "pattern": f"^(?:{times})$"}


@of_field.register
def _(field: TimeZone, way: Way, named: Named) -> JsonSchema:
    # No registered format has this name: readers that don't know it let it pass, as JSON Schema has it.
    return {"type": "string", "format": "time-zone"}


@of_field.register
def _(field: Instant, way: Way, named: Named) -> JsonSchema:
    return {"type": "string", "format": "date-time"}
