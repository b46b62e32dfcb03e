"""What a large plan takes through the real server, and whether anybody else is answered meanwhile.

``python -m benchmarks.whole_plan``. One worker with the settings of ``make serve``. While the plan is worked out, two
clients ask on: one for /healthz, one for suggestions; each beside the same client while the server has nothing to do.
Then another is asked for and cancelled late, and it is told when the server was at rest.
"""

import argparse
import http.client
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread
from time import perf_counter
from typing import Any

from flask_migrate import upgrade

from api.app import create_app
from api.services.acts import by_system
from api.settings import Settings
from benchmarks.people_import import KEYS, databases
from benchmarks.whole_call import ask, connected, fill, serving
from data.db import db
from data.ids import new_id

MENTEES, MENTORS = 5_000, 2_500
IDLE_SECONDS = 10
SECONDS_BETWEEN = {"healthz": 0.02, "suggestions": 0.2}
# Of a plan, by the progress that is told, once everyone was compared.
SOLVING = 0.6


def families(pid: int) -> list[Path]:
    """Of /proc: the process and all that its threads began."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for thread in threads for child in thread.read_text().split()]
    return [Path(f"/proc/{pid}"), *(each for child in children for each in families(child))]


def memory(pid: int) -> float:
    """In MB, what it and all that it began hold now."""
    lines = [line for each in families(pid) for line in (each / "status").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def ticks(pid: int) -> int:
    times = [(each / "stat").read_text().rpartition(")")[2].split() for each in families(pid)]
    return sum(int(each[11]) + int(each[12]) for each in times)


def seconds_until_at_rest(pid: int) -> float:
    start = perf_counter()
    while True:
        before = ticks(pid)
        time.sleep(0.5)
        if ticks(pid) - before <= 2:
            return perf_counter() - start - 0.5


class Api:
    def __init__(self, port: int, token: str) -> None:
        self._connection, self._token = connected(port), token

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        self._connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status < http.client.BAD_REQUEST, content[:300]
        return json.loads(content) if content else None


@contextmanager
def asking_on(port: int, token: str, mentee_id: str) -> Iterator[dict[str, list[float]]]:
    """Seconds that each answer took."""
    over, times = Event(), {name: [] for name in SECONDS_BETWEEN}
    paths = {"healthz": "/healthz", "suggestions": f"/api/v1/mentees/{mentee_id}/suggestions"}

    def go_on(name: str) -> None:
        connection = connected(port)
        while not over.is_set():
            times[name].append(ask(connection, paths[name], {"Authorization": f"Bearer {token}"})[0])
            over.wait(SECONDS_BETWEEN[name])

    threads = [Thread(target=go_on, args=[name]) for name in paths]
    for thread in threads:
        thread.start()
    yield times
    over.set()
    for thread in threads:
        thread.join()


def wait_for(api: Api, path: str, reached: Callable[[Any], bool], look: Callable[[Any], None]) -> None:
    while not reached(found := api("GET", path)):
        look(found)
        time.sleep(0.3)


def told(name: str, times: Sequence[float]) -> str:
    late = quantiles(times, n=20)[-1]
    return f"{name}: median {median(times) * 1e3:.0f} ms, 95 % {late * 1e3:.0f} ms, longest {max(times) * 1e3:,.0f} ms"


@dataclass(slots=True)
class Course:
    """Of one plan: seconds until the answer, until the end, and of the latter while solving; memory in MB."""

    asked: float = 0.0
    whole: float = 0.0
    solving: float = 0.0
    before: float = 0.0
    most: float = 0.0


def worked_out(pid: int, api: Api, objective: str) -> Course:
    course, start = Course(before=memory(pid)), perf_counter()
    compared = start

    def look(found: Any) -> None:
        nonlocal compared
        course.most = max(course.most, memory(pid))
        if found["progress"] < SOLVING:
            compared = perf_counter()

    path = begun(api, objective)
    course.asked = perf_counter() - start
    wait_for(api, path, lambda plan: plan["state"] != "running", look)
    assert api("GET", path)["state"] == "done"
    course.whole, course.solving = perf_counter() - start, perf_counter() - compared
    return course


def begun(api: Api, objective: str) -> str:
    return f"/api/v1/plans/{api('POST', '/api/v1/plans', {'objective': objective})['id']}"


def cancelled(pid: int, api: Api, objective: str, solving: float) -> tuple[float, float]:
    """Half way through solving: seconds until the answer, and until the server is at rest."""
    path = begun(api, objective)
    wait_for(api, path, lambda plan: plan["progress"] > SOLVING, lambda plan: None)
    time.sleep(solving / 2)
    start = perf_counter()
    api("DELETE", path)
    return perf_counter() - start, seconds_until_at_rest(pid)


def lines(pid: int, port: int, token: str, mentee_id: str, objective: str) -> Iterator[str]:
    api = Api(port, token)
    api("GET", f"/api/v1/mentees/{mentee_id}/suggestions")
    with asking_on(port, token, mentee_id) as idle:
        time.sleep(IDLE_SECONDS)
    with asking_on(port, token, mentee_id) as meanwhile:
        course = worked_out(pid, api, objective)
    took = f"202 after {course.asked:.2f} s, done after {course.whole:.1f} s, solving {course.solving:.1f} s"
    yield f"{objective}: {took}"
    yield f"  memory: {course.before:.0f} MB before, {course.most:.0f} at most, {memory(pid):.0f} after"
    for name in idle:
        yield f"  at rest, {told(name, idle[name])}"
        yield f"  meanwhile, {told(name, meanwhile[name])}"
    answered, at_rest = cancelled(pid, api, objective, course.solving)
    yield f"  cancelled while solving: answered after {answered:.2f} s, at rest after {at_rest:.1f} s"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole_plan", description=__doc__)
    parser.add_argument("--mentees", type=int, default=MENTEES)
    parser.add_argument("--mentors", type=int, default=MENTORS)
    parser.add_argument("--objective", default="fair")
    asked = parser.parse_args(arguments)
    logging.disable(logging.INFO)
    with databases() as addresses:
        for database, url in addresses.items():
            app = create_app(Settings(database_url=url, keys=KEYS, secret_key=KEYS))
            with app.app_context():
                upgrade()
                token, mentees = fill(by_system("benchmark", new_id()), asked.mentors, asked.mentees)
                db.engine.dispose()
            keys = {"ALONGSIDE_KEYS": KEYS, "ALONGSIDE_SECRET_KEY": KEYS, "ALONGSIDE_DATABASE_URL": url}
            with serving("timed_app", keys) as (pid, port):
                print(f"{database}, {asked.mentees:,} mentees x {asked.mentors:,} mentors", flush=True)
                for line in lines(pid, port, token, mentees[0], asked.objective):
                    print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
