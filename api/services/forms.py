"""People who fill in their own form, before anybody knows them: an intake of a mentee, an application of a mentor."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from api import policy
from api.policy import Actor, Permission
from api.services import notices, people, retries
from api.services.acts import Act
from api.services.kinds import Kind
from data.db import reading, transaction
from data.store import programs


def submit(act: Act, slug: str, kind: Kind, answers: Mapping[str, Any], *, invite: bool) -> None:
    """Keep the form as it came, and invite whoever can be mailed. Raises NotFound for an unknown program.

    ``invite``: False where this address was sent enough mails for now; a coordinator can do it later.

    A form from an address that is known here is one more form, for a coordinator to look at: nothing that somebody
    wrote is dropped, and nobody changes or finds what another one wrote by sending in their address.
    """
    policy.require(act.actor, Permission.OWN_FORM)
    act = replace(act, actor=Actor.nobody(_program_id(slug)))
    with transaction(act.program_id):
        if retries.earlier(act) is None:
            row = people.add(act, kind, answers)
            if invite:
                notices.invite(act, kind, row.id)
            if answers.get("right_now") == "not_safe":
                notices.ask_to_look_after(act, kind, row.id)
            retries.keep(act, row.id)


def _program_id(slug: str) -> str:
    with reading(None):
        return policy.found(programs.by_slug(slug)).id
