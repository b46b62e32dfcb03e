"""Statements that nearly every request asks: put together, held to the program and compiled once, answered as columns.

The session's way costs several times as much for a row of columns, most of it for what only objects need.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Row, Select
from sqlalchemy.sql.selectable import CompoundSelect

from data.db import OF_THIS_PROGRAM, connection


class Prepared:
    """A SELECT of columns with named parameters. Those of its tables that are in a program show that program's rows.

    Raises NoProgram where it reads such a table outside of any program.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]) -> None:
        self._statement = statement.options(OF_THIS_PROGRAM)

    def rows(self, **parameters: Any) -> Sequence[Row[*tuple[Any, ...]]]:
        return connection().execute(self._statement, parameters).all()

    def row(self, **parameters: Any) -> Row[*tuple[Any, ...]] | None:
        """The first, or None."""
        return connection().execute(self._statement, parameters).first()


def write(statement: Executable, rows: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
    """An INSERT or UPDATE of a bare table, past the session and what watches it: never of what matching reads."""
    connection().execute(statement, rows)
