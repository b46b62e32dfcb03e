"""Every text that we write for people is kind and plain, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import api.words
from api.errors import TITLES
from api.words import LANGUAGES
from api.words.errors import TABLES
from api.words.es import evidence
from data import consent_texts, help_lines
from data.vocabulary import load
from tests.plain_words import MOST_WORDS, flaws, is_hard, reading_level, sentences, syllables, words_that_hurt
from tests.texts_in_code import written_in

WORDS = Path(str(api.words.__file__)).parent
# May be one long sentence: what 42 CFR 2.31 wants named is a list, and a text that people agreed to is never changed.
LISTS_OF_LAW = {words for text in consent_texts.load() if text.elements for words in text.words.values()}
BOTH = tuple(LANGUAGES)


def sources(language: str) -> list[Path]:
    return [path for path in sorted((WORDS / language).glob("*.py")) if path.stem not in TABLES_OF_ENGLISH]


# Files that map English to Spanish: their values are read apart from their keys.
TABLES_OF_ENGLISH = {"errors", "evidence", "plan_errors", "spreadsheets"}


def phrases(language: str) -> list[str]:
    return [text for path in sources(language) for text in written_in(path)]


def errors(language: str) -> list[str]:
    told = {key: value for key, value in TABLES["es"].items() if key not in evidence.TEMPLATES}
    return [*told, *TITLES.values()] if language == "en" else list(told.values())


def evidences(language: str) -> list[str]:
    return list(evidence.TEMPLATES if language == "en" else evidence.TEMPLATES.values())


def labels(language: str) -> list[str]:
    vocabulary = load()
    groups = [words for topic in vocabulary.groups(language).values() for words in topic.values()]
    return [*vocabulary.labels(language).values(), *groups]


def hints(language: str) -> list[str]:
    return [entry["hint"] for entries in load().entries(language).values() for entry in entries if entry["hint"]]


def help_notes(language: str) -> list[str]:
    return [line[f"{what}_{language}"] for line in help_lines.load() for what in ("name", "note")]


def consents(language: str) -> list[str]:
    return [text.words[language] for text in consent_texts.load()]


GROUPS = {
    "phrases and mails": phrases,
    "errors": errors,
    "hints": hints,
    "consent texts": consents,
    "help lines": help_notes,
    "labels": labels,
    "evidence for weights": evidences,
}
# Labels are no sentences, and the evidence for weights speaks of studies, to those who run a program.
NOT_MEASURED = {"labels", "evidence for weights"}


def whole_sentences(texts: list[str]) -> Iterator[str]:
    return (text for text in texts if " " in text.strip() and text.strip()[-1:] in ".?!")


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("group", GROUPS)
def test_no_word_hurts_and_no_sentence_is_endless(group: str, language: str) -> None:
    texts = GROUPS[group](language)
    assert len(texts) > 3
    assert [flaw for text in texts for flaw in words_that_hurt(text, language)] == []
    assert [flaw for text in texts if text not in LISTS_OF_LAW for flaw in flaws(text, language)] == []


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("group", [group for group in GROUPS if group not in NOT_MEASURED])
def test_it_can_be_read_at_twelve(group: str, language: str) -> None:
    assert is_hard(whole_sentences(GROUPS[group](language)), language) is None


def test_the_measures_see_what_they_are_for() -> None:
    assert flaws("They are <b>clean</b> and not an ADDICT.", "en")[1].startswith("“ADDICT”")
    assert [flaws(text, "es") != [] for text in ("Tuvo una recaída.", "Está limpia.", "Le va bien.")] == [1, 1, 0]
    assert flaws("word " * (MOST_WORDS + 1), "en") and not flaws("word " * MOST_WORDS, "en")
    assert sentences("See name@example.org: {what} helps! <p>Go") == ["See name@example.org", "it helps", "Go"]
    hard = "The implementation necessitates comprehensive interdisciplinary collaboration."
    assert reading_level([hard], "en") > 12 > reading_level(["You can stop this at any time."], "en")
    assert is_hard(["La implementación requiere colaboración interdisciplinaria constante."], "es")


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("en", {"people": 2, "make": 1, "makes": 1, "recovery": 4, "time": 1, "asked": 1, "little": 2, "wanted": 2}),
        ("es", {"recuperación": 5, "guía": 2, "que": 1, "agua": 2, "día": 2, "ciudad": 2, "leer": 2, "muy": 1}),
    ],
)
def test_syllables_are_counted(language: str, counts: dict[str, int]) -> None:
    assert {word: syllables(word, language) for word in counts} == counts
