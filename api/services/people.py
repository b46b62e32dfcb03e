"""Mentees and mentors: added and read. One way in for a form, a coordinator and a spreadsheet."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from api import policy
from api.policy import Permission
from api.services import audit, consents, notices, retries
from api.services.acts import Act
from api.services.kinds import CREATE, READ, Kind
from api.services.pages import Listing, Page, listing
from api.services.programs import today_in
from api.services.refusals import InvalidAnswer
from data.db import transaction
from data.store import matches, people, programs
from matcher.lifecycle import MenteeStatus, MentorStatus
from matcher.stage import stage_on

_NOT_IN_PROFILE = ("status", "consents")
_STATUSES = {Kind.MENTEE: MenteeStatus, Kind.MENTOR: MentorStatus}
NOT_SAFE = notices.NOT_SAFE
TAKEN = "This id is somebody else's already."


class Newcomer(NamedTuple):
    profile: Mapping[str, Any]
    status: MenteeStatus | MentorStatus
    consents: Sequence[Mapping[str, Any]]


def create(act: Act, kind: Kind, body: Mapping[str, Any]) -> dict[str, Any]:
    """Raises Forbidden, and InvalidAnswer for an external id that is taken or a consent text that isn't there."""
    policy.require(act.actor, CREATE[kind])
    with transaction(act.program_id):
        if (done := retries.earlier(act)) is not None:
            return dump(act, policy.require_on(act.actor, READ[kind], people.find(kind, done)))
        if people.external_ids(kind, [body.get("external_id") or ""]):
            raise InvalidAnswer({"external_id": [TAKEN]})
        row = add(act, kind, body)
        retries.keep(act, row.id)
        return dump(act, row)


def add(act: Act, kind: Kind, body: Mapping[str, Any]) -> Any:
    """One more person, inside the caller's transaction. Raises InvalidAnswer."""
    return add_all(act, kind, [checked(act, kind, body, programs.find(act.program_id))])[0]


def checked(act: Act, kind: Kind, body: Mapping[str, Any], program: Any) -> Newcomer:
    """As they will be stored. Raises InvalidAnswer."""
    today = today_in(program, act.now)
    profile = {key: value for key, value in body.items() if key not in _NOT_IN_PROFILE}
    never_unsaid = defaults(program)[kind] | _since_today(kind, today)
    profile |= {field: default for field, default in never_unsaid.items() if profile.get(field) is None}
    status: Any = _STATUSES[kind](body.get("status") or people.FIRST_STATUS[kind])
    if status == MenteeStatus.WAITING and profile.get("right_now") == NOT_SAFE:
        status = MenteeStatus.ON_HOLD
    return Newcomer(profile, status, consents.checked(body.get("consents") or (), today))


def add_all(act: Act, kind: Kind, newcomers: Sequence[Newcomer]) -> list[Any]:
    """Everyone who was checked, inside the caller's transaction."""
    rows = people.add_all(kind, act.program_id, [(each.profile, each.status) for each in newcomers], act.now)
    for row, newcomer in zip(rows, newcomers, strict=True):
        for consent in newcomer.consents:
            consents.add(act, kind, row.id, consent)
        if newcomer.profile.get("right_now") == NOT_SAFE:
            notices.put_on_top(act, kind, row.id)
        audit.record(act, f"{kind.value}_created", kind.value, row.id)
    return rows


def read(act: Act, kind: Kind, person_id: str) -> dict[str, Any]:
    """The whole profile. A look at an identity is written down, so this is a transaction."""
    with transaction(act.program_id):
        row = policy.require_on(act.actor, READ[kind], people.find(kind, person_id))
        return dump(act, row)


def dump(act: Act, row: Any) -> dict[str, Any]:
    """All answers of a person; the stage is derived from the date where one was said.

    Whoever is shown somebody else's identity, in answer to whatever they did, leaves an entry that says so.
    """
    if act.actor.person_id != row.id:
        audit.record(act, "identity_read", people.kind_of(row).value, row.id)
    profile = people.profile(row)
    program = programs.find(act.program_id)
    recovery = profile["recovery_stage"]
    recovery["stage"] = stage_on(recovery["stage"], recovery["since"], today_in(program, act.now))
    return profile | {"revision": row.revision}


def list_mentees(act: Act, status: str | None, page: Page) -> Listing:
    """Those who have waited longest first."""
    policy.require(act.actor, Permission.MENTEE_LIST)
    with transaction(act.program_id):
        found = people.by_waiting(MenteeStatus(status) if status else None, page)
        seen = policy.visible(act.actor, Permission.MENTEE_READ, found.rows)
        audit.record(act, "mentees_listed")
        names = people.preferred_names([row.id for row in seen])

        def dump_row(row: Any) -> dict[str, Any]:
            return {
                "id": row.id,
                "status": row.status.value,
                "waiting_since": row.waiting_since,
                "preferred_name": names.get(row.id),
            }

        return listing(found, dump_row, seen)


def list_mentors(act: Act, status: str | None, page: Page) -> Listing:
    """By id."""
    policy.require(act.actor, Permission.MENTOR_LIST)
    with transaction(act.program_id):
        found = people.mentors(MentorStatus(status) if status else None, page)
        seen = policy.visible(act.actor, Permission.MENTOR_READ, found.rows)
        audit.record(act, "mentors_listed")
        names, in_use = people.preferred_names([row.id for row in seen]), matches.places_in_use()

        def dump_row(row: Any) -> dict[str, Any]:
            return {
                "id": row.id,
                "status": row.status.value,
                "capacity": row.capacity,
                "free_places": max(0, row.capacity - in_use.get(row.id, 0)),
                "preferred_name": names.get(row.id),
            }

        return listing(found, dump_row, seen)


def defaults(program: Any) -> dict[Kind, dict[str, Any]]:
    """What is never unsaid, and what leaving it out or taking it back means."""
    of_both = {"languages": [program.language]}
    return {Kind.MENTEE: of_both, Kind.MENTOR: of_both | {"capacity": 1, "story_approved": False}}


def _since_today(kind: Kind, today: date) -> dict[str, date]:
    return {"waiting_since": today} if kind == Kind.MENTEE else {}
