"""Words that people write: one idea of text for the whole service."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

from api.schemas.fields.structure import Plain
from api.services import passwords

NOT_TEXT = "Send text here."
BLANK = "Leave it out or send null if you'd rather not say."
UNREADABLE = "There are characters in it that can't be stored or shown. Please type it again without them."
ONE_LINE = "Please keep this on one line."

# Newline and tab are the only controls that people type. Bidi embeddings, overrides and isolates make
# text read as something else than it is.
_FORBIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef"
    + "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_LINE_BREAKS = re.compile("[\n\t\u2028\u2029]")


# Composing takes the square of the length of a run of marks: what could never be short enough is not even tried.
LONGER_BEFORE_COMPOSING = 4


def normalised(value: str, most: int) -> str:
    """Trimmed, NFC, forms' line ends as newlines. Raises ValidationError for what must not be stored."""
    if len(value) > LONGER_BEFORE_COMPOSING * most + 100:
        raise ValidationError(f"Please keep this to {most} characters.")
    text = value.replace("\r\n", "\n")
    if _FORBIDDEN.search(text):
        raise ValidationError(UNREADABLE)
    return unicodedata.normalize("NFC", text).strip()


def says_something(text: str) -> bool:
    """False for blanks, and for characters that nobody can see."""
    return any(unicodedata.category(char)[0] not in "ZC" for char in text)


class Text(Plain, fields.String):
    default_error_messages = {
        "too_long": "Please keep this to {most} characters.",
        "too_short": "Please write at least {least} characters.",
    }

    def __init__(self, most: int, least: int = 1, *, multiline: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most
        self.least = least
        self.multiline = multiline

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError(NOT_TEXT)
        text = normalised(value, self.most)
        if not says_something(text):
            raise self.make_error("required") if self.required else ValidationError(BLANK)
        if not self.multiline and _LINE_BREAKS.search(text):
            raise ValidationError(ONE_LINE)
        if len(text) > self.most:
            raise self.make_error("too_long", most=self.most)
        if len(text) < self.least:
            raise self.make_error("too_short", least=self.least)
        return text


_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.ASCII)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)


class Email(Text):
    """An address that ordinary mail servers take: ASCII, a domain with a dot. The domain is lower-cased."""

    default_error_messages = {
        "not_email": "This does not look like an email address. It should look like name@example.org."
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(254, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        local, _, domain = text.partition("@")
        labels = domain.lower().split(".")
        if len(local) > 64 or not _LOCAL_PART.fullmatch(local):
            raise self.make_error("not_email")
        if len(labels) < 2 or labels[-1].isdigit() or not all(_LABEL.fullmatch(label) for label in labels):
            raise self.make_error("not_email")
        return f"{local}@{domain.lower()}"


PHONE = re.compile(r"\+?[0-9 ()./-]{3,32}(?: ?(?:x|ext\.?) ?[0-9]{1,6})?", re.ASCII)


class Phone(Text):
    """Kept as it was written, for a person to dial."""

    default_error_messages = {
        "not_phone": "This does not look like a phone number. Digits, spaces and + ( ) - . / are fine."
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(40, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not PHONE.fullmatch(text) or not 5 <= sum(char.isdigit() for char in text) <= 20:
            raise self.make_error("not_phone")
        return text


OPAQUE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


class OpaqueId(Plain, fields.String):
    default_error_messages = {"not_id": "This is not one of our ids."}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str) or not OPAQUE_ID.fullmatch(value):
            raise self.make_error("not_id")
        return value


class Password(Plain, fields.String):
    """Exactly as it was typed: neither trimmed nor normalised here."""

    least = 1
    most = 1024

    default_error_messages = {"length": "A password has 1 to 1024 characters."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(load_only=True, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError(NOT_TEXT)
        if not self.least <= len(value) <= self.most:
            raise self.make_error("length")
        if any("\ud800" <= char <= "\udfff" for char in value):
            raise ValidationError(UNREADABLE)
        return value


class NewPassword(Password):
    """One that somebody chooses. Whether it is easy to guess depends on who they are: the use-case looks at that."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        password = super()._deserialize(value, attr, data, **kwargs)
        if not passwords.is_long_enough(password):
            raise ValidationError(passwords.TOO_SHORT)
        return password
