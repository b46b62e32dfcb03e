"""People out of the service, in the columns that they came in by. What leaves is written down."""

from collections.abc import Iterator, Sequence
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, consents
from api.services.acts import Act
from data.db import transaction
from data.store import consents as store
from data.store import people
from data.store.people import Kind
from matcher.lifecycle import MenteeStatus

READ_AT_ONCE = 500

Exported = tuple[dict[str, Any], list[dict[str, Any]]]


def export_people(act: Act, kind: Kind) -> list[Exported]:
    """Everyone of a kind but the erased: the profile as stored, and the consents that hold.

    A match stays in the program that made it: who has one is ``waiting`` here, as an import has to take them.
    """
    policy.require(act.actor, Permission.PEOPLE_IMPORT)
    with transaction(act.program_id):
        audit.record(act, f"{kind.value}s_exported", "program", act.program_id)
        rows = people.everyone(kind)
        starts = range(0, len(rows), READ_AT_ONCE)
        return [each for start in starts for each in _exported(kind, rows[start : start + READ_AT_ONCE])]


def _exported(kind: Kind, rows: Sequence[Any]) -> Iterator[Exported]:
    given = store.in_force_of_each(kind, [row.id for row in rows])
    for profile in people.profiles_of(rows):
        if profile["status"] == MenteeStatus.MATCHED:
            profile["status"] = MenteeStatus.WAITING.value
        newest = {consent.purpose: consent for consent in given.get(profile["id"], ())}
        yield profile, [consents.dump(newest[purpose]) for purpose in sorted(newest)]
