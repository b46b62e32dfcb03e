"""All that is due, each match and each mentor in a transaction of its own.

Each is judged again under its lock: the job may run twice, or in two places at once, and nobody is told twice. What
fails for one leaves the others done, and is done by the next run.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from api import policy
from api.policy import Permission
from api.services.acts import Act, by_system
from api.services.due import expiring, plans, proposals, tidying
from data.db import Conflict, StorageUnavailable, reading
from data.store import programs

REASON = "due_run"
# One of them may have waited too long for a lock. So many one after the other, and the storage itself is away.
TRIES_OF_THE_STORAGE = 3
T = TypeVar("T")


class Failure(NamedTuple):
    """What could not be done now. ``subject_id`` is None where it could not even be found out what is due."""

    subject_kind: str
    subject_id: str | None
    error: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many of each: ``nudged``, ``lapsed``, ``expiring`` and of plans, or what was tidied up."""

    done: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)


class Report(NamedTuple):
    by_program: dict[str, Outcome]
    tidied: Outcome


class _Work(NamedTuple):
    find: Callable[[Act], list[str]]
    see_to: Callable[[Act, str], str | None]


_WORK: Mapping[str, _Work] = {
    "match": _Work(proposals.find, proposals.see_to),
    "mentor": _Work(expiring.find, expiring.see_to),
    "plan": _Work(plans.find, plans.see_to),
}


def programs_by_slug() -> dict[str, str]:
    with reading(None):
        return programs.ids_by_slug()


def run(ids_by_slug: Mapping[str, str], now: datetime | None = None) -> Report:
    """For these programs, and the tidying that belongs to none of them. What fails is noted, and never raised."""
    attempts = _Attempts()
    by_program = {
        slug: _in_program(attempts, by_system(REASON, program_id, now)) for slug, program_id in ids_by_slug.items()
    }
    return Report(by_program, _tidy(attempts, by_system(REASON, None, now)))


def _in_program(attempts: "_Attempts", act: Act) -> Outcome:
    policy.require(act.actor, Permission.DUE_RUN)
    outcome = Outcome()
    for kind, work in _WORK.items():
        for subject_id in attempts.at(outcome, kind, None, work.find, act) or ():
            done = attempts.at(outcome, kind, subject_id, work.see_to, act, subject_id)
            if done is not None:
                outcome.done[done] += 1
    return outcome


def _tidy(attempts: "_Attempts", act: Act) -> Outcome:
    policy.require(act.actor, Permission.DUE_RUN)
    outcome = Outcome()
    for what in tidying.KEPT_FOR_A_WHILE:
        outcome.done[what] = attempts.at(outcome, what, None, tidying.forget, act, what) or 0
    return outcome


class _Attempts:
    """Does one thing after another, and notes what fails."""

    def __init__(self) -> None:
        self._tries_left = TRIES_OF_THE_STORAGE

    def at(
        self, outcome: Outcome, subject_kind: str, subject_id: str | None, do: Callable[..., T], *arguments: Any
    ) -> T | None:
        error = "unavailable"
        if self._tries_left:
            try:
                answer = do(*arguments)
                self._tries_left = TRIES_OF_THE_STORAGE
                return answer
            except StorageUnavailable:
                self._tries_left -= 1
            except Conflict:
                error = "conflict"
            except Exception as unforeseen:
                # Whatever is wrong with one of them, the people after it are not to wait for it day after day.
                error = type(unforeseen).__name__
        outcome.failures.append(Failure(subject_kind, subject_id, error))
        return None
