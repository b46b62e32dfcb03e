"""Every text of the pages is there in every language, says the same things by name, and nothing is left over."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from api.pages import catalogues
from api.services import vocabulary
from tests.plain_words import flaws, is_hard

TEMPLATES = catalogues.PAGES / "templates"
# The same in every language.
NAMES = {"wide", "Alongside", "· Alongside", "English", "Español"}
# A formula means little for fewer sentences.
ENOUGH_TO_JUDGE = 15
# Attributes that a macro writes.
_NO_WORDS = re.compile(r' aria-[a-z]+="[^"]*"')
# A path, a class, or what a template says to the one that it extends.
_CODE = re.compile(r"[a-z/-]+")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_READ_OUT = re.compile(r'(?:alt|title|aria-label|placeholder|aria-description)="([^"\0]*)"')
_LETTERS = re.compile(r"[^\W\d_]{2,}")
PLACEHOLDER = re.compile(r"%\((\w+)\)")


def _texts(words: object) -> tuple[str, ...]:
    return tuple(words) if isinstance(words, (list, tuple)) else (str(words),)


def _flaw(message: Message, translated: Message | None) -> str | None:
    if translated is None or not all(_texts(translated.string)):
        return "not translated"
    if translated.fuzzy:
        return "fuzzy"
    named = {name for text in _texts(message.id) for name in PLACEHOLDER.findall(text)}
    for text in _texts(translated.string):
        if not set(PLACEHOLDER.findall(text)) <= named:
            return "names something that is not there"
    if not named <= {name for text in _texts(translated.string) for name in PLACEHOLDER.findall(text)}:
        return "leaves something out"
    return None


@pytest.mark.parametrize("language", sorted(set(vocabulary.LANGUAGES) - {"en"}))
@pytest.mark.parametrize("area", catalogues.areas())
def test_every_text_is_translated_and_says_the_same(language: str, area: str) -> None:
    wanted, found = catalogues.extracted(area), catalogues.read(language, area)
    flaws = {
        str(message.id): flaw for message in wanted if message.id and (flaw := _flaw(message, found.get(message.id)))
    }
    assert flaws == {}
    left_over = {message.id for message in found if message.id} - {message.id for message in wanted if message.id}
    assert left_over == set(), "run `make words`"


@pytest.mark.parametrize("language", sorted(set(vocabulary.LANGUAGES) - {"en"}))
def test_one_text_has_one_translation(language: str) -> None:
    """The areas are read as one, so of two translations the last would stand everywhere."""
    found: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for area in catalogues.areas():
        for message in catalogues.read(language, area):
            if message.id:
                # As gettext looks it up: by its singular.
                same = found.setdefault(_texts(message.id)[0], {})
                same.setdefault(_texts(message.string), []).append(area)
    assert len(found) > ENOUGH_TO_JUDGE
    assert {text: told for text, told in found.items() if len(told) > 1} == {}


def test_the_areas_are_found() -> None:
    assert {"frame", "macros", "kept", "account", "administrator"} <= set(catalogues.areas())
    assert len(list(catalogues.extracted("administrator"))) > 30


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
@pytest.mark.parametrize("area", catalogues.areas())
def test_every_text_is_kind_and_plain(language: str, area: str) -> None:
    texts = list(_texts_in(language, area))
    assert [flaw for text in texts for flaw in flaws(text, language)] == []
    told = [text for text in texts if text.rstrip().endswith((".", "?", "!"))]
    assert len(told) < ENOUGH_TO_JUDGE or is_hard(told, language) is None


def _texts_in(language: str, area: str) -> Iterator[str]:
    catalog = catalogues.extracted(area) if language == "en" else catalogues.read(language, area)
    for message in catalog:
        if message.id:
            yield from _texts(message.id if language == "en" else message.string)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_words_of_a_template_are_left_out_of_the_catalogues(path: Path) -> None:
    markup = _JINJA.sub("\0", _NO_WORDS.sub("", path.read_text("utf-8")))
    outside = [words for words in _TAG.sub("\0", markup).split("\0") if _LETTERS.search(words)]
    inside = [words for words in _READ_OUT.findall(markup) if _LETTERS.search(words)]
    found = {words.strip() for words in (*outside, *inside)} - NAMES
    assert {words for words in found if not _CODE.fullmatch(words)} == set()
