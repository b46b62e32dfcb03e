"""Every text of the pages is there in every language, says the same things by name, and nothing is left over."""

import re

import pytest
from babel.messages.catalog import Message

from api.pages import catalogues
from api.services import vocabulary

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


def test_the_areas_are_found() -> None:
    assert {"frame", "macros", "kept", "account", "administrator"} <= set(catalogues.areas())
    assert len(list(catalogues.extracted("administrator"))) > 30
