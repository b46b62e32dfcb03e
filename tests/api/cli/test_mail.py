"""The operator's commands for mail: deliver once, keep delivering, count what waits; and what is logged of it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from data.store.people import Kind
from tests.api.cli.running import refused, run_for_json, run_well
from tests.api.mail.posting import (
    BASE_URL,
    Clock,
    ask_reset,
    deliver,
    files,
    mailroom_for,
    promise,
    promise_to_mentee,
    read,
    rows,
    secret_in,
)
from tests.api.mail.servers import HANG_UP, HOST, MailServer, free_port
from tests.conftest import KEYS, SECRET
from tests.making import Making

ROOT = Path(__file__).parents[3]
SECONDS_TO_SEE = 30
# A process takes seconds to start, and what it does with a database is told elsewhere.
ON_ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOTHING = {"sent": 0, "later": 0, "dead": 0, "task": 0, "not_needed": 0, "away": None}


@pytest.fixture
def mails_go(app: Flask, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Sends the mails of the app's own commands somewhere: into a folder, when no setting is given."""
    before = app.config["MAILROOM"]

    def go(**changes: str) -> None:
        room = mailroom_for(Clock(), tmp_path, **changes)
        app.config["MAILROOM"] = replace(room, clock=before.clock)

    go()
    yield go
    app.config["MAILROOM"] = before


@pytest.mark.usefixtures("mails_go")
def test_send_delivers_what_is_due_and_counts_it(app: Flask, make: Making, tmp_path: Path) -> None:
    make.match()
    assert run_well(app, "mail", "send") == "Sent: 2. To be tried again: 0. Given up: 0. To be called: 0.\n"
    assert len(files(tmp_path)) == 2
    assert run_for_json(app, "mail", "send") == NOTHING


def test_send_ends_well_also_when_some_have_to_be_tried_again(
    app: Flask, make: Making, mails_go: Callable[..., None]
) -> None:
    make.match()
    mails_go(smtp_url=f"smtp://{HOST}:{free_port()}")
    said = run_well(app, "mail", "send")
    assert said.splitlines() == [
        "Sent: 0. To be tried again: 2. Given up: 0. To be called: 0.",
        "No mail can leave just now (unreachable).",
    ]
    make.match()
    assert run_for_json(app, "mail", "send") == {**NOTHING, "later": 2, "away": "unreachable"}


def test_status_counts_what_waits_is_tried_again_and_was_given_up(app: Flask, make: Making) -> None:
    clock = Clock()
    for email in ("never@example.org", "later@example.org", "bad address"):
        promise_to_mentee(make, email)
    ask_reset(make, make.coordinator_email)
    said = {"never@example.org": "550 no", "later@example.org": "450 later", make.coordinator_email: "550 no"}
    with MailServer(to_recipient=said) as server:
        deliver(make.app, mailroom_for(clock, smtp_url=server.url))
    promise_to_mentee(make, "new@example.org")
    promise(make, (Kind.MENTEE, make.mentee()), channel="task")
    assert run_for_json(app, "mail", "status") == {
        "queued": 1,
        "retrying": 1,
        "dead": {"bad_address": 1, "refused": 1},
        "resets": {"queued": 0, "retrying": 0, "dead": {"refused": 1}},
    }
    assert run_well(app, "mail", "status").splitlines() == [
        "mails: 1 queued, 1 to be tried again, given up: bad_address 1, refused 1",
        "resets: 0 queued, 0 to be tried again, given up: refused 1",
    ]


@pytest.mark.parametrize("every", ["0", "3601", "often"])
def test_run_refuses_a_time_that_is_none(app: Flask, make: Making, every: str) -> None:
    assert "--every" in refused(app, "mail", "run", "--every", every)


