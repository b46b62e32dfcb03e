"""People out of the service, in the columns that they came in by. What leaves is written down."""

from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, consents
from api.services.acts import Act
from data.db import transaction
from data.store import consents as store
from data.store import people
from data.store.people import Kind


def export_people(act: Act, kind: Kind) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Everyone of a kind: the profile as stored, and the consents that hold."""
    policy.require(act.actor, Permission.PEOPLE_IMPORT)
    with transaction(act.program_id):
        audit.record(act, f"{kind.value}s_exported", "program", act.program_id)
        return [(people.profile(row), _in_force(kind, row.id)) for row in people.everyone(kind)]


def _in_force(kind: Kind, person_id: str) -> list[dict[str, Any]]:
    return [consents.dump(each) for each in store.standing(kind, person_id)]
