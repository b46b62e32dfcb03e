"""Phrases of the core as sentences: a package a language."""

from collections.abc import Mapping

from api.words import en, es
from api.words.values import Labels, Sentence
from matcher.explain import Phrase

LANGUAGES: Mapping[str, Mapping[str, Sentence]] = {"en": en.SENTENCES, "es": es.SENTENCES}
DEFAULT_LANGUAGE = "en"


def sentence(phrase: Phrase, language: str, labels: Labels) -> str:
    """The phrase in words; ``labels`` name the codes in the same language. An unknown language is English."""
    sentences = LANGUAGES.get(language, LANGUAGES[DEFAULT_LANGUAGE])
    return sentences[phrase.key](phrase.values, labels)
