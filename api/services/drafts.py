"""A form that can be stopped: begun without signing in, kept answer by answer, gone on with by whoever has its code.

The code is sealed with the answers, so that a link by mail leads to the same form and the paper with the code on it
stays good. Nobody of the program sees a form before it is sent in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from api import policy
from api.policy import Actor, Permission
from api.services import draft_codes, forms, retries, revisions
from api.services.acts import Act, Retry
from api.services.kinds import Kind
from api.services.mailing.secrets import DRAFT
from data.db import reading, transaction
from data.store import drafts as store
from data.store import outbox, programs
from data.store.secrets import hash_of

FORGOTTEN_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Begun:
    """``answers``: what was said so far, in the nesting of the API; ``asked``: the questions that were answered."""

    code: str
    revision: int = 0
    forgotten_at: datetime | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form that was opened by a link belongs."""

    slug: str
    kind: Kind
    code: str


def begin(act: Act, slug: str, kind: Kind, question: str, part: Mapping[str, Any]) -> Begun:
    """With the first answer. Raises NotFound for an unknown program."""
    program_id = _program_id(act, slug)
    code = draft_codes.new()
    with transaction(program_id):
        content = {"code": code, "answers": dict(part), "asked": [question]}
        return _begun(store.add(program_id, kind.value, code, content, act.now, act.now + FORGOTTEN_AFTER))


def find(act: Act, slug: str, kind: Kind, code: str) -> Begun:
    """Raises NotFound for a code that is unknown, of another program or kind, or too old."""
    program_id = _program_id(act, slug)
    with reading(program_id):
        return _begun(policy.found(store.by_code(program_id, kind.value, code, act.now)))


def keep(act: Act, slug: str, kind: Kind, code: str, question: str, part: Mapping[str, Any]) -> Begun:
    """One more answer, or another one; what other questions were answered with stays. Raises NotFound."""
    program_id = _program_id(act, slug)
    with transaction(program_id):
        draft = policy.found(store.by_code(program_id, kind.value, code, act.now, lock=True))
        content = store.answers(draft)
        content["answers"] = _merged(content["answers"], part)
        content["asked"] = list(dict.fromkeys([*content["asked"], question]))
        store.keep(draft, content, act.now + FORGOTTEN_AFTER)
        return _begun(draft)


def mail_link(act: Act, slug: str, kind: Kind, code: str, email: str) -> None:
    """The address is kept with that mail only, and not with the form. Raises NotFound."""
    program_id = _program_id(act, slug)
    with transaction(program_id):
        draft = policy.found(store.by_code(program_id, kind.value, code, act.now))
        outbox.add_to_address(email, DRAFT, now=act.now, draft_id=draft.id, language=act.language)


def open_by_link(act: Act, secret: str) -> Place:
    """Once. Raises NotFound for a link that is unknown, used or too old."""
    policy.require(act.actor, Permission.OWN_FORM)
    with transaction(None):
        draft = policy.found(store.by_link(secret, act.now))
        store.use_link(draft)
        program = policy.found(programs.find(draft.program_id))
        return Place(program.slug, Kind(draft.kind), store.answers(draft)["code"])


def send(act: Act, slug: str, kind: Kind, code: str, form: Mapping[str, Any], *, invite: bool) -> None:
    """Send the form in and remove the draft, both or neither. Sent again, it is done once.

    ``form``: the answers as the asker saw them, whose revision stands in ``act.if_match``.
    Raises NotFound, ChangedMeanwhile where one was changed since, InvalidAnswer.
    """
    program_id = _program_id(act, slug)
    mark = hash_of(code)
    act = replace(act, actor=Actor.nobody(program_id), retry=Retry("POST", f"drafts/{kind.value}", mark, mark))
    with transaction(program_id):
        if retries.earlier(act) is not None:
            return
        draft = policy.found(store.by_code(program_id, kind.value, code, act.now, lock=True))
        revisions.check(act, draft.revision)
        person_id = forms.receive(act, kind, form, invite=invite)
        store.remove(draft)
        retries.keep(act, person_id)


def throw_away(act: Act, slug: str, kind: Kind, code: str) -> None:
    """For good. What is not there any more is no matter."""
    program_id = _program_id(act, slug)
    with transaction(program_id):
        draft = store.by_code(program_id, kind.value, code, act.now, lock=True)
        if draft is not None:
            store.remove(draft)


def _program_id(act: Act, slug: str) -> str:
    policy.require(act.actor, Permission.OWN_FORM)
    return forms.program_id(slug)


def _begun(draft: Any) -> Begun:
    content = store.answers(draft)
    return Begun(content["code"], draft.revision, draft.expires_at, content["answers"], tuple(content["asked"]))


def _merged(before: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """JSON merge patch (RFC 7396), but that null is kept: it is the answer of whoever prefers not to say."""
    merged = dict(before)
    for name, said in part.items():
        earlier = merged.get(name)
        merged[name] = _merged(earlier, said) if isinstance(said, Mapping) and isinstance(earlier, Mapping) else said
    return merged
