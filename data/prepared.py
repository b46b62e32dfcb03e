"""Statements that nearly every request asks: put together, held to the program and compiled once, answered as columns.

The session's way costs several times as much for a row of columns, most of it for what only objects need.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import CursorResult, Executable, Row, Select
from sqlalchemy.sql.selectable import CompoundSelect

from data.db import OF_THIS_PROGRAM, NoProgram, check_writes, connection, db, reads_a_program


class Prepared:
    """A SELECT of columns with named parameters. Those of its tables that are in a program show that program's rows.

    Raises NoProgram where it reads such a table outside of any program.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]) -> None:
        self._statement = statement.options(OF_THIS_PROGRAM)

    @cached_property
    def _reads_a_program(self) -> bool:
        return reads_a_program(self._statement)

    def rows(self, **parameters: Any) -> Sequence[Row[*tuple[Any, ...]]]:
        return self._asked(parameters).all()

    def row(self, **parameters: Any) -> Row[*tuple[Any, ...]] | None:
        """The first, or None."""
        return self._asked(parameters).first()

    def _asked(self, parameters: Mapping[str, Any]) -> CursorResult[*tuple[Any, ...]]:
        if self._reads_a_program and db.session.info["program_id"] is None:
            raise NoProgram
        return connection().execute(self._statement, parameters)


def write(statement: Executable, rows: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
    """An INSERT or UPDATE of a bare table, past the session and what watches it: never of what matching reads."""
    check_writes(db.session())
    connection().execute(statement, rows)
