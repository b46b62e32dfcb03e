"""One act of somebody: who, when, and in which request."""

from dataclasses import dataclass
from datetime import UTC, datetime

from api.policy import Actor
from api.words import DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class Retry:
    """A request that may come again: to where, under which key, with which body (a keyed hash)."""

    method: str
    path: str
    key: str
    body_digest: str


@dataclass(frozen=True, slots=True)
class Act:
    """``if_match``: the tags of the version that the asker has in front of them; None when none was sent.

    ``language``: of the sentences and labels in the answer, one of ``api.words.LANGUAGES``.
    """

    actor: Actor
    now: datetime
    request_id: str
    retry: Retry | None = None
    if_match: frozenset[str] | None = None
    language: str = DEFAULT_LANGUAGE

    @property
    def program_id(self) -> str:
        """The program that the asker acts in. Only what belongs to no program is done without one."""
        if self.actor.program_id is None:
            raise ValueError("this act belongs to no program")
        return self.actor.program_id


def by_system(reason: str, program_id: str | None = None, now: datetime | None = None) -> Act:
    """An act of the service itself, for a named reason."""
    return Act(Actor.system(reason, program_id), now or datetime.now(UTC), request_id=reason)
