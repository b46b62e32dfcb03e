"""Work that goes on after the answer: one piece after the other, in one thread of the process that was asked.

Nothing of it is kept anywhere: when the process ends, so does the work, and whoever put it here has to tell that from
what was written by then.
"""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock, Thread

from flask import Flask, current_app

from api.logs import log, places

WAITING_AT_MOST = 4
_NAME = "alongside.background"
Work = Callable[[], None]


class Background:
    def __init__(self, app: Flask) -> None:
        self._app = app
        self._waiting: SimpleQueue[Work] = SimpleQueue()
        self._starting = Lock()
        self._thread: Thread | None = None

    def is_full(self) -> bool:
        """Asked before work is put here. Two who ask at once may both be let in."""
        return self._waiting.qsize() >= WAITING_AT_MOST

    def put(self, work: Work) -> None:
        self._waiting.put(work)
        with self._starting:
            # Not before there is something to do: a server may fork after the app was made, and threads stay behind.
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._go_on, name="background", daemon=True)
                self._thread.start()

    def _go_on(self) -> None:
        while True:
            self._do(self._waiting.get())

    def _do(self, work: Work) -> None:
        try:
            with self._app.app_context():
                work()
        except Exception as error:
            # Never the message of an exception: it may hold what a person wrote.
            log.error("background_failed", error=type(error).__name__, places=places(error))


def init_app(app: Flask) -> None:
    app.extensions[_NAME] = Background(app)


def current() -> Background:
    found: Background = current_app.extensions[_NAME]
    return found
