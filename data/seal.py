"""Identities and notes: sealed before they are stored, opened when they are read, nothing else.

AES-256-GCM. The key's id and the subject's id are associated data, so that a sealed value moved to another
row does not open. The keys are never in the database.
"""

import base64
import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from data.json import dumps, loads

NONCE_BYTES = 12
KEY_BYTES = 32


class CannotOpen(Exception):
    """A sealed value was changed, moved to another row, or sealed with a key that is not here."""


class BadKeys(ValueError):
    """The setting of the keys can't be read."""


@dataclass(frozen=True, slots=True)
class Sealed:
    key_id: str
    value: bytes


class Keyring:
    """The keys by id; the first seals, all open."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._first = next(iter(keys))
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._lookup_keys = {key_id: _derived(key, b"alongside email lookup") for key_id, key in keys.items()}
        self._secret_keys = [_derived(key, b"alongside one-time secrets") for key in keys.values()]

    @classmethod
    def from_setting(cls, setting: str) -> "Keyring":
        """Read ``id:base64 of 32 bytes``, comma-separated. Raises BadKeys, never naming a key."""
        keys: dict[str, bytes] = {}
        for entry in filter(None, (part.strip() for part in setting.split(","))):
            key_id, colon, encoded = entry.partition(":")
            try:
                key = base64.b64decode(encoded, validate=True)
            except ValueError as error:
                raise BadKeys("a key is not base64") from error
            if not colon or not key_id or len(key_id) > 40 or len(key) != KEY_BYTES or key_id in keys:
                raise BadKeys("each key is a new id, a colon and 32 bytes in base64")
            keys[key_id] = key
        if not keys:
            raise BadKeys("there is no key")
        return cls(keys)

    def seal(self, subject_id: str, content: Mapping[str, Any]) -> Sealed:
        nonce = secrets.token_bytes(NONCE_BYTES)
        plain = dumps(dict(content))
        return Sealed(
            self._first,
            nonce + self._ciphers[self._first].encrypt(nonce, plain, _bound_to(self._first, subject_id)),
        )

    def open(self, subject_id: str, sealed: Sealed) -> dict[str, Any]:
        try:
            cipher = self._ciphers[sealed.key_id]
            nonce, value = sealed.value[:NONCE_BYTES], sealed.value[NONCE_BYTES:]
            content = loads(cipher.decrypt(nonce, value, _bound_to(sealed.key_id, subject_id)))
        except (KeyError, ValueError, InvalidTag) as error:
            raise CannotOpen from error
        assert isinstance(content, dict)
        return content

    def email_lookup(self, email: str) -> str:
        """A keyed hash of an address: equal for equal addresses, telling nothing without the key."""
        return _email_hash(self._lookup_keys[self._first], email)

    def keyed_hash(self, purpose: str, *parts: str) -> str:
        """A keyed hash of these parts, for this purpose alone: telling nothing without the key."""
        content = json.dumps([purpose, *parts]).encode()
        return hmac.new(self._lookup_keys[self._first], content, hashlib.sha256).hexdigest()

    def one_time_secret(self, message_id: str) -> str:
        """The secret that the mail with this id carries: the same at every try to deliver it, stored nowhere.

        43 characters that stand in a link as they are.
        """
        return self.one_time_secrets(message_id)[0]

    def one_time_secrets(self, message_id: str) -> list[str]:
        """The same under every key, the first first: a mail that was sent before the keys were rotated had another."""
        digests = (hmac.new(key, message_id.encode(), hashlib.sha256).digest() for key in self._secret_keys)
        return [base64.urlsafe_b64encode(digest).decode().rstrip("=") for digest in digests]

    def email_lookups(self, email: str) -> list[str]:
        """The hash under every key, the first first: while keys are being rotated old rows still hold the old one."""
        return [_email_hash(key, email) for key in self._lookup_keys.values()]


def new_key() -> str:
    """A fresh key as the setting wants it, without its id."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def normal_address(email: str) -> str:
    """What two ways to write one address have in common."""
    return unicodedata.normalize("NFC", email.strip()).casefold()


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(key)


def _email_hash(key: bytes, email: str) -> str:
    return hmac.new(key, normal_address(email).encode(), hashlib.sha256).hexdigest()


def _bound_to(key_id: str, subject_id: str) -> bytes:
    return json.dumps([key_id, subject_id]).encode()
