"""A form as the body that the schema of the JSON face reads, and back.

Names of inputs are dotted paths of the profile (``identity.email``). A list is every value of its name. A list or a
section of which nothing was ticked is named in a hidden ``shown``, since a browser sends nothing for it: then it is
``None``, "has not said". The value ``none`` alone is the answer ``[]``.
"""

from collections.abc import Mapping
from typing import Any

from flask import request
from marshmallow import Schema, ValidationError, fields
from werkzeug.datastructures import MultiDict

from api.schemas.fields.structure import NEEDED, NOT_NULL
from api.schemas.fields.text import OPAQUE_ID
from api.schemas.problems import flatten
from api.services.refusals import InvalidAnswer

SHOWN = "shown"
NONE = "none"
# More digits than any form of ours numbers its rows with.
LONGEST_PLACE = 4
Typed = MultiDict[str, str]


def as_id(text: str) -> str:
    """What was sent in the place of an id; nothing where it can't be one, which no storage need be asked for."""
    return text if OPAQUE_ID.fullmatch(text) else ""


def typed() -> Typed:
    """What was typed, as it was typed."""
    return MultiDict(request.form)


def read(schema: Schema, form: Typed, **more: Any) -> dict[str, Any]:
    """What the use-case gets. ``more`` is sent besides what was typed. Raises InvalidAnswer."""
    return load(schema, body_of(schema, form) | more)


def load(schema: Schema, body: Mapping[str, Any]) -> dict[str, Any]:
    """The body through the schema, with what is wrong in words for whoever filled in a form. Raises InvalidAnswer."""
    try:
        answers: dict[str, Any] = schema.load(body)
    except ValidationError as error:
        raise InvalidAnswer(_for_people(flatten(error.messages))) from None
    return answers


def _for_people(errors: dict[str, list[str]]) -> dict[str, list[str]]:
    """Whoever left something blank did not send a null."""
    return {path: [NEEDED if said == NOT_NULL else said for said in all_said] for path, all_said in errors.items()}


def body_of(schema: Schema, form: Typed) -> dict[str, Any]:
    return _body(schema, form, "", frozenset(form.getlist(SHOWN)))


def _body(schema: Schema, form: Typed, prefix: str, shown: frozenset[str]) -> dict[str, Any]:
    body: dict[str, Any] = {}
    for name, field in schema.load_fields.items():
        path = prefix + (field.data_key or name)
        if isinstance(field, fields.Nested):
            inner = _body(field.schema, form, path + ".", shown)
            if inner or path in shown:
                body[field.data_key or name] = inner or None
        elif isinstance(field, fields.List):
            if isinstance(field.inner, fields.Nested):
                rows = _rows(field.inner.schema, form, path, shown)
                if rows or path in shown:
                    body[field.data_key or name] = rows
            elif path in form or path in shown:
                body[field.data_key or name] = _several(form.getlist(path))
        elif path in form or path in shown:
            body[field.data_key or name] = _one(field, form.get(path, ""))
    return body


def written(profile: Mapping[str, Any], prefix: str = "") -> Typed:
    """A stored profile as a form that has just been filled in."""
    found: Typed = MultiDict()
    for name, value in profile.items():
        path = prefix + name
        if isinstance(value, Mapping):
            found.update(written(value, path + "."))
        elif isinstance(value, (list, tuple)):
            if value and isinstance(value[0], Mapping):
                for place, row in enumerate(value):
                    found.update(written(row, f"{path}.{place}."))
            else:
                found.setlist(path, [str(each) for each in value] or [NONE])
        elif value is not None:
            found[path] = str(value).lower() if isinstance(value, bool) else str(value)
    return found


def _rows(schema: Schema, form: Typed, path: str, shown: frozenset[str]) -> list[dict[str, Any]]:
    """``availability.weekly.0.day`` and so on. A row that was left blank is none."""
    before = path + "."
    places = {name.removeprefix(before).split(".")[0] for name in form if name.startswith(before)}
    rows = [_body(schema, form, f"{before}{place}.", shown) for place in sorted(filter(_is_place, places), key=int)]
    return [row for row in rows if any(value not in (None, [], {}) for value in row.values())]


def _is_place(text: str) -> bool:
    """Python takes more signs for digits than it reads as a number, and reads no number of thousands of digits."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_PLACE


def _several(values: list[str]) -> list[str] | None:
    said = [value for value in values if value]
    return [] if said == [NONE] else ([value for value in said if value != NONE] or None)


def _one(field: fields.Field, value: str) -> Any:
    if not value.strip() and not isinstance(field, fields.Boolean):
        return None
    if isinstance(field, fields.Boolean):
        return value == "true"
    if isinstance(field, (fields.Integer, fields.Float)):
        return _number(value)
    return value


def _number(value: str) -> Any:
    """As it stands where it is no number: the schema says so."""
    plain = value.strip().replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return value
