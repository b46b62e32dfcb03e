"""What stands between a mentee and the mentors, and the changes that would open a door."""

from collections.abc import Iterable, Mapping
from typing import Any

from api.services import audit, pairs, pools
from api.services.acts import Act
from api.services.pairs import in_words
from api.services.suggestions.asked_about import mentee_beside
from api.words.cards import no_longer_here
from data.db import transaction
from data.store import people
from matcher.openings import MOST_ALIKE, By, Change, Openings, openings

# Told of those who would change something, the smallest first; and of the mentors whom a change lets through.
MOST_CHANGES = MOST_ALIKE
MOST_MENTORS = 10


def look_for_openings(act: Act, mentee_id: str) -> dict[str, Any]:
    """Whatever the mentee's status. Raises NotFound, Forbidden, NoConsent (the mentee's).

    Of the asker's own profile as a mentor nothing is told, and it is not counted.
    """
    with transaction(act.program_id):
        mentee = mentee_beside(act, mentee_id)
        as_known, between = pairs.with_records(act, mentee)
        with pools.up_to_date(act) as pool:
            found, as_of = openings(as_known, pool, between, without=act.actor.own_people), pool.as_of
        audit.record(act, "openings_looked_at", "mentee", mentee.id)
        return {"as_of": as_of, "mentee_id": mentee.id, **_read(act, found)}


def _read(act: Act, found: Openings) -> dict[str, Any]:
    told = {by: [change for change in found.changes if change.by == by][:MOST_CHANGES] for by in By}
    names = people.preferred_names(_named(change for changes in told.values() for change in changes))
    return {
        "considered": found.considered,
        "eligible": found.eligible,
        "limits": [
            {"reason": limit.reason.value, "alone": limit.alone, "among": limit.among} for limit in found.limits
        ],
        "smallest": _change(act, found.changes[0], names) if found.changes else None,
        "changes": {by.value: [_change(act, change, names) for change in told[by]] for by in By},
    }


def _named(changes: Iterable[Change]) -> list[str]:
    return sorted({mentor_id for change in changes for mentor_id in change.mentor_ids[:MOST_MENTORS]})


def _change(act: Act, change: Change, names: Mapping[str, str | None]) -> dict[str, Any]:
    return {
        "by": change.by.value,
        "kind": change.kind.value,
        "text": in_words(act, change.phrase),
        "opens": len(change.mentor_ids),
        "mentors": [
            {"mentor_id": mentor_id, "preferred_name": names.get(mentor_id) or no_longer_here(act.language)}
            for mentor_id in change.mentor_ids[:MOST_MENTORS]
        ],
    }
