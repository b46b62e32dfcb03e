"""What delivering needs from outside: a way to send, what stands on a mail, the time, and whether to go on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from api.services.acts import Act, by_system
from api.services.mailing.letters import Letterhead
from api.services.mailing.transport import Transport

REASON = "mail"


def _now() -> datetime:
    return datetime.now(UTC)


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Mailroom:
    """``stopped`` is asked between two mails. ``goes_to`` says to an operator where mails go, without a password."""

    transport: Transport
    letterhead: Letterhead
    goes_to: str
    clock: Callable[[], datetime] = _now
    stopped: Callable[[], bool] = _never

    def act(self, program_id: str | None) -> Act:
        return by_system(REASON, program_id, self.clock())
