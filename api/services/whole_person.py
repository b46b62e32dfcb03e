"""All of a person that a coordinator sees on one page, and what they may do there."""

from typing import Any

from api import policy
from api.policy import BY, Permission
from api.services import consents, invitations
from api.services import people as profiles
from api.services.acts import Act
from api.services.kinds import EDIT, INVITE, MOVE, READ, Kind
from api.services.matches import reading
from api.services.pages import Page
from api.services.reaching import mail_address
from data.db import transaction
from data.store import accounts, kept_apart, matches, people
from data.store import consents as consents_store
from matcher import lifecycle

_TABLES: dict[Kind, Any] = {Kind.MENTEE: lifecycle.MENTEE, Kind.MENTOR: lifecycle.MENTOR}
MOST = 100


def read(act: Act, kind: Kind, person_id: str) -> dict[str, Any]:
    """The profile with what hangs on it. ``may``: what the asker may do here at all; ``actions``: moves open now.

    Raises NotFound, Forbidden: it is a coordinator's page, whoever else may read the profile.
    """
    policy.require(act.actor, Permission.KEPT_APART)
    with transaction(act.program_id):
        row = policy.require_on(act.actor, READ[kind], people.find(kind, person_id))
        return {
            "profile": profiles.dump(act, row),
            "may": {
                "edit": policy.allows(act.actor, EDIT[kind], row),
                "move": policy.allows(act.actor, MOVE[kind], row),
                "invite": policy.allows(act.actor, INVITE[kind], row) and mail_address(row.id) is not None,
            },
            "actions": _actions(act, kind, row),
            "consents": [consents.dump(each) for each in consents_store.of_person(kind, row.id, Page(MOST)).rows],
            "matches": _matches(act, kind, row),
            "kept_apart": _kept_apart(kind, row),
            "invitation": _invitation(act, kind, row),
            "can_sign_in": accounts.membership_for(row.id) is not None,
        }


def _actions(act: Act, kind: Kind, row: Any) -> list[str]:
    if not policy.allows(act.actor, MOVE[kind], row):
        return []
    return [action.value for action in _TABLES[kind].actions_open_to(row.status, BY[act.actor.role])]


def _matches(act: Act, kind: Kind, row: Any) -> list[dict[str, Any]]:
    """The newest first, without those of which the asker is one of the two."""
    found = matches.newest_first(None, (kind, row.id), Page(MOST), without=act.actor.everyone_alike)
    seen = policy.visible(act.actor, Permission.MATCH_READ, found.rows)
    names = people.preferred_names([getattr(match, f"{kind.other}_id") for match in seen])
    return [
        {
            "id": match.id,
            "state": reading.state_for(act.actor, match),
            "confirmed_at": match.confirmed_at,
            "name": names.get(getattr(match, f"{kind.other}_id")),
        }
        for match in seen
    ]


def _kept_apart(kind: Kind, row: Any) -> list[dict[str, Any]]:
    pairs = kept_apart.of_person(kind, row.id)
    names = people.preferred_names([getattr(pair, f"{kind.other}_id") for pair in pairs])
    return [{"id": pair.id, "name": names.get(getattr(pair, f"{kind.other}_id"))} for pair in pairs]


def _invitation(act: Act, kind: Kind, row: Any) -> dict[str, Any] | None:
    return invitations.newest_of(kind, row) if policy.allows(act.actor, INVITE[kind], row) else None
