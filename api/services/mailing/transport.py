"""What a way of sending mail has to offer. ``api.mail`` has the ways; nothing in the services knows which it is."""

from contextlib import AbstractContextManager
from enum import StrEnum
from typing import NamedTuple, Protocol

from data.store.outbox import NOBODY_THERE


class Failure(StrEnum):
    """Why a mail did not leave: a code for rows and logs, never the words of a mail server."""

    # Given up at once, or after all tries.
    BAD_ADDRESS = "bad_address"
    REFUSED = "refused"
    GAVE_UP = "gave_up"
    ADDRESS_CHANGED = "address_changed"
    NOBODY_THERE = NOBODY_THERE
    # To be tried again.
    NOT_NOW = "not_now"
    CONNECTION_LOST = "connection_lost"
    UNREACHABLE = "unreachable"
    NOT_SECURE = "not_secure"
    SIGN_IN_REFUSED = "sign_in_refused"
    SENDER_REFUSED = "sender_refused"
    FOLDER_NOT_WRITABLE = "folder_not_writable"
    INTERNAL = "internal"


class Letter(NamedTuple):
    """A mail as it leaves: who sends it to which one address, and every byte of it."""

    message_id: str
    sender: str
    recipient: str
    content: bytes


class NotSent(Exception):
    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


class NeverTaken(NotSent):
    """This mail won't be taken, however often it is tried."""


class NotTakenNow(NotSent):
    """This mail was not taken; later it may be."""


class Away(NotSent):
    """No mail at all can leave just now: it is not this one's fault."""


class Line(Protocol):
    def send(self, letter: Letter) -> None:
        """Return once it was taken. Raises NeverTaken, NotTakenNow, Away."""


class Transport(Protocol):
    def open(self) -> AbstractContextManager[Line]:
        """A line for several letters; nobody is called before the first one."""
