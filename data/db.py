"""The database: constraint names, and the only ways to work in it.

``transaction()`` is the only place that commits. ``reading()`` and ``asking()`` never write. All see one program's rows
and no other's: ``program_id`` is added to every query here, in one place, so that no query can forget it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Boolean, Connection, Engine, ForeignKey, MetaData, String, bindparam, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import (
    DBAPIError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    mapped_column,
    with_loader_criteria,
)
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.util import find_tables

from data.seal import Keyring

_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
MIGRATIONS = Path(__file__).parent / "migrations"


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class InProgram:
    """A table whose rows belong to one program and are seen only from within it."""

    program_id: Mapped[str] = mapped_column(String(32), ForeignKey("programs.id"), index=True)


class StorageUnavailable(Exception):
    """The database is away, full, locked for too long, or without the tables of this version."""


class Conflict(Exception):
    """A constraint of the database refused what another act had just made impossible. Nothing was changed."""


class OnlyReading(RuntimeError):
    """A write by what said that it only reads. A mistake in our code, never an answer to an asker."""


class NoProgram(RuntimeError):
    """A query on a program's rows outside of any program, or one on bare tables, which can't be held to it.

    A mistake in our code, never an answer to an asker.
    """


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
Database = Engine
_keyrings: WeakKeyDictionary[Engine, Keyring] = WeakKeyDictionary()


def use_keyring(keyring: Keyring) -> None:
    """Seal and open with these keys whatever goes through the current app's engine."""
    _keyrings[db.engine] = keyring


def current_keyring() -> Keyring:
    return _keyrings[db.engine]


@contextmanager
def transaction(program_id: str | None) -> Iterator[Session]:
    """One use-case, one commit. SQLite takes the write lock at the start, so that no later write finds it gone."""
    with _session(program_id, begin="IMMEDIATE") as session:
        yield session
        session.flush()
        _run_last_acts(session)
        session.commit()


@contextmanager
def reading(program_id: str | None) -> Iterator[Session]:
    """Raises OnlyReading for a write."""
    with _session(program_id, begin="DEFERRED", postgresql_readonly=True) as session:
        session.info["writes"] = False
        yield session
        if db.engine.dialect.name == "postgresql":
            _end_what_was_only_read(session)


@contextmanager
def asking() -> Iterator[Session]:
    """Each question is a transaction of its own, which spares a trip to begin it and one to end it.

    For what nearly every request asks first, in few questions. Raises OnlyReading for a write, by the session or by
    ``data.prepared.write``.
    """
    how = {"begin": None} if db.engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}
    with _session(None, **how) as session:
        session.info["writes"] = False
        yield session


def _end_what_was_only_read(session: Session) -> None:
    """Not by a rollback: psycopg would forget what it has prepared, and PostgreSQL plan each statement anew.

    What was read is read, also where the server is gone by now.
    """
    with suppress(DBAPIError):
        session.info["connection"].get_transaction().commit()


@contextmanager
def _session(program_id: str | None, **how: Any) -> Iterator[Session]:
    session = db.session()
    if session.in_transaction():
        raise RuntimeError("One use-case is one transaction: this one is inside another.")
    session.info.clear()
    session.info["program_id"] = program_id
    session.info["began"] = monotonic()
    try:
        session.info["connection"] = session.connection(execution_options=how)
        yield session
    except (OperationalError, InterfaceError, InternalError, ProgrammingError, PoolTimeout) as error:
        raise StorageUnavailable from error
    except IntegrityError as error:
        raise Conflict from error
    finally:
        db.session.remove()


def current_database() -> Database:
    """What to keep by database whatever a process holds of one."""
    return db.engine


def began() -> float:
    """When the present transaction did, on the monotonic clock: all that was committed before, it sees."""
    moment: float = db.session.info["began"]
    return moment


def connection() -> Connection:
    """That of the present transaction, with everything that the session holds sent to it first."""
    session = db.session()
    session.flush()
    found: Connection = session.info["connection"]
    return found


def insert_or_find(table: Any) -> Any:
    """An INSERT that can be told what to do where the row is there already: ``on_conflict_do_...``."""
    return _INSERT[db.engine.dialect.name](table)


def schema_is_current() -> bool:
    """Whether the tables are those of the newest migration that this code brings."""
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    return MigrationContext.configure(db.session.connection()).get_current_revision() == newest


def before_commit(act: Any, *, first: bool = False) -> None:
    """Have ``act()`` done as the last thing before the commit: for locks that must be the last taken.

    ``first``: before all other last acts.
    """
    acts = db.session.info.setdefault("last_acts", [])
    acts.insert(0 if first else len(acts), act)


def _run_last_acts(session: Session) -> None:
    session.info["ending"] = True
    for act in session.info.get("last_acts", ()):
        act()
    session.flush()


def check_writes(session: Session) -> None:
    """Raises OnlyReading."""
    if session.info.get("writes") is False:
        raise OnlyReading


@event.listens_for(Session, "before_flush")
def _flushed(session: Session, _context: Any, _some: Any) -> None:
    check_writes(session)


@event.listens_for(Session, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        check_writes(state.session)


@event.listens_for(Session, "do_orm_execute")
def _only_this_program(state: ORMExecuteState) -> None:
    if not (state.is_select or state.is_update or state.is_delete) or state.is_column_load:
        return
    if state.session.info.get("program_id") is not None and state.is_orm_statement:
        state.statement = state.statement.options(OF_THIS_PROGRAM)
    elif reads_a_program(state.statement):
        raise NoProgram


class _OfMostRows(FunctionElement[bool]):
    """A condition that keeps out few rows, or none: no reason to read by it where there is a narrower way.

    SQLite would rather read a whole program's rows than look up ten keys, for it takes all conditions to be alike.
    """

    inherit_cache = True
    type = Boolean()

    def self_group(self, against: Any = None) -> Any:
        """As it stands: to compare it with 1, as booleans are on SQLite, would hide the column from its indexes."""
        return self


@compiles(_OfMostRows)
def _as_it_is(element: _OfMostRows, compiler: Any, **how: Any) -> str:
    return str(compiler.process(element.clauses, **how))


@compiles(_OfMostRows, "sqlite")
def _with_a_hint(element: _OfMostRows, compiler: Any, **how: Any) -> str:
    return f"likelihood({compiler.process(element.clauses, **how)}, 0.9)"


_this_program = bindparam("this_program", callable_=lambda: db.session.info["program_id"], type_=String(32))
# One for all statements, told the program only when they are sent: each is compiled once.
OF_THIS_PROGRAM = with_loader_criteria(
    InProgram,
    lambda table: _OfMostRows(table.program_id == _this_program),
    include_aliases=True,
    track_closure_variables=False,
)


def reads_a_program(statement: Any) -> bool:
    """Whether a program's rows stand anywhere in it: in a join, a count, a subquery no less than in the answer."""
    found = find_tables(statement, check_columns=True, include_aliases=True, include_crud=True)
    return any(getattr(table, "element", table) in _tables_of_programs() for table in found)


@cache
def _tables_of_programs() -> frozenset[Any]:
    """Asked at every query; the tables are all known once ``data.models`` is there."""
    return frozenset(mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, InProgram))
