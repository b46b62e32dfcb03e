"""How long ten thousand people take to come in from a spreadsheet, beside adding them one by one: ``make bench``.

The rows are those of the sample program over and over, each with an external id of its own. Every run goes into a
new program of a new database, and is followed by a count of who is there.
"""

import argparse
import base64
import csv
import io
import logging
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from flask_migrate import upgrade

from api.app import create_app
from api.schemas.spreadsheet import ROLES, Form, Role, read_row, read_table, write_table
from api.services import imports, people, programs
from api.services.acts import Act, by_system
from api.services.kinds import Kind
from api.services.programs import NewProgram
from api.settings import Settings
from data.db import db, reading
from data.ids import new_id
from data.store import people as store
from tests.databases import PostgresServer, find_postgresql

ROWS = 10_000
ONE_BY_ONE = 500
# All rows of the default, by the clock.
AIM_SECONDS = 60
SAMPLES = Path(__file__).parents[1] / "data" / "samples"
KEYS = "bench:" + base64.b64encode(b"k" * 32).decode()


def rows(role: Role, count: int) -> list[dict[str, str]]:
    with (SAMPLES / f"{role}s.csv").open(encoding="utf-8", newline="") as file:
        sample = list(csv.DictReader(file))
    return [sample[number % len(sample)] | {"external_id": f"B-{number}"} for number in range(count)]


def as_file(role: Role, form: Form, count: int) -> bytes:
    out = io.BytesIO()
    write_table(out, form, role, rows(role, count))
    return out.getvalue()


def one_by_one(act: Act, role: Role, count: int) -> Iterator[None]:
    """Each person read and added in a transaction of their own, as a POST each would."""
    made = rows(role, count)
    yield
    for cells in made:
        body, reasons = read_row(role, cells)
        assert body is not None, reasons
        people.create(act, Kind(role), body)
    yield


def imported(form: Form) -> Callable[[Act, Role, int], Iterator[None]]:
    """All of it: reading, checking, writing."""

    def run(act: Act, role: Role, count: int) -> Iterator[None]:
        content = as_file(role, form, count)
        yield
        table = read_table(role, content)
        assert not table.problems, table.problems[:3]
        imports.import_people(act, Kind(role), table.rows)
        yield

    return run


BASELINE = "one by one (baseline)"
METHODS: dict[str, Callable[[Act, Role, int], Iterator[None]]] = {
    BASELINE: one_by_one,
    "import, CSV": imported("csv"),
    "import, XLSX": imported("xlsx"),
}


class Measured(NamedTuple):
    """Seconds, by the clock and of this process; the database's own are in the first alone."""

    clock: float
    processor: float


def measure(method: str, role: Role, count: int) -> Measured:
    """What is made beforehand, the file, is not counted."""
    act = by_system("benchmark", new_id())
    programs.create(act, NewProgram(name="Benchmark", slug=act.program_id[:12], time_zone="America/Chicago"), [])
    steps = METHODS[method](act, role, count)
    next(steps)
    clock, processor = perf_counter(), process_time()
    next(steps)
    measured = Measured(perf_counter() - clock, process_time() - processor)
    with reading(act.program_id):
        assert len(store.everyone(Kind(role))) == count
    return measured


def compare(database: str, role: Role, counts: Mapping[str, int]) -> float:
    """Print each method beside the first; the longest that an import took."""
    per_row, longest = 0.0, 0.0
    for method, count in counts.items():
        seconds = measure(method, role, count)
        per_row = per_row or seconds.clock / count
        longest = max(longest, seconds.clock if method != BASELINE else 0)
        times = per_row * count / seconds.clock
        print(f"{database:<10}  {role:<6}  {method:<21}  {count:>6,}  {seconds.clock:>7.2f} s  ", end="")
        print(f"{seconds.processor:>7.2f} s  {seconds.clock / count * 1000:>7.2f} s  {times:>13.1f}", flush=True)
    return longest


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """Addresses of empty databases, by name; no PostgreSQL where no server is installed."""
    with tempfile.TemporaryDirectory() as folder:
        found = {"SQLite": f"sqlite:///{folder}/benchmark.sqlite"}
        if find_postgresql() is None:
            print("No PostgreSQL server is installed: SQLite alone is measured.", file=sys.stderr)
            yield found
            return
        with PostgresServer() as server:
            server.create("benchmark")
            yield found | {"PostgreSQL": server.url("benchmark")}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.people_import", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--one-by-one", type=int, default=ONE_BY_ONE, help="rows of the baseline")
    asked = parser.parse_args(arguments)
    logging.disable(logging.INFO)
    counts, longest = dict.fromkeys(METHODS, asked.rows) | {BASELINE: asked.one_by_one}, 0.0
    print(f"People from a spreadsheet. Aim: {ROWS:,} rows in under {AIM_SECONDS} s on each database.\n")
    print("database    role    method                   rows      clock  processor  per 1,000  times as fast")
    with databases() as addresses:
        for database, url in addresses.items():
            app = create_app(Settings(database_url=url, keys=KEYS, secret_key=KEYS))
            with app.app_context():
                upgrade()
                longest = max([longest, *(compare(database, role, counts) for role in ROLES)])
                db.engine.dispose()
    if asked.rows == ROWS:
        print(f"\nThe aim was {'met' if longest < AIM_SECONDS else 'not met'} here: {longest:.1f} s at most.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
