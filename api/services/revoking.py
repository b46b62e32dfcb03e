"""A consent is taken back, and what stood on it ends at once."""

from typing import Any

from api import policy
from api.services import audit, consents, statuses
from api.services.acts import Act
from api.services.kinds import EDIT, Kind
from data.db import transaction
from data.store import consents as store
from data.store import matches, people
from matcher.lifecycle import OPEN_STATES, EndReason


def revoke(act: Act, kind: Kind, person_id: str, consent_id: str) -> dict[str, Any]:
    """Take a consent back, and any other to the same thing: a no is a no, however often there was a yes.

    Revoking again changes nothing and answers the same. Raises NotFound, Forbidden.
    """
    with transaction(act.program_id):
        row = policy.require_on(act.actor, EDIT[kind], people.lock(kind, person_id))
        consent = store.find(kind, row.id, consent_id)
        if consent is None:
            raise policy.NotFound
        if consent.revoked_at is None:
            for same in store.all_in_force(kind, row.id, consent.purpose, consent.match_id):
                same.revoked_at, same.revoked_by = act.now, act.actor.account_id
            audit.record(act, "consent_revoked", kind.value, row.id, consent.purpose)
            _end_what_stood_on_it(act, kind, row.id, consent)
        return consents.dump(consent)


def _end_what_stood_on_it(act: Act, kind: Kind, person_id: str, consent: Any) -> None:
    if consent.purpose == "matching":
        statuses.end_proposals(act, kind, person_id, EndReason.CONSENT_REVOKED)
    if consent.purpose == "introduction":
        match = matches.find(consent.match_id)
        if match is not None and match.state in OPEN_STATES:
            statuses.end(act, match, EndReason.CONSENT_REVOKED)
