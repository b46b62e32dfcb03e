"""Outgoing: what the services hand over as JSON already, of which only what a schema names is sent."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from marshmallow import Schema, fields

from api.schemas.fields.structure import Section

# What these send is what they are given, where that is JSON: looked at by class, since most fields are their children.
_NOTHING_TO_CONVERT = (fields.String, fields.Integer, fields.Float, fields.Boolean)

Pick = Callable[[Any], Any]


class AsIs(Section):
    """A ``Section`` of a few hundred values that need no conversion: dumping them one by one would take longest of all.

    Raises TypeError for a schema with a field that converts what it is given, a date for example.
    """

    @cached_property
    def _pick(self) -> Pick:
        return _picking(self.schema)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        return None if value is None else self._pick(value)


def _picking(schema: Schema) -> Pick:
    plain, deep = [], []
    for name, field in schema.dump_fields.items():
        source, target, pick = field.attribute or name, field.data_key or name, _picking_in(field)
        if pick is None:
            plain.append((source, target))
        else:
            deep.append((source, target, pick))

    def picked(value: Mapping[str, Any]) -> dict[str, Any]:
        found = {target: value[source] for source, target in plain if source in value}
        for source, target, pick in deep:
            if source in value:
                found[target] = None if value[source] is None else pick(value[source])
        return found

    return picked


def _picking_in(field: fields.Field) -> Pick | None:
    """None for a field whose value is sent as it is."""
    if isinstance(field, _NOTHING_TO_CONVERT):
        return None
    if isinstance(field, fields.Nested):
        return _picking(field.schema)
    if isinstance(field, fields.List):
        pick = _picking_in(field.inner)
        return None if pick is None else lambda values: [pick(value) for value in values]
    raise TypeError(f"{type(field).__name__} converts what it is given")
