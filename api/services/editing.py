"""A profile is changed, by the person or a coordinator, with what follows from it."""

from collections.abc import Mapping
from typing import Any

from api import policy
from api.services import audit, notices, revisions, statuses
from api.services.acts import Act
from api.services.kinds import EDIT, Kind
from api.services.people import TAKEN, defaults, dump
from api.services.refusals import InvalidAnswer
from data.db import transaction
from data.store import people, programs
from matcher.lifecycle import MenteeAction, MenteeStatus, Party

_DONE_DATES = {"training": "completed_on", "screening": "checked_on"}


def edit(act: Act, kind: Kind, person_id: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Put what was sent in the place of what was said before.

    Raises NotFound, Forbidden, IfMatchRequired, ChangedMeanwhile, InvalidAnswer.
    """
    with transaction(act.program_id):
        row = policy.require_on(act.actor, EDIT[kind], people.lock(kind, person_id))
        revisions.check(act, row.revision)
        before = people.profile(row)
        _check_external_id(kind, row, changes)
        people.edit(row, _with_consequences(act, kind, before, changes))
        after = people.profile(row)
        _check_whole(after)
        if changes.get("right_now") == "not_safe":
            _hold_until_looked_at(act, row)
        audit.record(act, f"{kind.value}_edited", kind.value, row.id)
        return dump(act, row)


def _with_consequences(act: Act, kind: Kind, before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A default where something can't be unsaid, and a new story that waits for approval."""
    program = programs.find(act.program_id)
    assert program is not None
    never_unsaid = defaults(program)[kind]
    changed = {field: never_unsaid.get(field) if answer is None else answer for field, answer in changes.items()}
    if "story" in changed and changed["story"] != before.get("story"):
        changed.setdefault("story_approved", False)
    return changed


def _check_external_id(kind: Kind, row: Any, changes: Mapping[str, Any]) -> None:
    external_id = changes.get("external_id")
    if external_id and external_id != row.external_id and people.external_ids(kind, [external_id]):
        raise InvalidAnswer({"external_id": [TAKEN]})


def _check_whole(profile: Mapping[str, Any]) -> None:
    """What can be judged only together with the answers that were there before."""
    errors: dict[str, list[str]] = {}
    identity = profile["identity"]
    if not identity["email"] and not identity["phone"]:
        errors["identity.email"] = ["Give an email or a phone number, so that there is a way to reach this person."]
    for section, done in _DONE_DATES.items():
        dates = profile.get(section) or {}
        if dates.get(done) and dates.get("expires_on") and dates["expires_on"] < dates[done]:
            errors[f"{section}.expires_on"] = ["This day comes before the day it was done."]
    if errors:
        raise InvalidAnswer(errors)


def _hold_until_looked_at(act: Act, row: Any) -> None:
    """Someone who is not safe just now is not matched until a coordinator has looked."""
    is_news = notices.put_on_top(act, Kind.MENTEE, row.id)
    if is_news and act.actor.person_id == row.id:
        notices.hurry(act)
    if row.status == MenteeStatus.WAITING:
        statuses.apply(act, Kind.MENTEE, row, MenteeAction.HOLD, Party.MENTEE)
