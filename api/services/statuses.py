"""The status of a mentee or mentor: moved by the tables, with what follows for their matches."""

from typing import Any

from api import policy
from api.policy import BY, Actor
from api.services import audit, notices, retries
from api.services import people as profiles
from api.services.acts import Act
from api.services.kinds import MOVE, Kind
from api.services.matches import moves
from api.services.programs import today_in
from api.services.refusals import MoveNotPossible
from data.db import StorageUnavailable, reading, transaction
from data.store import matches, people, programs
from matcher import lifecycle
from matcher.lifecycle import EndReason, MenteeAction, MentorAction, Party

_TABLES: dict[Kind, Any] = {Kind.MENTEE: lifecycle.MENTEE, Kind.MENTOR: lifecycle.MENTOR}
_WITHDRAWS = {MenteeAction.HOLD, MenteeAction.END, MentorAction.PAUSE, MentorAction.RETIRE}


def move(act: Act, kind: Kind, person_id: str, action: MenteeAction | MentorAction) -> dict[str, Any]:
    """Raises NotFound, Forbidden, MoveNotPossible."""
    with transaction(act.program_id):
        row = policy.require_on(act.actor, MOVE[kind], people.lock(kind, person_id))
        if retries.earlier(act) is None:
            apply(act, kind, row, action, BY[act.actor.role])
            retries.keep(act, row.id)
        return profiles.dump(act, row)


def steps_open(actor: Actor, kind: Kind, status: Any) -> list[str]:
    """The buttons of this asker for a person in this status."""
    return [action.value for action in _TABLES[kind].actions_open_to(status, BY[actor.role])]


def own_steps(actor: Actor) -> list[str]:
    """The asker's own buttons, for every page: none while the storage is away."""
    kind = Kind(actor.role.value)
    try:
        with reading(actor.program_id):
            row = people.find(kind, actor.person_id) if actor.person_id else None
            return steps_open(actor, kind, row.status) if row is not None else []
    except StorageUnavailable:
        return []


def apply(act: Act, kind: Kind, row: Any, action: MenteeAction | MentorAction, by: Party) -> None:
    """Move a person whose row is held, and take back proposals that can't stand any longer."""
    try:
        row.status = _TABLES[kind].next_state(row.status, action, by)
    except lifecycle.NotTheirs as error:
        raise policy.Forbidden from error
    except lifecycle.InvalidTransition as error:
        raise MoveNotPossible(f"Someone who is {row.status} can't take this step ({action}).") from error
    if action == MenteeAction.RETURN and kind == Kind.MENTEE:
        row.waiting_since = today_in(programs.find(act.program_id), act.now)
    audit.record(act, f"{kind.value}_{action.value}", kind.value, row.id)
    if action in _WITHDRAWS:
        end_proposals(act, kind, row.id, EndReason.STATUS_CHANGED)


def end_proposals(act: Act, kind: Kind, person_id: str, reason: EndReason) -> None:
    """Proposals are taken back; those already introduced stay, and the coordinators are asked to look."""
    for match in matches.open_of(kind, person_id):
        end(act, match, reason)


def end(act: Act, match: Any, reason: EndReason) -> None:
    """Take one match back if it is a proposal still; else ask the coordinators to look."""
    if match.state in lifecycle.BEFORE_INTRODUCTION:
        moves.withdraw_because(act, match.id, reason)
    else:
        notices.tell_coordinators(act, match, "needs_a_look")
