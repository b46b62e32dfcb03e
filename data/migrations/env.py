"""Runs the migrations for the current app, on a connection of its own that is closed at the end."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

import data.models
from data.models.columns import Instant

assert data.models.__all__


def render_type(kind: str, thing: Any, autogenerate: Any) -> str | Literal[False]:
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    extension = current_app.extensions["migrate"]
    engine = create_engine(current_app.config["SQLALCHEMY_DATABASE_URI"], poolclass=NullPool)
    with engine.connect() as connection:
        _let_tables_be_rebuilt(connection)
        context.configure(
            connection=connection,
            target_metadata=extension.db.metadata,
            render_item=render_type,
            **extension.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        _check_references(connection)


def _let_tables_be_rebuilt(connection: Connection) -> None:
    """SQLite changes a table by making it anew: while it is gone, what points at it must not be asked.

    The setting has no effect within a transaction, so it is made before one begins (sqlite.org/lang_altertable.html).
    """
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.close()


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if dangling:
            raise RuntimeError(f"a migration left {len(dangling)} references to rows that are not there")


if context.is_offline_mode():
    raise SystemExit("Migrations run on the database itself: leave out --sql.")
run()
