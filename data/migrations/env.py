"""Runs the migrations for the current app, on a connection of its own that is closed at the end."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import create_engine
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
        context.configure(
            connection=connection,
            target_metadata=extension.db.metadata,
            render_item=render_type,
            **extension.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations run on the database itself: leave out --sql.")
run()
