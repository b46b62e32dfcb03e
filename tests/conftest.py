"""What every test may ask for: an app on a fresh, migrated database of either kind, and people made by real acts."""

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade

from api import throttle
from api.app import create_app
from api.services import passwords
from api.settings import Settings
from tests.databases import PostgresServer, postgresql_or_skip
from tests.making import Making
from tests.watching import untold, watch

pytest_plugins = ["tests.browsing"]

KEYS = "test:" + base64.b64encode(b"k" * 32).decode()
SECRET = "a secret of the tests, used for nothing else"
TEMPLATE = "migrated"
CLONE = "clone"


def settings(url: str) -> Settings:
    return Settings(database_url=url, keys=KEYS, secret_key=SECRET)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with the schema that the migrations make; tests get copies."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresServer]:
    with PostgresServer(postgresql_or_skip()) as server:
        server.create(TEMPLATE)
        _migrate(server.url(TEMPLATE))
        yield server


@pytest.fixture(scope="session")
def sqlite_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("test") / "test.sqlite"


@pytest.fixture
def sqlite_url(migrated_file: Path, sqlite_path: Path) -> str:
    """For tests of what does not depend on the kind of database."""
    for rest in ("-wal", "-shm"):
        Path(f"{sqlite_path}{rest}").unlink(missing_ok=True)
    shutil.copy(migrated_file, sqlite_path)
    return f"sqlite:///{sqlite_path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh clone of a migrated database: the test runs once on each kind.

    Each clone takes the place of the one before, so that one app a kind serves all tests.
    """
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    server: PostgresServer = request.getfixturevalue("postgresql_server")
    server.drop(CLONE)
    server.clone(TEMPLATE, CLONE)
    return server.url(CLONE)


@pytest.fixture(scope="session")
def apps() -> dict[str, Flask]:
    """The app for each address: made once, since registering the routes takes longer than most tests."""
    return {}


@pytest.fixture
def app(database_url: str, apps: dict[str, Flask]) -> Iterator[Flask]:
    if database_url not in apps:
        apps[database_url] = create_app(settings(database_url))
        watch(apps[database_url])
    throttle.limiter.reset()  # one app serves many tests: what one knocked is not held against the next
    yield apps[database_url]
    _close(apps[database_url])
    answers = untold(apps[database_url])
    assert not answers, "\n".join(answers)


@pytest.fixture
def make(app: Flask) -> Making:
    """Makes people and matches as a coordinator would, in the program "harbor"."""
    return Making(app)


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id all the same, but not made to take long."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)
    monkeypatch.setattr(passwords, "_nobodys_hash", quick.hash("nobody has this one"))


def _migrate(url: str) -> None:
    app = create_app(settings(url))
    with app.app_context():
        upgrade()
    _close(app)


def _close(app: Flask) -> None:
    from data.db import db

    with app.app_context():
        db.engine.dispose()


def answer(response: Any, status: int) -> Any:
    """The body of an answer that has to have this status."""
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json()
