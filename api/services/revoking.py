"""A consent is taken back, and what stood on it ends at once."""

from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, consents, notices, statuses
from api.services.acts import Act
from api.services.matches import moves
from data.db import transaction
from data.store import consents as store
from data.store import matches, people
from data.store.people import Kind
from matcher.lifecycle import AFTER_INTRODUCTION, EndReason

_EDIT = {Kind.MENTEE: Permission.MENTEE_EDIT, Kind.MENTOR: Permission.MENTOR_EDIT}


def revoke(act: Act, kind: Kind, person_id: str, consent_id: str) -> dict[str, Any]:
    """Revoking again changes nothing and answers the same. Raises NotFound, Forbidden."""
    with transaction(act.program_id):
        row = policy.require_on(act.actor, _EDIT[kind], people.lock(kind, person_id))
        consent = store.find(kind, row.id, consent_id)
        if consent is None:
            raise policy.NotFound
        if consent.revoked_at is None:
            consent.revoked_at, consent.revoked_by = act.now, act.actor.account_id
            audit.record(act, "consent_revoked", kind.value, row.id, consent.purpose)
            _end_what_stood_on_it(act, kind, row.id, consent)
        return consents.dump(consent)


def _end_what_stood_on_it(act: Act, kind: Kind, person_id: str, consent: Any) -> None:
    if consent.purpose == "matching" and store.in_force(kind, person_id, "matching") is None:
        statuses.end_proposals(act, kind, person_id, EndReason.CONSENT_REVOKED)
    if consent.purpose == "introduction":
        moves.withdraw_because(act, consent.match_id, EndReason.CONSENT_REVOKED)
        match = matches.find(consent.match_id)
        if match is not None and match.state in AFTER_INTRODUCTION:
            notices.tell_coordinators(act, match, "needs_a_look")
