"""Every setting: its name, its default, what it means.

A default exists only where it is safe in production and fit to publish. ``from_env()`` is the only reader of the
environment.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any

PREFIX = "ALONGSIDE_"


class BadSetting(ValueError):
    """A setting without a default was not given, or one can't be used."""


def setting(help_text: str, *, default: Any = MISSING, read: Callable[[str], Any] = str) -> Any:
    """``read`` makes the environment's text what the setting is. Raises ValueError, saying what it has to be."""
    return field(default=default, metadata={"help": help_text, "read": read})


def _small_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 2:
        raise ValueError("has to be a number, 0 to 99")
    return int(text)


@dataclass(frozen=True, kw_only=True)
class Settings:
    database_url: str = setting(
        "Where the data is kept: `sqlite:///path` or `postgresql://user@host/database`. "
        "SQLite in `instance/` when left out.",
        default="",
    )
    base_url: str = setting(
        "The address people reach the service at. Links in mails are built from it and from nothing else.",
        default="http://127.0.0.1:8000",
    )
    keys: str = setting(
        "The keys that identities and notes are sealed with: `id:base64 of 32 bytes`, comma-separated. "
        "The first seals, all open. Keep them apart from the backups."
    )
    secret_key: str = setting(
        "Signs what a browser keeps for the service. At least 32 characters, different for each installation."
    )
    smtp_url: str = setting(
        "The mail server: `smtp://user:password@host:587`, or `smtps://` where TLS comes first; what is special in a "
        "password as `%40` and the like. Port 25, or 465, when left out. With a password nothing is sent without TLS. "
        "Mails go to a folder when left out.",
        default="",
    )
    mail_from: str = setting(
        "Whom mails are from: an address, or `Name <address>`. Others may see it on a screen, so choose a name that "
        "says nothing. `no-reply@` the host of `ALONGSIDE_BASE_URL` when left out.",
        default="",
    )
    mail_folder: str = setting(
        "The folder that mails go to when there is no mail server. `instance/mail` when left out.", default=""
    )
    proxies: int = setting(
        "How many proxies of yours stand in front, each adding to `X-Forwarded-For`: so many of its last entries are "
        "believed, and none of the rest. Tries to sign in are counted by the network they come from.",
        default=0,
        read=_small_number,
    )
    leave_to: str = setting(
        'Where "Leave quickly" leads: a page that says nothing of who was here before, in every language.',
        default="https://www.weather.gov/",
    )
    throttle_storage: str = setting(
        "Where requests at the doors open to anyone are counted, as an address that Flask-Limiter knows. In memory "
        "each worker counts for itself; `redis://host:6379` counts for all, and needs the `redis` package.",
        default="memory://",
    )

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Raises BadSetting naming every setting that has no default and was not given."""
        environment = os.environ if environment is None else environment
        given = {
            each.name: environment[PREFIX + each.name.upper()]
            for each in fields(cls)
            if environment.get(PREFIX + each.name.upper())
        }
        missing = [
            PREFIX + each.name.upper() for each in fields(cls) if each.default is MISSING and each.name not in given
        ]
        if missing:
            raise BadSetting(
                f"Set {' and '.join(missing)}. docs/settings.md says what they mean; `make run` makes its own."
            )
        return cls(**{each.name: _read(each, given[each.name]) for each in fields(cls) if each.name in given})

    def __post_init__(self) -> None:
        if len(self.secret_key) < 32:
            raise BadSetting(f"{PREFIX}SECRET_KEY needs at least 32 characters.")

    def sqlalchemy_url(self, instance: Path) -> str:
        """The database's address with its driver named."""
        if not self.database_url:
            return f"sqlite:///{instance / 'alongside.sqlite'}"
        for plain in ("postgresql://", "postgres://"):
            if self.database_url.startswith(plain):
                return "postgresql+psycopg://" + self.database_url.removeprefix(plain)
        return self.database_url


def _read(each: Field[Any], text: str) -> Any:
    try:
        return each.metadata["read"](text)
    except ValueError as error:
        raise BadSetting(f"{PREFIX}{each.name.upper()} {error}.") from None
