"""What a phrase carries, and how a sentence of any language takes it up."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from matcher.explain import Value

Values = Mapping[str, Value]
Labels = Mapping[str, str]
Sentence = Callable[[Values, Labels], str]

# A longer list is cut: the ear loses count.
LISTED_AT_MOST = 5
MINUTES_IN_HOUR = 60
MINUTES_IN_DAY = 24 * MINUTES_IN_HOUR


def always(text: str) -> Sentence:
    return lambda values, labels: text


def label(code: str, labels: Labels) -> str:
    """A code that has no label is a person's own word, or a code of a later version."""
    return labels.get(code, code.removeprefix("own:").replace("_", " "))


def strings(value: Value) -> Sequence[str]:
    return cast(Sequence[str], value)


def text(value: Value) -> str:
    return cast(str, value)


def whole(value: Value) -> int:
    return cast(int, value)


def plain_number(value: Value) -> str:
    """In millionths at the finest, and never as a power of ten."""
    return f"{cast(float, value):.6f}".rstrip("0").rstrip(".")


def short_window(value: Value) -> tuple[str, str, str]:
    """The code of the day, the start and the end."""
    return cast(tuple[str, str, str], value)
