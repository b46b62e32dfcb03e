"""When somebody is free, and how many they can walk with: read and changed by themselves."""

from collections.abc import Mapping
from typing import Any

from api import policy, words
from api.policy import PARTIES, Permission
from api.services import editing, people, vocabulary
from api.services.acts import Act
from api.services.kinds import READ, Kind
from api.services.programs import today_in
from data.db import reading
from data.store import known, matches, programs
from data.store import people as rows
from matcher.parts_of_week import parts_of_week


def read(act: Act) -> dict[str, Any]:
    """The asker's profile; their week as roughly as a card tells it; of a mentor the places that are in use.

    Raises Forbidden, NotFound.
    """
    kind = _kind(act)
    with reading(act.program_id):
        row = policy.require_on(act.actor, READ[kind], rows.find(kind, act.actor.person_id))
        return {
            "profile": people.dump(act, row),
            "parts_of_week": _parts(act, row),
            "places_in_use": matches.places_in_use().get(row.id, 0) if kind == Kind.MENTOR else None,
        }


def save(act: Act, availability: Mapping[str, Any]) -> None:
    """Raises Forbidden, NotFound, IfMatchRequired, ChangedMeanwhile."""
    kind = _kind(act)
    assert act.actor.person_id is not None
    editing.edit(act, kind, act.actor.person_id, {"availability": availability})


def save_places(act: Act, capacity: int) -> None:
    """It may go below what is in use: nothing is undone.

    Raises Forbidden, NotFound, IfMatchRequired, ChangedMeanwhile.
    """
    if _kind(act) != Kind.MENTOR:
        raise policy.Forbidden
    assert act.actor.person_id is not None
    editing.edit(act, Kind.MENTOR, act.actor.person_id, {"capacity": capacity})


def _kind(act: Act) -> Kind:
    policy.require(act.actor, Permission.OWN_ACCOUNT)
    if act.actor.role not in PARTIES:
        raise policy.Forbidden
    return Kind(act.actor.role.value)


def _parts(act: Act, row: Any) -> list[str]:
    as_of = today_in(programs.find(act.program_id), act.now)
    person = known.person(row)
    labels = vocabulary.labels(act.language)
    return [words.sentence(part, act.language, labels) for part in parts_of_week(person, person, as_of)]
