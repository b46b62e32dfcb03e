"""The coded answers for the faces, which may not read ``data`` themselves."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from data.vocabulary import LANGUAGES, load
from matcher.vocabulary import Vocabulary

__all__ = ["LANGUAGES", "codes", "entries", "for_matching", "groups", "labels", "ordered", "places"]


def ordered(topic: str) -> tuple[str, ...]:
    """The codes of a topic in the order of the forms, retired ones included."""
    return tuple(load().matcher.topics[topic])


@cache
def codes(topic: str) -> frozenset[str]:
    return frozenset(ordered(topic))


@cache
def places(topics: tuple[str, ...]) -> dict[str, int]:
    """Each code of these topics and its place in the order of the forms."""
    every = (code for topic in topics for code in ordered(topic))
    return {code: place for place, code in enumerate(every)}


def for_matching() -> Vocabulary:
    return load().matcher


def entries(language: str) -> dict[str, list[dict[str, str | None]]]:
    """What the forms offer, by topic; retired codes left out."""
    return load().entries(language)


def groups(language: str) -> dict[str, dict[str, str]]:
    """By topic that has them, each group and its heading, in the order of the forms."""
    return load().groups(language)


@cache
def labels(language: str) -> Mapping[str, str]:
    """Every code and its label as it stands within a sentence."""
    return MappingProxyType(load().labels(language))
