"""The coded answers of the forms and their words, read once from the data files beside this one.

One file a topic, one entry a line. An entry has ``code``, ``en`` and ``es`` (its label, as it stands within a
sentence), and where needed ``hint_en`` and ``hint_es``, ``group`` (one of the file's ``groups``) and
``retired = true``: a retired code is still accepted and read, only not offered.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from matcher.vocabulary import Vocabulary

TOPICS = (
    "stage",
    "experiences",
    "pathways",
    "goals",
    "interests",
    "shared",
    "gender",
    "age_band",
    "region",
    "languages",
    "formats",
    "styles",
)
LANGUAGES = ("en", "es")
FAMILIES_OF = "experiences"

_FIELDS = {"code", "group", "retired", *LANGUAGES, *(f"hint_{language}" for language in LANGUAGES)}
_GROUP_FIELDS = {"code", *LANGUAGES}
# Codes stand in spreadsheets and addresses, so ; | = and blanks are out.
_CODE = re.compile(r"[a-z0-9][a-z0-9_+-]*")


class VocabularyError(ValueError):
    """A data file is wrong; the message names the file and the code."""


@dataclass(frozen=True, slots=True)
class Entry:
    topic: str
    code: str
    words: Mapping[str, str]
    hints: Mapping[str, str]
    group: str | None
    retired: bool

    def label(self, language: str) -> str:
        """As it stands within a sentence: no capital at its start unless it is a name."""
        return self.words[language]


@dataclass(frozen=True)
class VocabularyFile:
    """Every entry of every topic, in the order of the forms."""

    by_topic: Mapping[str, tuple[Entry, ...]]
    group_words: Mapping[str, Mapping[str, Mapping[str, str]]]

    @cached_property
    def matcher(self) -> Vocabulary:
        """What the matcher needs of it: codes and families, and no words."""
        return Vocabulary(
            topics=MappingProxyType(
                {topic: tuple(entry.code for entry in entries) for topic, entries in self.by_topic.items()}
            ),
            families=MappingProxyType({entry.code: str(entry.group) for entry in self.by_topic[FAMILIES_OF]}),
        )

    def entries(self, language: str) -> dict[str, list[dict[str, str | None]]]:
        """What the forms offer, by topic: ``{code, label, hint, group}``, each label beginning with a capital."""
        return {
            topic: [
                {
                    "code": entry.code,
                    "label": _capital(entry.label(language)),
                    "hint": entry.hints.get(language),
                    "group": entry.group,
                }
                for entry in entries
                if not entry.retired
            ]
            for topic, entries in self.by_topic.items()
        }

    def groups(self, language: str) -> dict[str, dict[str, str]]:
        """By topic that has them, each group and its heading, in the order of the forms."""
        return {
            topic: {group: _capital(words[language]) for group, words in groups.items()}
            for topic, groups in self.group_words.items()
            if groups
        }

    def labels(self, language: str) -> dict[str, str]:
        """Every code, retired ones included, and its label as it stands within a sentence."""
        return {entry.code: entry.label(language) for entries in self.by_topic.values() for entry in entries}

    def codes(self, topic: str) -> frozenset[str]:
        """Retired ones included."""
        return frozenset(entry.code for entry in self.by_topic[topic])


@cache
def load() -> VocabularyFile:
    return read(files(__name__))


def read(folder: Traversable) -> VocabularyFile:
    """The data files of a folder, one for each topic. ``VocabularyError`` when one of them is wrong."""
    by_topic: dict[str, tuple[Entry, ...]] = {}
    group_words: dict[str, Mapping[str, Mapping[str, str]]] = {}
    file_of: dict[str, str] = {}
    for topic in TOPICS:
        file = f"{topic}.toml"
        groups, entries = _parse(file, folder.joinpath(file).read_text("utf-8"), topic)
        for entry in entries:
            if entry.code in file_of:
                raise VocabularyError(f"{file}: the code {entry.code!r} is already in {file_of[entry.code]}")
            file_of[entry.code] = file
        by_topic[topic] = entries
        group_words[topic] = groups
    return VocabularyFile(MappingProxyType(by_topic), MappingProxyType(group_words))


def _parse(file: str, text: str, topic: str) -> tuple[Mapping[str, Mapping[str, str]], tuple[Entry, ...]]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{file}: {error}") from error
    if unknown := content.keys() - {"groups", "entries"}:
        raise VocabularyError(f"{file}: unknown: {', '.join(sorted(unknown))}")
    groups: dict[str, Mapping[str, str]] = {}
    for raw in _tables(file, content.get("groups", []), _GROUP_FIELDS):
        if raw["code"] in groups:
            raise VocabularyError(f"{file}: the group {raw['code']!r} is there twice")
        groups[raw["code"]] = _words(file, raw)
    entries = tuple(_entry(file, raw, topic, groups) for raw in _tables(file, content.get("entries", []), _FIELDS))
    return MappingProxyType(groups), entries


def _tables(file: str, raw: Any, known: set[str]) -> Iterator[dict[str, Any]]:
    if not isinstance(raw, list) or not all(isinstance(each, dict) for each in raw):
        raise VocabularyError(f"{file}: groups and entries are lists of {{ code = ..., en = ..., es = ... }}")
    for each in raw:
        code = each.get("code")
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            raise VocabularyError(f"{file}: not a code: {code!r}")
        if unknown := each.keys() - known:
            raise VocabularyError(f"{file}: {code!r} has unknown fields: {', '.join(sorted(unknown))}")
        yield each


def _entry(file: str, raw: dict[str, Any], topic: str, groups: Mapping[str, Mapping[str, str]]) -> Entry:
    code = raw["code"]
    group, retired = raw.get("group"), raw.get("retired", False)
    if group not in groups and (groups or group is not None or topic == FAMILIES_OF):
        raise VocabularyError(f"{file}: the group of {code!r} is not one of the file's groups: {group!r}")
    if not isinstance(retired, bool):
        raise VocabularyError(f"{file}: retired of {code!r} is neither true nor false")
    hinted = any(f"hint_{language}" in raw for language in LANGUAGES)
    return Entry(
        topic=topic,
        code=code,
        words=_words(file, raw),
        hints=_words(file, raw, "hint_") if hinted else MappingProxyType({}),
        group=group,
        retired=retired,
    )


def _words(file: str, raw: dict[str, Any], prefix: str = "") -> Mapping[str, str]:
    for language in LANGUAGES:
        words = raw.get(prefix + language)
        if not isinstance(words, str) or not words.strip():
            raise VocabularyError(f"{file}: {raw['code']!r} has no {prefix + language}")
    return MappingProxyType({language: raw[prefix + language] for language in LANGUAGES})


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
