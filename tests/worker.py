"""A worker process of the service on a database: prints its port, and answers until its input ends.

python -m tests.worker sqlite:////path/to/a.sqlite
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from werkzeug.serving import WSGIRequestHandler, make_server

from api.app import create_app

SECONDS_TO_ANSWER = 30


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing: the application has its own log."""


@dataclass(frozen=True, slots=True)
class Answer:
    status_code: int
    body: bytes

    def get_json(self) -> Any:
        return json.loads(self.body)

    def get_data(self, as_text: bool = False) -> str | bytes:
        return self.body.decode() if as_text else self.body


@dataclass(frozen=True, slots=True)
class Remote:
    """What ``tests.making.Client`` sends through: to another process instead of the app of this one."""

    origin: str
    process: subprocess.Popen[str]

    def open(self, path: str, *, method: str, headers: dict[str, str], json: Any = None) -> Answer:
        sent = None if json is None else _written(json)
        request = Request(self.origin + path, sent, {**headers, "Content-Type": "application/json"}, method=method)  # noqa: S310 (our own address)
        try:
            with urlopen(request, timeout=SECONDS_TO_ANSWER) as answer:  # noqa: S310
                return Answer(answer.status, answer.read())
        except HTTPError as refused:
            return Answer(refused.code, refused.read())


@contextmanager
def another_worker(database_url: str) -> Iterator[Remote]:
    command = [sys.executable, "-m", "tests.worker", database_url]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout and process.stdin
        yield Remote(f"http://127.0.0.1:{int(process.stdout.readline())}", process)
        process.stdin.close()


def _written(body: Any) -> bytes:
    return json.dumps(body).encode()


def main(database_url: str) -> None:
    from tests.conftest import settings

    server = make_server("127.0.0.1", 0, create_app(settings(database_url)), threaded=True, request_handler=_Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what it logs later, nobody would read
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1])
