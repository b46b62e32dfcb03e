"""What granian serves for the benchmark of the whole call: our application with its commits timed, and an empty one.

``commit`` in the header ``Server-Timing`` is what the database took to commit, in milliseconds, over the request.
"""

import gc
import threading
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

from flask import Flask

from api.app import create_app
from api.settings import Settings
from data.db import db

_spent = threading.local()


def timed_app() -> Callable[..., Iterable[bytes]]:
    app = create_app(Settings.from_env())
    with app.app_context():
        _time_commits(db.engine.dialect)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # as wsgi.py does

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        _spent.seconds = 0.0

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            timing = ("Server-Timing", f"commit;dur={_spent.seconds * 1000:.4f}")
            return start_response(status, [*headers, timing], *rest)

        answered: Iterable[bytes] = app.wsgi_app(environ, start)
        return answered

    return answer


def empty_app() -> Flask:
    app = Flask("empty")

    @app.get("/")
    def nothing() -> str:
        return ""

    return app


def _time_commits(dialect: Any) -> None:
    commit = dialect.do_commit

    def timed(connection: Any) -> None:
        start = perf_counter()
        commit(connection)
        _spent.seconds = getattr(_spent, "seconds", 0.0) + perf_counter() - start

    dialect.do_commit = timed
