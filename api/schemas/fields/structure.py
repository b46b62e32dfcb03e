"""What every schema shares: plain messages, nothing unknown at any depth, sections and lists."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, missing

NEEDED = "Please fill this in."
NOT_NULL = "This one is needed, so it can't be null."
UNKNOWN = "There is no such field here."
NOT_AN_OBJECT = "Send an object here."
NOT_A_LIST = "Send a list here."


class Plain(fields.Field):
    """Mixed in before a marshmallow field, for its words."""

    default_error_messages = {"required": NEEDED, "null": NOT_NULL}


class Strict(Schema):
    """``not_sent_here`` says, for a field that this role can't send, what to do instead."""

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": UNKNOWN, "type": NOT_AN_OBJECT}
    not_sent_here: Mapping[str, str] = {}

    def handle_error(self, error: ValidationError, data: Any, **kwargs: Any) -> None:
        if not isinstance(error.messages, dict):
            return
        for name, instead in self.not_sent_here.items():
            if error.messages.get(name) == [UNKNOWN]:
                error.messages[name] = [instead]


class Section(Plain, fields.Nested):
    """An object within an object. Null stands for null in all of it; left out though required, for nothing in it."""

    def deserialize(
        self, value: Any, attr: str | None = None, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> Any:
        if value is None:
            value = dict.fromkeys(self._names())
        elif value is missing and self.required:
            value = {}
        return super().deserialize(value, attr, data, **kwargs)

    def _names(self) -> list[str]:
        return [field.data_key or name for name, field in self.schema.load_fields.items()]


class ListOf(Plain, fields.List):
    """Its items are whole even in a PATCH: a list is replaced, never merged."""

    default_error_messages = {
        "invalid": NOT_A_LIST,
        "too_many": "At most {most} entries, please.",
        "too_few": "Name at least {least}.",
    }

    def __init__(self, inner: Any, *, most: int = 100, least: int = 0, **kwargs: Any) -> None:
        super().__init__(inner, **kwargs)
        self.most = most
        self.least = least

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        if len(value) > self.most:
            raise self.make_error("too_many", most=self.most)
        if len(value) < self.least:
            raise self.make_error("too_few", least=self.least)
        return super()._deserialize(value, attr, data)


class OneOf:
    """Outgoing: one of several schemas, chosen by the thing itself. Stands where a schema stands."""

    def __init__(self, choose: Callable[[Any], type[Schema]], **schemas: type[Schema]) -> None:
        self._choose = choose
        self.schemas = schemas

    def dump(self, thing: Any) -> Any:
        return self._choose(thing)().dump(thing)


class Shape(fields.Field):
    """Outgoing: a field that is ``OneOf`` several."""

    def __init__(self, one_of: OneOf, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.one_of = one_of

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return self.one_of.dump(value)
