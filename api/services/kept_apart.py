"""Pairs that are never to be matched. Who asked is shown to nobody."""

from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, retries
from api.services.acts import Act
from api.services.pages import Listing, Page, listing
from api.services.refusals import NOT_KNOWN_HERE, InvalidAnswer
from data.db import reading, transaction
from data.store import kept_apart, people
from data.store.people import Kind


def add(act: Act, mentee_id: str, mentor_id: str) -> dict[str, str]:
    """Keeping two apart a second time answers with the pair that is there. Raises InvalidAnswer for unknown ids."""
    policy.require(act.actor, Permission.KEPT_APART)
    with transaction(act.program_id):
        if (done := retries.earlier(act)) is not None:
            return _dump(policy.found(kept_apart.find(done)))
        _check_known(mentee_id, mentor_id)
        pair = kept_apart.of_pair(mentee_id, mentor_id)
        if pair is None:
            pair = kept_apart.add(
                act.program_id, mentee_id, mentor_id, asked_by="coordinator", now=act.now, by=act.actor.account_id
            )
            audit.record(act, "kept_apart", "mentee", mentee_id)
        retries.keep(act, pair.id)
        return _dump(pair)


def newest_first(act: Act, page: Page) -> Listing:
    policy.require(act.actor, Permission.KEPT_APART)
    with reading(act.program_id):
        return listing(kept_apart.newest_first(page), _dump)


def remove(act: Act, pair_id: str) -> None:
    """Raises NotFound."""
    policy.require(act.actor, Permission.KEPT_APART)
    with transaction(act.program_id):
        pair = kept_apart.lock(pair_id)
        if pair is None:
            raise policy.NotFound
        audit.record(act, "no_longer_kept_apart", "mentee", pair.mentee_id)
        kept_apart.remove(pair)


def _check_known(mentee_id: str, mentor_id: str) -> None:
    # Mentor before mentee, as everywhere: two who write about the same pair wait for each other.
    found = {"mentor_id": people.lock(Kind.MENTOR, mentor_id), "mentee_id": people.lock(Kind.MENTEE, mentee_id)}
    unknown = {field: [NOT_KNOWN_HERE] for field, row in found.items() if row is None}
    if unknown:
        raise InvalidAnswer(unknown)


def _dump(pair: Any) -> dict[str, str]:
    return {"id": pair.id, "mentee_id": pair.mentee_id, "mentor_id": pair.mentor_id}
