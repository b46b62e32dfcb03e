"""The words that people agree to, by purpose and version."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

ELEMENTS = ("from_whom", "to_whom", "what", "what_for", "until", "how_to_revoke")


@dataclass(frozen=True, slots=True)
class ConsentText:
    """``elements``: what 42 CFR 2.31 wants named where identity passes; empty for the other purposes."""

    purpose: str
    version: int
    from_day: date
    words: Mapping[str, str]
    elements: Mapping[str, str] = field(default_factory=dict)


@cache
def load() -> tuple[ConsentText, ...]:
    """All texts, by purpose and version."""
    entries = tomllib.loads(files(__name__).joinpath("texts.toml").read_text("utf-8"))["text"]
    texts = [
        ConsentText(
            purpose=entry["purpose"],
            version=entry["version"],
            from_day=entry["from"],
            words={language: entry[language] for language in ("en", "es")},
            elements={name: entry[name] for name in ELEMENTS if name in entry},
        )
        for entry in entries
    ]
    return tuple(sorted(texts, key=lambda text: (text.purpose, text.version)))


def find(purpose: str, version: int) -> ConsentText | None:
    return next((text for text in load() if (text.purpose, text.version) == (purpose, version)), None)


def newest_on(purpose: str, day: date) -> ConsentText:
    """The text in use on that day, or the first one for a day before any."""
    versions = [text for text in load() if text.purpose == purpose]
    return next((text for text in reversed(versions) if text.from_day <= day), versions[0])
