"""Every connection to SQLite is set up to lose nothing."""

import pytest
from flask import Flask

from data.db import db

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@ON_SQLITE
@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
def test_each_connection_is_set_up(app: Flask, pragma: str, value: object) -> None:
    with app.app_context(), db.engine.connect() as one, db.engine.connect() as another:
        for connection in (one, another):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
