"""What stands in mails: the same subject and the same beginning on all of them, whatever they are about.

The beginning is longer than what a phone or a list of mails shows of one.
"""

from collections.abc import Mapping
from types import ModuleType

from api.words.en import mails as english
from api.words.es import mails as spanish

_WORDS: Mapping[str, ModuleType] = {"en": english, "es": spanish}
DEFAULT_LANGUAGE = "en"
LANGUAGES = frozenset(_WORDS)
WITH_A_CODE = frozenset({"invitation", "reset"})


def subject(language: str) -> str:
    words: str = _WORDS[language].SUBJECT
    return words


def notice(language: str, link: str) -> str:
    words: str = _WORDS[language].NOTICE
    return words.format(link=link)


def with_secret(language: str, link: str, secret: str, purpose: str) -> str:
    """``purpose``: each lasts differently, and some are used on the page that the link leads to, and nowhere else."""
    words = _WORDS[language]
    form = words.WITH_SECRET if purpose in WITH_A_CODE else words.WITH_LINK
    text: str = form.format(link=link, code=secret, lasts=words.LASTS[purpose])
    return text
