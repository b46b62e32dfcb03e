"""``make run``: try the service on this machine, with keys of its own and made-up people.

Everything it makes lies in ``instance/``; the second start finds it there and changes nothing.
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import Flask

from data.seal import new_key

if TYPE_CHECKING:
    from api.services.sample import Credentials

ENVIRONMENT = Path("instance") / "local.env"
PREFIX = "ALONGSIDE_"


def main() -> None:
    _own_keys()
    from api.cli.tour import print_tour

    app = _app()
    with app.app_context():
        fresh = _prepare()
        print_tour(fresh, _base_url())
    click.echo(f"\nMails go to {app.config['MAILROOM'].goes_to}")
    with _mails_delivered():
        _serve()


def _own_keys() -> None:
    """Keys for this machine, made once, readable by their owner alone; what is set already is left as it is."""
    if not ENVIRONMENT.exists():
        ENVIRONMENT.parent.mkdir(mode=0o700, exist_ok=True)
        lines = f"{PREFIX}KEYS=local:{new_key()}\n{PREFIX}SECRET_KEY={secrets.token_urlsafe(48)}\n"
        descriptor = os.open(ENVIRONMENT, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(lines)
    for line in ENVIRONMENT.read_text().splitlines():
        name, _, value = line.partition("=")
        os.environ.setdefault(name, value)
    os.environ.setdefault(f"{PREFIX}BASE_URL", _base_url())


def _app() -> Flask:
    from wsgi import app

    return app


def _prepare() -> "list[Credentials]":
    """Migrations, and the sample where there is no program yet; who got a password just now."""
    from flask_migrate import upgrade

    from api.cli.sample import load_sample
    from api.services import programs

    upgrade()
    if not programs.is_empty():
        return []
    return load_sample()


def _base_url() -> str:
    return f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"


@contextmanager
def _mails_delivered() -> Iterator[None]:
    """A process beside the service, which ends with it, and by itself should this one be killed."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "mail", "run", "--parent", str(os.getpid())]
    process = subprocess.Popen(command)  # noqa: S603 (our own command)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _serve() -> None:
    from granian import Granian
    from granian.constants import Interfaces

    click.echo(f"\nThe service is on {_base_url()}  (Ctrl+C ends it)")
    Granian(
        "wsgi:app",
        address="127.0.0.1",
        port=int(os.environ.get("PORT", "8000")),
        interface=Interfaces.WSGI,
        blocking_threads=int(os.environ.get("THREADS", "4")),
        log_access=False,
    ).serve()


if __name__ == "__main__":
    main()
