"""What a coordinator waits for: ten suggestions through the real server, beside an empty Flask route served alike.

``python -m benchmarks.whole_call``. One client on a connection that is kept, one worker with the settings of
``make serve``. The commit of run and audit is measured in the server and taken off; it is told besides.
"""

import argparse
import http.client
import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import text

from api.app import create_app
from api.policy import Role
from api.services import imports, programs, sessions
from api.services.acts import Act, by_system
from api.services.kinds import Kind
from api.services.programs import NewProgram
from api.settings import Settings
from benchmarks.made_up import Maker
from benchmarks.people_import import KEYS, databases
from benchmarks.table import Row, seconds, table
from data.db import db
from data.ids import new_id
from data.vocabulary import load
from matcher.people import Mentor, Person, Window

SIZES = (1_000, 10_000)
ROUNDS = 40
WARM_UP = 5
SECONDS_TO_START = 60
# Within so many times the empty route, at least and aimed at.
PROMISED = {1_000: (12, 8), 10_000: (16, 12)}
COORDINATOR = "casey@benchmark.example.org"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def body_of(person: Person) -> dict[str, Any]:
    """The person as the import takes them; who has not said something still has not."""
    told: dict[str, Any] = {
        "identity": {"preferred_name": f"Somebody {person.id}"},
        "recovery_stage": {
            "stage": person.stage if person.since is None else None,
            "since": person.since,
            "experiences": listed(person.experiences),
            "pathways": listed(person.pathways),
        },
        "interests": listed(person.interests),
        "background": {
            "shared": listed(person.shared),
            **{about: getattr(person, about) for about in ("gender", "age_band", "region")},
        },
        "languages": sorted(person.languages),
        "goals": listed(person.goals),
        "support": {
            "formats": listed(person.formats),
            "styles": listed(person.styles),
            "hours_per_week": person.hours_per_week,
        },
        "availability": {"time_zone": person.time_zone, "time_off": [], "weekly": weekly(person.weekly)},
        "preferences": {"must": [{"about": must.about, "any_of": sorted(must.any_of)} for must in person.must]},
        "may_tell": ["experiences"],
        "consents": [{"purpose": "matching", "how": "paper"}],
        "external_id": f"B-{person.id}",
        "status": "waiting",
    }
    return told | of_a_mentor(person, told) if isinstance(person, Mentor) else told


def of_a_mentor(mentor: Mentor, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "status": str(mentor.status),
        "capacity": mentor.capacity,
        "preferences": told["preferences"] | {"not_comfortable_with": listed(mentor.not_comfortable_with)},
        "training": {"completed_on": mentor.training_completed_on, "expires_on": mentor.training_expires_on},
        "screening": {"checked_on": mentor.screening_checked_on, "expires_on": mentor.screening_expires_on},
    }


def listed(codes: frozenset[str] | None) -> list[str] | None:
    return None if codes is None else sorted(codes)


