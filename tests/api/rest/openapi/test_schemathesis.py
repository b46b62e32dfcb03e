"""Whatever is sent, the running service answers as its document says, whoever sends it.

In short with every run of the tests, always the same cases; at length with ``make fuzz``.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from flask import Flask

from tests.api.rest.openapi.fuzzing import ROOT, People, everything, fuzz, served, theirs
from tests.conftest import KEYS, SECRET
from tests.making import Making

SECONDS_TO_START = 60
ROLES = ("nobody", "administrator", "coordinator", "mentee", "mentor")
SAME_EVERY_TIME = ("--generation-deterministic", "--phases", "examples,fuzzing,stateful", "--max-examples", "2")
# Every bound of every field, one by one: about twenty thousand cases, so for whoever may do the most.
PHASES = dict.fromkeys(ROLES, "examples,fuzzing,stateful") | {"coordinator": "examples,coverage,fuzzing,stateful"}


@pytest.mark.parametrize(
    ("role", "database_url"),
    [
        ("nobody", "sqlite"),
        ("administrator", "sqlite"),
        ("coordinator", "sqlite"),
        ("mentee", "postgresql"),
        ("mentor", "postgresql"),
    ],
    indirect=["database_url"],
)
def test_the_service_answers_as_its_document_says(
    app: Flask, document: dict[str, Any], role: str, tmp_path: Path
) -> None:
    people = People(Making(app))
    options = [*SAME_EVERY_TIME, *theirs(document, role)]
    with served(app) as address:
        found = fuzz(address, people, role, tmp_path, *options)
    assert not found, found


@pytest.mark.fuzz
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("role", ROLES)
def test_the_service_answers_thousands_of_cases_as_its_document_says(
    app: Flask, database_url: str, role: str, tmp_path: Path
) -> None:
    """As ``make serve`` runs it, with other cases each time."""
    people = People(Making(app))
    options = ["--phases", PHASES[role], "--max-examples", "100", "--continue-on-failure", *everything()]
    with granian(database_url, tmp_path) as address:
        found = fuzz(address, people, role, tmp_path, *options)
    assert not found, found


@contextmanager
def granian(database_url: str, folder: Path) -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = str(listener.getsockname()[1])
    settings = {"DATABASE_URL": database_url, "KEYS": KEYS, "SECRET_KEY": SECRET}
    log = (folder / "service.log").open("w")
    process = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", port,
            "--workers", "1", "--blocking-threads", "4", "--no-access-log", "wsgi:app",
        ],
        cwd=ROOT,
        env={**os.environ, **{f"ALONGSIDE_{name}": value for name, value in settings.items()}},
        stdout=log,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        _wait_for(f"http://127.0.0.1:{port}/readyz", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < ends and process.poll() is None:
        try:
            with urlopen(url):  # noqa: S310 (our own address)
                return
        except URLError:
            time.sleep(0.1)
    raise AssertionError("the service did not start")
