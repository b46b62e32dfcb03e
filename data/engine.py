"""The engine: which databases it takes, and how each of its connections is set up, begins and is asked if it lives."""

import select
from time import monotonic
from typing import Any

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError

from data import json

BUSY_SECONDS = 10
# Who went without a word, a machine that lost its power for example, is found out by asking.
ASKED_AFTER_SECONDS = 1.0


class BadAddress(ValueError):
    """The setting of the database can't be read, or names another kind of database."""


def engine_options(url: str) -> dict[str, Any]:
    """Raises BadAddress for what is no address of an SQLite or PostgreSQL database."""
    try:
        kind = make_url(url).get_backend_name()
    except ArgumentError as error:
        raise BadAddress from error
    if kind not in ("sqlite", "postgresql"):
        raise BadAddress
    how = {"pool_size": 20, "max_overflow": 20, "json_serializer": json.text, "json_deserializer": json.loads}
    return {**how, "connect_args": {"timeout": BUSY_SECONDS}} if kind == "sqlite" else how


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, _record: Any) -> None:
    if isinstance(connection, psycopg.Connection):
        return
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_on_sqlite(connection: Any) -> None:
    how = connection.get_execution_options().get("begin", "DEFERRED")
    if connection.dialect.name == "sqlite" and how is not None:
        connection.exec_driver_sql(f"BEGIN {how}")


@event.listens_for(Engine, "checkin")
def _note_when(_connection: Any, record: Any) -> None:
    record.info["returned_at"] = monotonic()


@event.listens_for(Engine, "checkout")
def _ask_whether_it_lives(connection: Any, record: Any, _proxy: Any) -> None:
    """As ``pool_pre_ping`` does, but not of one in use a moment ago: that trip is a tenth of a short request.

    Raises InvalidatePoolError where nobody answers: whatever was connected before is connected anew.
    """
    if not isinstance(connection, psycopg.Connection):
        return
    idle = monotonic() - record.info.get("returned_at", monotonic())
    if idle < ASKED_AFTER_SECONDS and not _has_something_to_say(connection):
        return
    try:
        connection.autocommit = True
        connection.execute("")
        connection.autocommit = False
    except psycopg.Error as error:
        raise InvalidatePoolError from error


def _has_something_to_say(connection: psycopg.Connection[Any]) -> bool:
    """Whether the server sent what nobody asked for: mostly that it is going, or has gone."""
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
