"""Whoever asks, as the person that they are in this program."""

from typing import Any

from flask import g

from api import policy
from api.policy import PARTIES, Actor, Forbidden, Permission
from api.schemas.profiles import MenteeForThemselves, MentorForThemselves
from api.services import people
from api.services.kinds import Kind

_OWN = {Kind.MENTEE: MenteeForThemselves, Kind.MENTOR: MentorForThemselves}


def own_kind() -> Kind:
    """Raises Forbidden for staff, who have no profile of their own."""
    actor: Actor = g.act.actor
    policy.require(actor, Permission.OWN_ACCOUNT)
    if actor.role not in PARTIES:
        raise Forbidden
    return Kind(actor.role.value)


def own_id() -> str:
    actor: Actor = g.act.actor
    assert actor.person_id is not None
    return actor.person_id


def own_profile() -> dict[str, Any]:
    """As the JSON face answers it, and ``revision`` for a form that edits it."""
    kind = own_kind()
    profile = people.read(g.act, kind, own_id())
    shown: dict[str, Any] = _OWN[kind]().dump(profile)
    return shown | {"revision": profile["revision"]}
