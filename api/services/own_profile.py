"""What is held on whoever asks, as a mentee or a mentor, and changed by themselves."""

from collections.abc import Mapping
from typing import Any

from api import policy
from api.policy import PARTIES, Forbidden, Permission
from api.services import editing, people
from api.services.acts import Act
from api.services.kinds import Kind


def read(act: Act) -> dict[str, Any]:
    """Raises Forbidden for staff, who have no profile in that role."""
    kind, person_id = own(act)
    return people.read(act, kind, person_id)


def edit(act: Act, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Raises Forbidden, IfMatchRequired, ChangedMeanwhile, InvalidAnswer."""
    kind, person_id = own(act)
    return editing.edit(act, kind, person_id, changes)


def own(act: Act) -> tuple[Kind, str]:
    """Who they are. Raises Forbidden for staff, who have no profile in that role."""
    policy.require(act.actor, Permission.OWN_ACCOUNT)
    if act.actor.role not in PARTIES or act.actor.person_id is None:
        raise Forbidden
    return Kind(act.actor.role.value), act.actor.person_id
