"""What coordinators have to see to by themselves: people who can't be written to, and mails that did not arrive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit
from api.services.acts import Act
from api.services.pages import Listing, Page
from data.db import transaction
from data.store import matches, outbox, people
from data.store.people import Kind

STAFF = "staff"
ROLES = (*Kind, STAFF)
CALL, UNDELIVERED = KINDS = ("call", "undelivered")
ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the outbox, with the people it is about: the two of its match, or the one who is to be told."""

    row: Any
    program_id: str
    mentee_id: str | None
    mentor_id: str | None

    @property
    def person_id(self) -> str | None:
        return None if self.row.recipient_kind == ACCOUNT else self.row.recipient_id


def urgent_first(act: Act, page: Page) -> Listing:
    """Those that nobody has seen to yet. It shows names, so it is written down as a look."""
    policy.require(act.actor, Permission.TASK_LIST)
    with transaction(act.program_id):
        audit.record(act, "tasks_listed")
        return find(act, page)


def find(act: Act, page: Page) -> Listing:
    """The same inside the transaction of a caller that has asked who may, and writes the look down."""
    found = outbox.tasks(page, without=act.actor.own_people)
    return Listing(_dump_all(policy.visible(act.actor, Permission.TASK, _tasks(found.rows))), found.next)


def complete(act: Act, task_id: str) -> dict[str, Any]:
    """Doing it twice changes nothing and answers the same. Raises NotFound."""
    with transaction(act.program_id):
        row = outbox.lock_task(task_id)
        task = policy.require_on(act.actor, Permission.TASK, _tasks([row])[0] if row else None)
        if task.row.done_at is None:
            task.row.done_at, task.row.done_by = act.now, act.actor.account_id
            audit.record(act, "task_completed", "task", task.row.id)
        if task.person_id is not None:
            audit.record(act, "identity_read", task.row.recipient_kind, task.person_id)
        return _dump_all([task])[0]


def _tasks(rows: Sequence[Any]) -> list[Task]:
    found = matches.by_id([row.match_id for row in rows if row.match_id])
    return [_task(row, found.get(row.match_id)) for row in rows]


def _task(row: Any, match: Any | None) -> Task:
    if match is not None:
        return Task(row, row.program_id, match.mentee_id, match.mentor_id)
    of_kind = {f"{row.recipient_kind}_id": row.recipient_id}
    return Task(row, row.program_id, of_kind.get("mentee_id"), of_kind.get("mentor_id"))


def _dump_all(tasks: Sequence[Task]) -> list[dict[str, Any]]:
    names = people.preferred_names([task.person_id for task in tasks if task.person_id])
    return [_dump(task, names) for task in tasks]


def _dump(task: Task, names: Mapping[str, str | None]) -> dict[str, Any]:
    """``since``: when the person should have been told. ``failure``: a code, where a mail was tried."""
    row = task.row
    return {
        "id": row.id,
        "kind": CALL if row.channel == "task" else UNDELIVERED,
        "role": STAFF if row.recipient_kind == ACCOUNT else row.recipient_kind,
        "person_id": task.person_id,
        "preferred_name": names.get(task.person_id) if task.person_id else None,
        "notice": row.notice,
        "match_id": row.match_id,
        "since": row.created_at,
        "failure": row.failure,
    }
