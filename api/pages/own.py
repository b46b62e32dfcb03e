"""Whoever asks, as the person that they are in this program."""

from typing import Any

from flask import g

from api.schemas.profiles import MenteeForThemselves, MentorForThemselves
from api.services import own_profile as service
from api.services.kinds import Kind

_OWN = {Kind.MENTEE: MenteeForThemselves, Kind.MENTOR: MentorForThemselves}


def own_kind() -> Kind:
    """Raises Forbidden for staff, who have no profile of their own."""
    return service.own(g.act)[0]


def own_id() -> str:
    """Raises Forbidden for staff."""
    return service.own(g.act)[1]


def own_profile() -> dict[str, Any]:
    """As the JSON face answers it, and ``revision`` for a form that edits it."""
    profile = service.read(g.act)
    shown: dict[str, Any] = _OWN[own_kind()]().dump(profile)
    return shown | {"revision": profile["revision"]}
