"""Work that goes on after the answer: one piece after the other, in one thread of the process that was asked.

Nothing of it is kept anywhere: when the process ends, so does the work. While a piece waits or is worked on, a second
thread has it say now and then that somebody is still there; whoever reads nothing new for long knows that it was left.
"""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Condition, Thread
from typing import NamedTuple

from flask import Flask, current_app

from api.logs import log, places

WAITING_AT_MOST = 4
SECONDS_BETWEEN_SIGNS = 20.0
_NAME = "alongside.background"
Work = Callable[[], None]


class _Piece(NamedTuple):
    work: Work
    still_here: Work


class Background:
    def __init__(self, app: Flask) -> None:
        self._app = app
        self._waiting: SimpleQueue[_Piece] = SimpleQueue()
        # What waits or is worked on; to be changed and looked at under the condition.
        self._here: list[_Piece] = []
        self._changed = Condition()
        self._worker: Thread | None = None
        self._sign_giver: Thread | None = None

    def is_full(self) -> bool:
        """Asked before work is put here. Two who ask at once may both be let in."""
        return self._waiting.qsize() >= WAITING_AT_MOST

    def put(self, work: Work, still_here: Work = lambda: None) -> None:
        """``still_here`` is called every 20 seconds from now until the work has ended, in another thread."""
        piece = _Piece(work, still_here)
        with self._changed:
            self._here.append(piece)
            self._waiting.put(piece)
            # Not before there is something to do: a server may fork after the app was made, and threads stay behind.
            self._worker = _running(self._worker, self._go_on)
            self._sign_giver = _running(self._sign_giver, self._give_signs)

    def _go_on(self) -> None:
        while True:
            piece = self._waiting.get()
            self._do(piece.work)
            with self._changed:
                self._here.remove(piece)
                self._changed.notify_all()

    def _give_signs(self) -> None:
        while True:
            with self._changed:
                if self._changed.wait_for(lambda: not self._here, SECONDS_BETWEEN_SIGNS):
                    self._sign_giver = None
                    return
                here = list(self._here)
            for piece in here:
                self._do(piece.still_here)

    def _do(self, work: Work) -> None:
        try:
            with self._app.app_context():
                work()
        except Exception as error:
            # Never the message of an exception: it may hold what a person wrote.
            log.error("background_failed", error=type(error).__name__, places=places(error))


def _running(thread: Thread | None, go_on: Callable[[], None]) -> Thread:
    if thread is not None and thread.is_alive():
        return thread
    new = Thread(target=go_on, name="background", daemon=True)
    new.start()
    return new


def init_app(app: Flask) -> None:
    app.extensions[_NAME] = Background(app)


def current() -> Background:
    found: Background = current_app.extensions[_NAME]
    return found