def weekly(windows: tuple[Window, ...] | None) -> list[dict[str, str]] | None:
    if windows is None:
        return None
    return [
        {
            "day": DAYS[each.start // 1440],
            "from": clock(each.start % 1440),
            "to": clock(each.end - each.start // 1440 * 1440),
        }
        for each in windows
    ]


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def fill(act: Act, size: int, mentees_to_add: int = 12) -> tuple[str, list[str]]:
    """The token of a coordinator, and the ids of the mentees to ask about."""
    programs.create(
        act, NewProgram(name="Benchmark", slug="benchmark", time_zone="UTC"), [(Role.COORDINATOR, COORDINATOR)]
    )
    maker = Maker(load().matcher, 1, datetime.now(UTC).date())
    mentors = [(number, body_of(each)) for number, each in enumerate(maker.program(size).mentors)]
    imports.import_people(act, Kind.MENTOR, mentors)
    mentees = [
        (number, body_of(maker.flexible_mentee()) | {"external_id": f"E-{number}"}) for number in range(mentees_to_add)
    ]
    added = imports.import_people(act, Kind.MENTEE, mentees)
    token = sessions.issue_for(by_system("benchmark"), COORDINATOR, None, None, 12)["token"]
    return token, [each.person_id for each in added]


@contextmanager
def served(factory: str, environment: dict[str, str]) -> Iterator[http.client.HTTPConnection]:
    with serving(factory, environment) as (_, port):
        yield connected(port)


@contextmanager
def serving(factory: str, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """The server's process id and port."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = (
        f"{sys.executable} -m granian --interface wsgi --host 127.0.0.1 --port {port} --workers 1 "
        f"--blocking-threads 4 --no-access-log --factory benchmarks.served:{factory}"
    )
    server = subprocess.Popen(
        command.split(), env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield server.pid, port
    finally:
        server.terminate()
        server.wait()


def connected(port: int) -> http.client.HTTPConnection:
    """Raises ConnectionRefusedError when nobody listens in time."""
    last = time.monotonic() + SECONDS_TO_START
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_START)
        try:
            connection.connect()
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
        except ConnectionRefusedError:
            if time.monotonic() > last:
                raise
            time.sleep(0.1)


def ask(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> tuple[float, float]:
    """Seconds in all, and those of the commit."""
    start = perf_counter()
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    took = perf_counter() - start
    if answer.status != http.client.OK:
        raise AssertionError(f"{path}: {answer.status} {content[:300]!r}")
    timing = answer.headers.get("Server-Timing", "commit;dur=0")
    return took, float(timing.rpartition("=")[2]) / 1000


def measure(environment: dict[str, str], token: str, mentees: Sequence[str], rounds: int) -> dict[str, list[Any]]:
    with ExitStack() as stack:
        ours = stack.enter_context(served("timed_app", environment))
        empty = stack.enter_context(served("empty_app", environment))
        bearer = {"Authorization": f"Bearer {token}"}
        times: dict[str, list[Any]] = {"ours": [], "healthz": [], "empty": []}
        for number in range(rounds + WARM_UP):
            mentee = mentees[number % len(mentees)]
            times["ours"].append(ask(ours, f"/api/v1/mentees/{mentee}/suggestions", bearer))
            times["healthz"].append(ask(ours, "/healthz", {})[0])
            times["empty"].append(ask(empty, "/", {})[0])
        return {name: found[WARM_UP:] for name, found in times.items()}


def rows(sizes: Sequence[int] = SIZES, rounds: int = ROUNDS) -> Iterator[Row]:
    logging.disable(logging.INFO)
    for size in sizes:
        with databases() as addresses:
            for database, url in addresses.items():
                app = create_app(Settings(database_url=url, keys=KEYS, secret_key=KEYS))
                with app.app_context():
                    upgrade()
                    token, mentees = fill(by_system("benchmark", new_id()), size)
                    if database == "PostgreSQL":
                        gather_statistics()
                    db.engine.dispose()
                keys = {"ALONGSIDE_KEYS": KEYS, "ALONGSIDE_SECRET_KEY": KEYS, "ALONGSIDE_DATABASE_URL": url}
                yield from compared(database, size, measure(keys, token, mentees, rounds))


def gather_statistics() -> None:
    """As PostgreSQL's autovacuum does within a minute of an import."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def compared(database: str, size: int, times: dict[str, list[Any]]) -> Iterator[Row]:
    whole, commit = (median(column) for column in zip(*times["ours"], strict=True))
    without, empty, health = (
        median(all - own for all, own in times["ours"]),
        median(times["empty"]),
        median(times["healthz"]),
    )
    where, within = f"{size:,}, {database}", True
    at_least, aim = PROMISED.get(size, (None, None))
    what = "suggestions, the whole call"
    route = "an empty Flask route"
    yield Row(
        f"{what}, no commit", route, where, seconds(without), seconds(empty), without / empty, at_least, aim, within
    )
    yield Row(what, route, where, seconds(whole), seconds(empty), whole / empty, within=within)
    yield Row(
        "the commit of run and audit", route, where, seconds(commit), seconds(empty), commit / empty, within=within
    )
    yield Row("our /healthz", route, where, seconds(health), seconds(empty), health / empty, within=within)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole_call", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many mentors")
    asked = parser.parse_args(arguments)
    print(table(rows(asked.sizes, asked.rounds)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
