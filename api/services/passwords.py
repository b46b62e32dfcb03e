"""Passwords: Argon2id, the same work whether or not there is an account, and one rule for every new one."""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from threading import Lock
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from api.services.refusals import InvalidAnswer

# NIST SP 800-63B-4 section 3.1.1.2: where the password is the only factor.
LEAST_CHARACTERS = 15
# Where zxcvbn's own highest score begins. docs/decisions says what falls on either side of it.
ENOUGH_GUESSES = 10**10
# What anybody would try here first, whoever signs in (ASVS 5.0, 6.2.11), and how much has to stand beside it.
OF_THIS_SERVICE = (
    "alongside", "recovery", "sobriety", "serenity", "one day at a time", "just for today", "easy does it",
    "keep coming back", "let go and let god", "first things first", "progress not perfection",
)  # fmt: skip
LEAST_BESIDE_WORDS = 8
TOO_SHORT = f"Please use {LEAST_CHARACTERS} characters or more."
GUESSABLE = (
    "This is easy to guess. Choose another: four or five words that have nothing to do with each other, or with you, "
    "are easy to remember."
)

_hasher = PasswordHasher()
_nobodys_hash = _hasher.hash(secrets.token_hex(16))
# zxcvbn keeps the words it is given in a module of its own: two at once would mix them up.
_one_at_a_time = Lock()
# Its work grows with the square of the length and worse: what is hard to guess after so many characters stays so.
_LOOKED_AT = (24, 72)


def is_right(stored_hash: str | None, password: str) -> bool:
    """Whether the password fits; with no hash to compare with, the work is done all the same."""
    try:
        _hasher.verify(stored_hash or _nobodys_hash, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored_hash is not None


def hash_new(password: str, known: Iterable[str]) -> str:
    """The only way to a hash that can be stored. Raises InvalidAnswer."""
    check_new(password, known)
    return _hasher.hash(_normal(password))


def check_new(password: str, known: Iterable[str]) -> None:
    """``known``: what a guesser knows of whoever chose it. Raises InvalidAnswer."""
    if not is_long_enough(password):
        raise InvalidAnswer({"password": [TOO_SHORT]})
    if _is_guessable(password, known):
        raise InvalidAnswer({"password": [GUESSABLE]})


def is_long_enough(password: str) -> bool:
    return len(_normal(password)) >= LEAST_CHARACTERS


def new_password() -> str:
    """A random one of 20 characters, for the sample program's people."""
    return secrets.token_urlsafe(15)


def known_of(email: str, programs: Iterable[Any]) -> list[str]:
    """What a guesser knows of whoever has this address and belongs to these programs."""
    return [email, *(name for program in programs for name in (program.name, program.slug))]


def _is_guessable(password: str, known: Iterable[str]) -> bool:
    plain, words = _normal(password).casefold(), _words((*known, *OF_THIS_SERVICE))
    return _is_little_more_than(words, plain) or all(
        _guesses(plain[:characters], words) < ENOUGH_GUESSES for characters in _LOOKED_AT
    )


def _words(known: Iterable[str]) -> list[str]:
    """Each of them whole, without its spaces, and part by part."""
    whole = [word.casefold() for word in known]
    return [part for word in whole for part in (word, "".join(word.split()), *re.findall(r"\w{3,}", word))]


def _is_little_more_than(words: Iterable[str], plain: str) -> bool:
    """Whether, with these words taken out of it, few letters and digits are left."""
    longest_first = sorted(set(words), key=len, reverse=True)
    left, found = re.subn("|".join(map(re.escape, longest_first)), "", plain)
    return found > 0 and sum(char.isalnum() for char in left) < LEAST_BESIDE_WORDS


def _guesses(password: str, known: list[str]) -> int:
    """How many guesses it would take somebody who knows these words, most of all (Wheeler 2016)."""
    from zxcvbn import zxcvbn  # its word lists are read at import, and only those who choose a password need them

    with _one_at_a_time:
        return int(zxcvbn(password, user_inputs=known)["guesses"])


def _normal(password: str) -> str:
    """NFKC, as NIST SP 800-63B-4 section 3.1.1.2 asks, so that one password typed on two keyboards is one."""
    return unicodedata.normalize("NFKC", password)