class Running:
    """``mail run`` as its own process, and the lines that it logged."""

    def __init__(self, database_url: str, folder: Path, *more: str, **settings: str) -> None:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")},
            "ALONGSIDE_DATABASE_URL": database_url,
            "ALONGSIDE_KEYS": KEYS,
            "ALONGSIDE_SECRET_KEY": SECRET,
            "ALONGSIDE_BASE_URL": BASE_URL,
            "ALONGSIDE_MAIL_FOLDER": str(folder / "mail"),
            "PYTHONUNBUFFERED": "1",
            **{f"ALONGSIDE_{name.upper()}": value for name, value in settings.items()},
        }
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "mail", "run", "--every", "1", *more]
        self.output = folder / "output.txt"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.output.read_text().splitlines()]

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(by)
        return self.process.wait(SECONDS_TO_SEE)


def wait_until(seen: Callable[[], Any]) -> None:
    ends = time.monotonic() + SECONDS_TO_SEE
    while not seen():
        assert time.monotonic() < ends, "it never came to that"
        time.sleep(0.05)


@ON_ONE_DATABASE
def test_run_keeps_delivering_until_it_is_told_to_stop(make: Making, database_url: str, tmp_path: Path) -> None:
    promise_to_mentee(make, "first@example.org")
    running = Running(database_url, tmp_path, "--parent", str(os.getpid()))
    try:
        wait_until(lambda: len(files(tmp_path)) == 1 and running.lines())
        promise_to_mentee(make, "second@example.org")
        wait_until(lambda: len(files(tmp_path)) == 2 and len(running.lines()) == 2)
    finally:
        ended = running.stop(signal.SIGINT)
    assert ended == 0
    for line in running.lines():
        assert {name: line[name] for name in ("event", "level", "sent", "later", "dead", "failures", "away")} == {
            "event": "mail", "level": "info", "sent": 1, "later": 0, "dead": 0, "failures": {}, "away": None,
        }  # fmt: skip


@ON_ONE_DATABASE
def test_run_stops_also_while_a_server_does_not_answer(make: Making, database_url: str, tmp_path: Path) -> None:
    """What it was sending stays held until its lease is over; nothing is lost."""
    promise_to_mentee(make, "first@example.org")
    reached: list[datetime] = []

    def never_answer() -> None:
        reached.append(datetime.now(UTC))
        running.stop()

    with MailServer(before_answering=never_answer) as server:
        running = Running(database_url, tmp_path, smtp_url=server.url)
        wait_until(lambda: running.process.poll() is not None)
        assert running.process.returncode == 0
    assert len(reached) == 1
    (held,) = rows(make)
    assert (held.sent_at, held.dead_at) == (None, None) and held.leased_until is not None
    clock = Clock()
    clock.now = held.leased_until
    assert deliver(make.app, mailroom_for(clock, tmp_path)).counts == {"sent": 1}


@ON_ONE_DATABASE
def test_run_ends_with_the_process_that_started_it(make: Making, database_url: str, tmp_path: Path) -> None:
    """Here with one that is no parent of it at all."""
    running = Running(database_url, tmp_path, "--parent", "1")
    assert running.process.wait(SECONDS_TO_SEE) == 0
    assert make is not None


@ON_ONE_DATABASE
def test_nothing_of_a_person_is_logged(make: Making, database_url: str, tmp_path: Path) -> None:
    """Whatever a server says: no address, no name, no secret, no password."""
    canaries = ["canary1@example.org", "canary2@example.org", "canary3@example.org", "bad canary"]
    promise_to_mentee(make, canaries[0])
    for email in canaries[1:]:
        promise_to_mentee(make, email)
    ask_reset(make, make.coordinator_email)
    said = {canaries[1]: f"550 5.1.1 <{canaries[1]}> Zanzibar Quill is not here", canaries[2]: HANG_UP}
    with MailServer(to_recipient=said) as server:
        running = Running(database_url, tmp_path, smtp_url=server.url)
        try:
            wait_until(running.lines)
        finally:
            running.stop()
    secret = next(secret_in(read(each.content)) for each in server.received if b"/invitation/" in each.content)
    (line,) = running.lines()
    messages = {each.message_id: each.failure for each in rows(make) if each.failure}
    assert line["failures"] == messages
    assert (line["sent"], line["later"], line["dead"]) == (2, 1, 2)
    printed = running.output.read_text()
    for canary in ("canary", "Zanzibar", "Quill", make.coordinator_email, secret, server.url, "@"):
        assert canary not in printed
