"""Marshmallow's nested messages as the flat ``errors`` of an answer: dotted path -> what is wrong."""

from collections.abc import Iterator
from typing import Any

from api.services.refusals import MOST_FIELDS

MOST_MESSAGES = 10
LONGEST_PATH = 200
LONGEST_MESSAGE = 300
WHOLE = "body"


def flatten(messages: Any) -> dict[str, list[str]]:
    """``{"weekly": {0: {"from": [..]}}}`` -> ``{"weekly.0.from": [..]}``, with every count and length bounded."""
    errors: dict[str, list[str]] = {}
    for path, message in _walk(messages, ()):
        name = printable(".".join(path), LONGEST_PATH) or WHOLE
        if name not in errors and len(errors) == MOST_FIELDS:
            break
        found = errors.setdefault(name, [])
        if message not in found and len(found) < MOST_MESSAGES:
            found.append(message)
    return errors


def _walk(messages: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            yield from _walk(inner, path if key == "_schema" else (*path, str(key)))
    elif isinstance(messages, (list, tuple)):
        for inner in messages:
            yield from _walk(inner, path)
    else:
        yield path, printable(str(messages), LONGEST_MESSAGE)


def printable(text: str, longest: int) -> str:
    """Names of unknown fields come from outside: what could not be shown or sent becomes a question mark."""
    return "".join(char if char.isprintable() else "?" for char in text[:longest])
