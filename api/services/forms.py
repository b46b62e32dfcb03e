"""People who fill in their own form, before anybody knows them: an intake of a mentee, an application of a mentor."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from api import policy
from api.policy import Actor, Permission
from api.services import notices, people, retries
from api.services.acts import Act
from api.services.kinds import Kind
from api.services.programs import today_in
from data import consent_texts
from data.db import reading, transaction
from data.store import programs


def submit(act: Act, slug: str, kind: Kind, answers: Mapping[str, Any], *, invite: bool) -> None:
    """Keep the form as it came, and invite whoever can be mailed. Raises NotFound for an unknown program.

    ``invite``: False where this address was sent enough mails for now; a coordinator can do it later.

    A form from an address that is known here is one more form, for a coordinator to look at: nothing that somebody
    wrote is dropped, and nobody changes or finds what another one wrote by sending in their address.
    """
    policy.require(act.actor, Permission.OWN_FORM)
    act = replace(act, actor=Actor.nobody(program_id(slug)))
    with transaction(act.program_id):
        if retries.earlier(act) is None:
            retries.keep(act, receive(act, kind, answers, invite=invite))


def receive(act: Act, kind: Kind, answers: Mapping[str, Any], *, invite: bool) -> str:
    """Inside the caller's transaction; the id of the person."""
    row = people.add(act, kind, answers)
    if invite:
        notices.invite(act, kind, row.id)
    if answers.get("right_now") == "not_safe":
        notices.hurry(act)
    return str(row.id)


def of_program(act: Act, slug: str) -> dict[str, Any]:
    """What a form of this program says of it, and the consent that it asks for. Raises NotFound."""
    policy.require(act.actor, Permission.OWN_FORM)
    with reading(None):
        program = policy.found(programs.by_slug(slug))
        text = consent_texts.newest_on("matching", today_in(program, act.now))
        return {
            "name": program.name,
            "phone": program.phone,
            "time_zone": program.time_zone,
            "language": program.language,
            "consent": {"purpose": text.purpose, "version": text.version, "text": text.words[act.language]},
        }


def program_id(slug: str) -> str:
    """Raises NotFound."""
    with reading(None):
        return str(policy.found(programs.by_slug(slug)).id)
