"""The operator's commands, run as they are typed; what is there before and after."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click.testing import Result
from flask import Flask
from sqlalchemy import event, text

from data.db import Base, db

BAD_INPUT = 2


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=list(arguments))


def run_well(app: Flask, *arguments: str) -> str:
    result = run(app, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def run_for_json(app: Flask, *arguments: str) -> Any:
    return json.loads(run_well(app, *arguments, "--json"))


def refused(app: Flask, *arguments: str) -> str:
    """What it says on standard error; it exits with 2, without a traceback, and has changed nothing."""
    before = counts(app)
    result = run(app, *arguments)
    assert result.exit_code == BAD_INPUT, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    assert counts(app) == before
    return result.stderr


def counts(app: Flask) -> dict[str, int]:
    """How many rows each table has, the audit included."""
    with app.app_context(), db.engine.connect() as connection:
        return {table: _count(connection, table) for table in sorted(Base.metadata.tables)}


def _count(connection: Any, table: str) -> int:
    return int(connection.scalar(text(f"SELECT count(*) FROM {table}")))


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Every statement that is sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def write_csv(path: Path, rows: Sequence[Mapping[str, str]], *, bom: bool = False) -> str:
    """A spreadsheet with a column for every key of the first row; the path, as a command takes it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-8-sig" if bom else "utf-8"))
    return str(path)
