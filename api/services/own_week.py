"""When somebody is free, and how many they can walk with: read and changed by themselves."""

from collections.abc import Mapping
from typing import Any

from api import policy, words
from api.services import own_profile, people, vocabulary
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
    kind, person_id = own_profile.own(act)
    with reading(act.program_id):
        row = policy.require_on(act.actor, READ[kind], rows.find(kind, person_id))
        return {
            "profile": people.dump(act, row),
            "parts_of_week": _parts(act, row),
            "places_in_use": matches.places_in_use().get(row.id, 0) if kind == Kind.MENTOR else None,
        }


def save(act: Act, availability: Mapping[str, Any]) -> None:
    """Raises Forbidden, NotFound, IfMatchRequired, ChangedMeanwhile."""
    own_profile.edit(act, {"availability": availability})


def save_places(act: Act, capacity: int) -> None:
    """It may go below what is in use: nothing is undone.

    Raises Forbidden, NotFound, IfMatchRequired, ChangedMeanwhile.
    """
    if own_profile.own(act)[0] != Kind.MENTOR:
        raise policy.Forbidden
    own_profile.edit(act, {"capacity": capacity})


def _parts(act: Act, row: Any) -> list[str]:
    as_of = today_in(programs.find(act.program_id), act.now)
    person = known.person(row)
    labels = vocabulary.labels(act.language)
    return [words.sentence(part, act.language, labels) for part in parts_of_week(person, person, as_of)]
