"""Where mails wait, and what can become of one."""

from enum import StrEnum
from typing import NamedTuple

from data.store.deliveries import Queue


class Place(NamedTuple):
    """A queue, and the program whose it is; resets belong to none."""

    queue: Queue
    program_id: str | None


class Outcome(StrEnum):
    SENT = "sent"
    LATER = "later"
    DEAD = "dead"
    TASK = "task"
    NOT_NEEDED = "not_needed"
    # Somebody else holds it by now, or is done with it.
    ELSEWHERE = "elsewhere"
