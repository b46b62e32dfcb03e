"""Sentences that one party reads of the other, made from the codes that both may tell, by language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType

from api.words.en import cards as english
from api.words.en.parts import listed as listed_in_english
from api.words.es import cards as spanish
from api.words.es.parts import listed as listed_in_spanish
from api.words.values import Labels, label

Shared = Mapping[str, Sequence[str]]

# What a person is asked for, as codes.
ASKED = tuple(english.ASKED)
_WORDS: Mapping[str, ModuleType] = {"en": english, "es": spanish}
_LISTED: Mapping[str, Callable[[Iterable[str]], str]] = {"en": listed_in_english, "es": listed_in_spanish}


def card_text(shared: Shared, language: str, labels: Labels) -> str:
    """What the two have lived through in common; where that may not be told, a sentence that tells nothing."""
    words, listed = _WORDS[language], _LISTED[language]
    lived = [label(code, labels) for code in shared["experiences"]]
    if not lived:
        return str(words.COMMON_GROUND)
    others = [label(code, labels) for topic in ("interests", "goals") for code in shared[topic]]
    more = f" {words.MORE.format(it=listed(others))}" if others else ""
    return f"{words.LIVED.format(it=listed(lived))}{more}"


def starters(shared: Shared, language: str, labels: Labels) -> list[str]:
    """A few ways to begin a first talk, one for each topic in common, the lightest first."""
    words = _WORDS[language]
    from_shared = [
        sentence.format(it=label(shared[topic][0], labels))
        for topic, sentence in words.STARTERS.items()
        if shared[topic]
    ]
    return [*from_shared, words.FIRST_TALK]


def asked(what: str, language: str) -> str:
    """What waits for somebody: one of ``ASKED``."""
    text: str = _WORDS[language].ASKED[what]
    return text


def no_longer_here(language: str) -> str:
    """Stands for the name of somebody who is gone."""
    return str(_WORDS[language].NO_LONGER_HERE)
