"""Coded answers: words of a fixed list, and codes of the vocabulary."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, post_load

from api.schemas.fields.structure import ListOf, Plain, Strict
from api.schemas.fields.text import NOT_TEXT, normalised, says_something
from api.services import vocabulary

UNKNOWN_CODE = "This is not one of the answers to choose from."
OWN = "own:"
LONGEST_OWN_WORDS = 40
MUST_TOPICS = ("gender", "age_band", "region", "shared", "languages", "experiences", "pathways")


class Word(Plain, fields.String):
    """One of a few fixed words, which the message names."""

    default_error_messages = {"not_word": "Choose one of: {words}."}

    def __init__(self, words: Iterable[str], **kwargs: Any) -> None:
        self.words = tuple(str(word) for word in words)
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str) or value not in self.words:
            raise self.make_error("not_word", words=", ".join(self.words))
        return value


class EnumWord(Word):
    """As ``Word``, handed on as a member of the enum. ``but`` are members that are not sent here."""

    def __init__(self, enum: type[StrEnum], *, but: Iterable[StrEnum] = (), **kwargs: Any) -> None:
        left_out = frozenset(but)
        super().__init__([member for member in enum if member not in left_out], **kwargs)
        self.enum = enum

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        return self.enum(super()._deserialize(value, attr, data, **kwargs))


class WordList(ListOf):
    """Some of a few fixed words: each once, in the order of the list."""

    def __init__(self, words: Sequence[str], **kwargs: Any) -> None:
        super().__init__(Word(words), **kwargs)
        self.words = tuple(words)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:
        return sorted(set(super()._deserialize(value, attr, data, **kwargs)), key=self.words.index)


class Code(Plain, fields.String):
    """One code of a topic; a retired one is still taken."""

    default_error_messages = {"unknown_code": UNKNOWN_CODE}

    def __init__(self, *topics: str, own_words: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.topics = topics
        self.own_words = own_words

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError(NOT_TEXT)
        if self.own_words and value.startswith(OWN):
            return own_words(value)
        if value not in vocabulary.places(self.topics):
            raise self.make_error("unknown_code")
        return value


class CodeList(ListOf):
    """Codes of one or more topics: each once, in the order of the forms, a person's own words after them."""

    def __init__(self, *topics: str, own_words: bool = False, **kwargs: Any) -> None:
        super().__init__(Code(*topics, own_words=own_words), **kwargs)
        self.topics = topics

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:
        return in_order(super()._deserialize(value, attr, data, **kwargs), self.topics)


def own_words(value: str) -> str:
    """``"own: Sourdough "`` -> ``"own:sourdough"``. A semicolon would break the lists of a spreadsheet."""
    words = unicodedata.normalize("NFC", normalised(value.removeprefix(OWN), LONGEST_OWN_WORDS).casefold()).strip()
    if not says_something(words):
        raise ValidationError("Write a word of your own after “own:”, or leave it out.")
    if any(char in ";\n\t\u2028\u2029" for char in words):
        raise ValidationError("Your own words can't have a semicolon, a tab or a new line in them.")
    if len(words) > LONGEST_OWN_WORDS:
        raise ValidationError(f"Please keep your own words to {LONGEST_OWN_WORDS} characters.")
    return OWN + words


def in_order(codes: Iterable[str], topics: tuple[str, ...]) -> list[str]:
    places = vocabulary.places(topics)
    return sorted(dict.fromkeys(codes), key=lambda code: places.get(code, len(places)))


class Must(Strict):
    """A limit: the other's answer to ``about`` has to be one of ``any_of``."""

    about = Word(MUST_TOPICS, required=True)
    any_of = ListOf(Code(*MUST_TOPICS), most=20, least=1, required=True)

    @post_load
    def of_its_topic(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        known = vocabulary.codes(data["about"])
        wrong = {place: [UNKNOWN_CODE] for place, code in enumerate(data["any_of"]) if code not in known}
        if wrong:
            raise ValidationError({"any_of": wrong})
        return data | {"any_of": in_order(data["any_of"], (data["about"],))}
