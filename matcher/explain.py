"""What the core has to say, before it is put into any language: a key and the facts it needs.

The facts are codes, numbers, dates as text and lists of these. Never a name, and never a person's free words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypedDict

Value: TypeAlias = "str | int | float | bool | tuple[Value, ...] | None"
Json: TypeAlias = "str | int | float | bool | list[Json] | tuple[Value, ...] | None"


class PhraseJson(TypedDict):
    """Written, its tuples become lists."""

    key: str
    values: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Phrase:
    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


def to_json(phrase: Phrase) -> PhraseJson:
    return {"key": phrase.key, "values": phrase.values}


def from_json(stored: PhraseJson) -> Phrase:
    return Phrase(stored["key"], {name: _in(value) for name, value in stored["values"].items()})


def _in(value: Json) -> Value:
    return tuple(_in(item) for item in value) if isinstance(value, list) else value
