"""Forms that somebody has begun: found by their code or by a link, never by whose they are."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from data.db import current_keyring, db
from data.ids import new_id
from data.models.drafts import Draft
from data.seal import Sealed
from data.store.secrets import hash_of


def add(
    program_id: str, kind: str, code: str, answers: Mapping[str, Any], now: datetime, expires_at: datetime
) -> Draft:
    draft_id = new_id()
    sealed = current_keyring().seal(draft_id, dict(answers))
    draft = Draft(
        id=draft_id,
        program_id=program_id,
        kind=kind,
        code_hash=hash_of(code),
        key_id=sealed.key_id,
        sealed=sealed.value,
        created_at=now,
        expires_at=expires_at,
    )
    db.session.add(draft)
    db.session.flush()
    return draft


def by_code(program_id: str, kind: str, code: str, now: datetime, *, lock: bool = False) -> Draft | None:
    statement = select(Draft).where(
        Draft.program_id == program_id, Draft.kind == kind, Draft.code_hash == hash_of(code), Draft.expires_at > now
    )
    return db.session.scalar(statement.with_for_update() if lock else statement)


def by_link(secret: str, now: datetime) -> Draft | None:
    """Held, so that a link is used once."""
    statement = select(Draft).where(
        Draft.link_hash == hash_of(secret), Draft.link_expires_at > now, Draft.expires_at > now
    )
    return db.session.scalar(statement.with_for_update())


def find(draft_id: str) -> Draft | None:
    return db.session.scalar(select(Draft).where(Draft.id == draft_id))


def answers(draft: Draft) -> dict[str, Any]:
    found: dict[str, Any] = current_keyring().open(draft.id, Sealed(draft.key_id, draft.sealed))
    return found


def keep(draft: Draft, answers: Mapping[str, Any], expires_at: datetime) -> None:
    sealed = current_keyring().seal(draft.id, dict(answers))
    draft.key_id, draft.sealed = sealed.key_id, sealed.value
    draft.revision += 1
    draft.expires_at = expires_at


def set_link(draft: Draft, secret: str, expires_at: datetime) -> None:
    """The one before is worth nothing from now on."""
    draft.link_hash, draft.link_expires_at = hash_of(secret), expires_at


def use_link(draft: Draft) -> None:
    draft.link_hash = draft.link_expires_at = None


def remove(draft: Draft) -> None:
    db.session.execute(delete(Draft).where(Draft.id == draft.id))
