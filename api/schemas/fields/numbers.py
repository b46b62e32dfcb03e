"""Numbers and flags as JSON has them: never text, and never one for the other."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from api.schemas.fields.structure import Plain


class JsonInt(Plain, fields.Integer):
    """A whole number; 2.0 is one, as JSON does not tell them apart."""

    default_error_messages = {"range": "Send a whole number from {least} to {most}."}

    def __init__(self, least: int, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least = least
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if type(value) not in (int, float) or not self.least <= value <= self.most or value != int(value):
            raise self.make_error("range", least=self.least, most=self.most)
        return int(value)


class JsonNumber(Plain, fields.Float):
    default_error_messages = {"range": "Send a number from {least:g} to {most:g}."}

    def __init__(self, least: float, most: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least = least
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> float:
        # No comparison with NaN holds, and infinity is outside every range.
        if type(value) not in (int, float) or not self.least <= value <= self.most:
            raise self.make_error("range", least=self.least, most=self.most)
        return float(value)


class Flag(Plain, fields.Boolean):
    default_error_messages = {"invalid": "Send true or false."}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if value is True or value is False:
            return bool(value)
        raise self.make_error("invalid")


class QueryFlag(Plain, fields.Boolean):
    """A flag in a query string: the words true and false, and no others."""

    default_error_messages = {"invalid": "Send true or false."}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if value not in ("true", "false"):
            raise self.make_error("invalid")
        return bool(value == "true")


class QueryInt(Plain, fields.Integer):
    """A whole number in a query string: one to three ASCII digits."""

    default_error_messages = {"range": "Send a whole number from {least} to {most}."}

    def __init__(self, least: int, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least = least
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        digits = isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}", value, re.ASCII)
        if not digits or not self.least <= int(value) <= self.most:
            raise self.make_error("range", least=self.least, most=self.most)
        return int(value)
