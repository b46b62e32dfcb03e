"""Whatever is said in English when something is refused has Spanish beside it."""

import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from marshmallow import fields

import api.schemas
import api.services
from api import body, cursors, errors
from api.rest import arguments, blueprint, operations, preconditions
from api.schemas.fields.structure import Strict
from api.services import refusals, weights
from api.words.errors import TABLES, in_language
from api.words.es import evidence
from matcher.weights import FACTORS
from tests.texts_in_code import unnamed, written_in

FOLDERS = [Path(str(package.__file__)).parent for package in (api.schemas, api.services)]
FILES = [
    Path(str(module.__file__)) for module in (errors, body, cursors, arguments, blueprint, operations, preconditions)
]
# Never read by a person on a page, each for its reason.
NOT_FOR_READERS = {
    "OOF, AutoReply": "a header of mails",
    "{} This program chose {}; the default is {}.": "put together: see the test of the evidence",
}
SPANISH = TABLES["es"]
_SOME_VALUE = "7"


def is_said(text: str) -> bool:
    return " " in text and text[0].isupper() and text[-1] == "."


def said_in_the_code() -> set[str]:
    paths = [*FILES, *(path for folder in FOLDERS for path in folder.rglob("*.py"))]
    return {text for path in paths for text in written_in(path) if is_said(text)}


def schemas() -> Iterator[type[Strict]]:
    for module in pkgutil.walk_packages(api.schemas.__path__, "api.schemas."):
        for _, found in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(found, Strict):
                yield found


def said_by_schemas() -> set[str]:
    """Of every field that takes something in, as deep as it goes, and of the schemas themselves."""
    said: set[str] = set()
    for schema in schemas():
        said |= {*schema.error_messages.values(), *getattr(schema, "not_sent_here", {}).values()}
        for field in schema._declared_fields.values():
            said |= set() if field.dump_only else set(_said_by(field))
    return said


def _said_by(field: fields.Field) -> Iterator[str]:
    yield from (str(message) for message in field.error_messages.values())
    if isinstance(field, fields.List):
        yield from _said_by(field.inner)


def test_every_text_in_the_code_that_a_refusal_may_say_has_spanish() -> None:
    said = said_in_the_code()
    assert len(said) > 90
    known = {unnamed(english) for english in SPANISH}
    assert sorted(said - known - NOT_FOR_READERS.keys()) == []


def test_every_message_of_every_field_has_spanish() -> None:
    said = {unnamed(message) for message in said_by_schemas()}
    assert "Please fill this in." in said
    assert sorted(said - {unnamed(english) for english in SPANISH}) == []


def test_every_title_has_spanish_with_and_without_its_full_stop() -> None:
    titles = [*errors.TITLES.values(), *(f"{title}." for title in errors.TITLES.values()), refusals.NOT_KNOWN_HERE]
    assert [title for title in titles if in_language(title, "es") == title] == []


def test_the_evidence_for_each_weight_has_spanish_also_where_a_program_chose_another() -> None:
    stated = weights.evidence_of_defaults()
    assert set(stated) == set(FACTORS)
    for text in stated.values():
        chosen = in_language(f"{text} This program chose 0.2; the default is 0.1.", "es")
        assert chosen == f"{in_language(text, 'es')} Este programa eligió 0.2; el valor inicial es 0.1."
        assert not re.search(r"\b(the|of|and|mentoring|people)\b", chosen)


def test_no_spanish_is_kept_for_what_nothing_says() -> None:
    said = said_in_the_code() | {unnamed(message) for message in said_by_schemas()}
    titles = {*errors.TITLES.values(), *(f"{title}." for title in errors.TITLES.values()), refusals.NOT_KNOWN_HERE}
    others = {"Entry {}: {}"} | {unnamed(english) for english in evidence.TEMPLATES}
    assert sorted({unnamed(english) for english in SPANISH} - said - titles - others) == []


@pytest.mark.parametrize("english", sorted(SPANISH))
def test_a_formatted_text_is_known_by_its_template_and_keeps_its_values(english: str) -> None:
    names = re.findall(r"\{([a-z_]+)\}", english)
    there = SPANISH[english]
    assert set(re.findall(r"\{([a-z_]+)\}", there)) <= set(names)
    values = dict.fromkeys(names, _SOME_VALUE)
    assert in_language(english.format(**values), "es") == there.format(**values)


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Please keep this to 40 characters.", "Por favor, use 40 caracteres como máximo."),
        ("Choose one of: paper, phone.", "Elija una de estas: paper, phone."),
        ("Entry 3: Please keep this to 40 characters.", "Valor 3: Por favor, use 40 caracteres como máximo."),
        ("A match that is closed can't take this step (accept).", "Este encuentro no puede dar ese paso ahora."),
        ("Nothing like it is known.", "Nothing like it is known."),
    ],
)
def test_it_is_said_in_spanish_like_this(english: str, spanish: str) -> None:
    assert in_language(english, "es") == spanish
    assert in_language(english, "en") == english
