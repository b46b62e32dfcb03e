"""One act of somebody: who, when, and in which request."""

from dataclasses import dataclass
from datetime import UTC, datetime

from api.policy import Actor


@dataclass(frozen=True, slots=True)
class Act:
    actor: Actor
    now: datetime
    request_id: str

    @property
    def program_id(self) -> str:
        """The program that the asker acts in. Only what belongs to no program is done without one."""
        if self.actor.program_id is None:
            raise ValueError("this act belongs to no program")
        return self.actor.program_id


def by_system(reason: str, program_id: str | None = None, now: datetime | None = None) -> Act:
    """An act of the service itself, for a named reason."""
    return Act(Actor.system(reason, program_id), now or datetime.now(UTC), request_id=reason)
