"""The lists that coordinators work with: who waits, who mentors. Names and what is needed to choose the next step."""

from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit
from api.services.acts import Act
from api.services.kinds import READ, Kind
from api.services.pages import Listing, Page, listing
from api.services.programs import today_in
from data.db import transaction
from data.store import consents, matches, people, programs
from matcher.lifecycle import MenteeStatus, MentorStatus
from matcher.stage import stage_on

LIST = {Kind.MENTEE: Permission.MENTEE_LIST, Kind.MENTOR: Permission.MENTOR_LIST}


def mentees(act: Act, status: MenteeStatus | None, page: Page) -> Listing:
    """Those who have waited longest first, each with what they look for and the match under way, if any."""
    policy.require(act.actor, LIST[Kind.MENTEE])
    with transaction(act.program_id):
        found = people.by_waiting(status, page)
        seen = policy.visible(act.actor, READ[Kind.MENTEE], found.rows)
        audit.record(act, "mentees_listed")
        ids = [row.id for row in seen]
        names, under_way = people.preferred_names(ids), matches.open_by_mentee(ids, act.actor.everyone_alike)
        today = today_in(programs.find(act.program_id), act.now)
        agreed = consents.in_force_of_each(Kind.MENTEE, ids)

        def dump(row: Any) -> dict[str, Any]:
            return _looks_for(row) | {
                "name": names.get(row.id),
                "consented": any(consent.purpose == "matching" for consent in agreed.get(row.id, ())),
                "stage": stage_on(row.stage, row.since, today),
                "days": max(0, (today - row.waiting_since).days),
                "match_id": under_way.get(row.id),
            }

        return listing(found, dump, seen)


def mentors(act: Act, status: MentorStatus | None, page: Page) -> Listing:
    policy.require(act.actor, LIST[Kind.MENTOR])
    with transaction(act.program_id):
        found = people.mentors(status, page)
        seen = policy.visible(act.actor, READ[Kind.MENTOR], found.rows)
        audit.record(act, "mentors_listed")
        names, in_use = people.preferred_names([row.id for row in seen]), matches.places_in_use()
        today = today_in(programs.find(act.program_id), act.now)

        def dump(row: Any) -> dict[str, Any]:
            return _looks_for(row) | {
                "name": names.get(row.id),
                "capacity": row.capacity,
                "in_use": in_use.get(row.id, 0),
                "free": max(0, row.capacity - in_use.get(row.id, 0)),
                "training": _record(row.training_completed_on, row.training_expires_on, today),
                "screening": _record(row.screening_checked_on, row.screening_expires_on, today),
            }

        return listing(found, dump, seen)


def names(act: Act, kind: Kind) -> list[dict[str, Any]]:
    """Everyone of a kind by name, to choose from; those who were erased are left out."""
    policy.require(act.actor, LIST[kind])
    with transaction(act.program_id):
        seen = policy.visible(act.actor, READ[kind], people.everyone(kind))
        audit.record(act, f"{kind.value}s_listed")
        known = people.preferred_names([row.id for row in seen])
        every = [{"id": row.id, "name": known[row.id]} for row in seen if known.get(row.id)]
        return sorted(every, key=lambda each: (str(each["name"]).casefold(), each["id"]))


def _looks_for(row: Any) -> dict[str, Any]:
    return {"id": row.id, "status": row.status.value, "formats": row.formats, "languages": row.languages}


def _record(done_on: Any, expires_on: Any, today: Any) -> dict[str, Any]:
    over = expires_on is not None and expires_on < today
    return {"done_on": done_on, "expires_on": expires_on, "over": over}
