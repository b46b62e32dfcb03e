"""The tests' own PostgreSQL server: it starts, copies databases quickly, is not on the network, and leaves nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.databases import PORT, PostgresServer, postgresql_or_skip

HOLDER = """
import time
from tests.databases import PostgresServer
server = PostgresServer()
server.start()
print(server.folder, flush=True)
time.sleep(90)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    with PostgresServer(postgresql_or_skip()) as started:
        yield started


def connect(server: PostgresServer, database: str) -> psycopg.Connection:
    return psycopg.connect(server.url(database).replace("+psycopg", "", 1), autocommit=True)


def names(server: PostgresServer) -> set[str]:
    with connect(server, "postgres") as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


def test_a_clone_has_what_its_template_had_and_goes_its_own_way(server: PostgresServer) -> None:
    server.create("original")
    with connect(server, "original") as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('here')")
    server.clone("original", "copy")
    with connect(server, "copy") as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("here",)]
        connection.execute("DELETE FROM kept")
    with connect(server, "original") as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchall() == [(1,)]


def test_a_database_is_dropped_even_while_somebody_is_connected(server: PostgresServer) -> None:
    server.create("busy")
    connection = connect(server, "busy")
    server.drop("busy")
    connection.close()
    assert "busy" not in names(server)
    server.drop("busy")


def test_names_are_quoted(server: PostgresServer) -> None:
    server.create('odd "name" 1')
    assert 'odd "name" 1' in names(server)


def test_the_server_is_on_a_private_socket_and_not_on_tcp(server: PostgresServer) -> None:
    with connect(server, "postgres") as connection:
        assert connection.execute("SHOW listen_addresses").fetchall() == [("",)]
        assert connection.info.host == str(server.folder)
    assert (server.folder / f".s.PGSQL.{PORT}").is_socket()
    assert server.folder.stat().st_mode & 0o077 == 0
    lines = (server.folder / "data" / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    assert lines[5].strip() == "", "the line of the TCP address"


def test_stopping_leaves_no_process_and_no_folder() -> None:
    with PostgresServer(postgresql_or_skip()) as server:
        folder, process = server.folder, postmaster(server.folder)
        assert is_running(process)
    assert_gone(process, folder)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_test_run_leaves_no_process_and_no_folder(how: signal.Signals) -> None:
    postgresql_or_skip()
    root = Path(__file__).parents[1]
    with subprocess.Popen([sys.executable, "-c", HOLDER], cwd=root, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip())
        process = postmaster(folder)
        run.send_signal(how)
    assert_gone(process, folder)


def assert_gone(process: int, folder: Path) -> None:
    """Within seconds: an orphan's end is seen only once the first process of the machine has taken note of it."""
    give_up = time.monotonic() + 30
    while (folder.exists() or is_running(process)) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not folder.exists()
    assert not is_running(process)


def postmaster(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
