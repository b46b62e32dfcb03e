"""What every test may ask for: an app on a fresh, migrated database of either kind, and people made by real acts."""

import base64
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade

from api.app import create_app
from api.settings import Settings
from tests.databases import PostgresServer, postgresql_or_skip
from tests.making import Making
from tests.watching import watch

KEYS = "test:" + base64.b64encode(b"k" * 32).decode()
SECRET = "a secret of the tests, used for nothing else"
TEMPLATE = "migrated"
_numbers = count(1)


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


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh clone of a migrated database: the test runs once on each kind."""
    if request.param == "sqlite":
        path = tmp_path / "test.sqlite"
        shutil.copy(request.getfixturevalue("migrated_file"), path)
        yield f"sqlite:///{path}"
        return
    server: PostgresServer = request.getfixturevalue("postgresql_server")
    name = f"test_{next(_numbers)}"
    server.clone(TEMPLATE, name)
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def app(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    app = create_app(settings(database_url))
    watch(app, monkeypatch)
    yield app
    _close(app)


@pytest.fixture
def make(app: Flask) -> Making:
    """Makes people and matches as a coordinator would, in the program "harbor"."""
    return Making(app)


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
