"""Who one is here, and what one is asked for now."""

from typing import Any

from api import policy
from api.policy import PARTIES, Permission, Role, ShownState
from api.services import audit, people
from api.services.acts import Act
from api.services.kinds import READ, Kind
from api.services.matches import reading as shown
from api.words.cards import asked as asked_text
from data.db import reading, transaction
from data.store import accounts, matches
from data.store import people as rows


def read(act: Act) -> dict[str, Any]:
    """The asker's address, roles and own profile, and what waits for them."""
    policy.require(act.actor, Permission.OWN_ACCOUNT)
    with transaction(act.program_id):
        account = accounts.find(act.actor.account_id)
        assert account is not None
        me: dict[str, Any] = {
            "email": accounts.email_of(account),
            "role": act.actor.role.value,
            "program_id": act.program_id,
            "person_id": act.actor.person_id,
            "memberships": [
                {"program_id": program.id, "program_name": program.name, "role": membership.role}
                for membership, program in accounts.memberships(account.id)
            ],
            "asked": [],
        }
        if act.actor.role in PARTIES:
            me |= _as_party(act, Kind(act.actor.role.value))
        audit.record(act, "own_account_read", "account", account.id)
        return me


def address(act: Act) -> str:
    """The asker's own, with which they sign in."""
    policy.require(act.actor, Permission.OWN_ACCOUNT)
    with reading(None):
        account = accounts.find(act.actor.account_id)
        assert account is not None
        return accounts.email_of(account)


def _as_party(act: Act, kind: Kind) -> dict[str, Any]:
    row = policy.require_on(act.actor, READ[kind], rows.find(kind, act.actor.person_id))
    asked = [(match, _asked_for(act, match)) for match in matches.open_of(kind, row.id)]
    return {
        "profile": people.dump(act, row),
        "asked": [
            {"kind": what, "text": asked_text(what, act.language), "match_id": match.id}
            for match, what in asked
            if what
        ],
    }


def _asked_for(act: Act, match: Any) -> str | None:
    state = shown.state_for(act.actor, match)
    if state == ShownState.ASKED:
        return "answer"
    return "first_contact" if state == ShownState.INTRODUCED and act.actor.role == Role.MENTOR else None
