"""Passwords: Argon2id, and the same work whether or not there is an account."""

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# NIST SP 800-63B-4 section 3.1.1.2: where the password is the only factor.
LEAST_CHARACTERS = 15

_hasher = PasswordHasher()
_nobodys_hash = _hasher.hash(secrets.token_hex(16))


def hash_password(password: str) -> str:
    return _hasher.hash(_normal(password))


def is_right(stored_hash: str | None, password: str) -> bool:
    """Whether the password fits; with no hash to compare with, the work is done all the same."""
    try:
        _hasher.verify(stored_hash or _nobodys_hash, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored_hash is not None


def new_password() -> str:
    """A random one of 20 characters, for the sample program's people."""
    return secrets.token_urlsafe(15)


def is_guessable(password: str, email: str) -> bool:
    """Whether it is little more than the address or the service's name (ASVS 5.0, 6.2.11)."""
    plain = _normal(password).casefold()
    return any(word in plain and len(plain) < 2 * len(word) for word in (email.casefold(), "alongside"))


def _normal(password: str) -> str:
    """NFKC, as NIST SP 800-63B-4 section 3.1.1.2 asks, so that one password typed on two keyboards is one."""
    return unicodedata.normalize("NFKC", password)
