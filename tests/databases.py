"""A PostgreSQL server of the tests' own: on a socket in a temporary folder, and gone with the process that started it.

It knows nothing of the application. A keeper process starts the server and reads from a pipe whose other end only the
tests hold: however they end, even killed, the pipe closes and the keeper stops the server and removes its folder.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, LiteralString, Self
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

REQUIRED = "ALONGSIDE_REQUIRE_POSTGRESQL"
# For tests of what no database has a say in, and which take long: SQLite with every run, both with `make test-slow`.
SQLITE_FIRST = pytest.mark.parametrize(
    "database_url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True
)
SUPERUSER = "alongside"
PORT = 5432  # names the socket; nothing listens on TCP
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30

# $1 binaries, $2 folder, $3 superuser. Says "ready" once, then waits until its input closes.
KEEPER = r"""
clean_up() { "$1/pg_ctl" -D "$2/data" -m immediate -w stop >/dev/null 2>&1; rm -rf "$2"; }
trap 'clean_up "$@"; exit 1' HUP INT TERM
if "$1/initdb" -D "$2/data" -U "$3" -A trust -E UTF8 --locale=C -N </dev/null >"$2/log" 2>&1 &&
    cat "$2/settings" >>"$2/data/postgresql.conf" &&
    "$1/pg_ctl" -D "$2/data" -l "$2/log" -w start </dev/null >/dev/null 2>&1
then echo ready; else tr '\n' ' ' <"$2/log"; echo; fi
while read -r _; do :; done
clean_up "$@"
"""

# Nothing here outlives a run, so nothing is ever forced to disk.
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
port = {port}
max_connections = 200
shared_buffers = 32MB
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
timezone = 'UTC'
"""


def find_postgresql() -> Path | None:
    """The folder of the newest server's binaries, Debian's place first; None where there is no server."""
    debian = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/pg_ctl") if _is_server(path.parent)]
    if debian:
        return max(debian, key=lambda folder: [int(part) for part in folder.parent.name.split(".") if part.isdigit()])
    on_path = shutil.which("pg_ctl")
    if on_path is None:
        return None
    places = (Path(on_path).resolve().parent, Path(on_path).parent)
    return next((folder for folder in places if _is_server(folder)), None)


def postgresql_or_skip() -> Path:
    """The binaries, for a test: skips it where there are none, fails it where ALONGSIDE_REQUIRE_POSTGRESQL is set."""
    binaries = find_postgresql()
    if binaries is not None:
        return binaries
    if os.environ.get(REQUIRED):
        pytest.fail(f"no PostgreSQL server is installed, and {REQUIRED} asks for one", pytrace=False)
    pytest.skip("no PostgreSQL server is installed")


class PostgresServer:
    """One server; use it as a context manager, or ``start()`` and ``stop()`` it."""

    def __init__(self, binaries: Path | None = None) -> None:
        found = binaries or find_postgresql()
        if found is None:
            raise RuntimeError("no PostgreSQL server is installed")
        self.binaries = found
        self.folder = Path()
        self._keeper: subprocess.Popen[str] | None = None
        self._connection: psycopg.Connection | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        self.folder = _short_folder()
        (self.folder / "settings").write_text(SETTINGS.format(folder=self.folder, port=PORT), encoding="utf-8")
        as_whom: dict[str, Any] = {}
        user = _unprivileged_user()
        if user is not None:
            as_whom = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            for path in (self.folder, self.folder / "settings"):
                os.chown(path, user.pw_uid, user.pw_gid)
        self._keeper = subprocess.Popen(
            ["/bin/sh", "-c", KEEPER, "keeper", self.binaries, self.folder, SUPERUSER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env={name: value for name, value in os.environ.items() if not name.startswith("PG")},
            start_new_session=True,  # Ctrl-C is for the tests: the server is stopped in its turn
            **as_whom,
        )
        assert self._keeper.stdout is not None
        answer = self._keeper.stdout.readline().strip()
        if answer != "ready":
            self.stop()
            raise RuntimeError(f"PostgreSQL did not start: {answer}")
        self._connection = psycopg.connect(
            host=str(self.folder),
            port=PORT,
            user=SUPERUSER,
            dbname="postgres",
            autocommit=True,
            connect_timeout=SECONDS_TO_START,
        )

    def stop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._keeper is not None:
            self._keeper.communicate(timeout=SECONDS_TO_STOP)  # closes its input, which tells it to end
            self._keeper = None

    def url(self, database: str) -> str:
        folder = quote(str(self.folder), safe="")
        return f"postgresql+psycopg://{SUPERUSER}@/{quote(database)}?host={folder}&port={PORT}"

    def create(self, name: str) -> None:
        self._run("CREATE DATABASE {}", name)

    def clone(self, template: str, name: str) -> None:
        """A copy of ``template``, to which nobody may be connected at that moment."""
        by_files = " STRATEGY file_copy" if self._version() >= 15 else ""  # a third of the time, the log being unused
        self._run("CREATE DATABASE {} TEMPLATE {}" + by_files, name, template)

    def drop(self, name: str) -> None:
        """Gone, whoever is still connected to it; no error when there is none."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _run(self, command: LiteralString, *names: str) -> None:
        self._connected().execute(sql.SQL(command).format(*map(sql.Identifier, names)))

    def _version(self) -> int:
        return self._connected().info.server_version // 10_000

    def _connected(self) -> psycopg.Connection:
        if self._connection is None:
            raise RuntimeError("the server is not started")
        return self._connection


def _is_server(folder: Path) -> bool:
    return all(os.access(folder / program, os.X_OK) for program in ("initdb", "pg_ctl", "postgres"))


def _short_folder() -> Path:
    """A private folder; its path is short, since a socket's whole path may have about 100 bytes."""
    usual = tempfile.gettempdir()
    return Path(tempfile.mkdtemp(prefix="pg-", dir=usual if len(usual) < 60 else "/tmp"))


def _unprivileged_user() -> pwd.struct_passwd | None:
    """Whom to be instead of root, as whom PostgreSQL refuses to run."""
    if os.geteuid() != 0:
        return None
    users = {user.pw_name: user for user in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]
