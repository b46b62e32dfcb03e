"""The audit: every entry hashed to the one before, appended as the last thing of a transaction."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select

from data.db import before_commit, db
from data.ids import new_id
from data.models.records import AuditEntry, AuditHead

SERVICE = "service"
FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """``act`` and ``why`` are codes, ``subject_id`` an id: never words, never a name."""

    at: datetime
    actor_id: str | None
    role: str
    act: str
    request_id: str
    subject_kind: str | None = None
    subject_id: str | None = None
    why: str | None = None


def start_chain(chain: str) -> None:
    db.session.add(AuditHead(chain=chain, position=0, hash=FIRST_HASH))


def record(program_id: str | None, entry: Entry) -> None:
    """Append at the end of this transaction: the chain's head is the last lock taken."""
    waiting = db.session.info.setdefault("audit", {})
    if not waiting:
        before_commit(lambda: _append_all(waiting))
    waiting.setdefault(program_id or SERVICE, []).append(entry)


def hash_entry(chain: str, position: int, entry: Entry, previous_hash: str) -> str:
    """SHA-256 over the canonical form (sorted keys, no spaces) of the entry and the hash before it."""
    content = {
        **_fields(entry),
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "chain": chain,
        "position": position,
        "previous_hash": previous_hash,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def entries(chain: str) -> Sequence[AuditEntry]:
    return db.session.scalars(select(AuditEntry).where(AuditEntry.chain == chain).order_by(AuditEntry.position)).all()


def content_of(row: AuditEntry) -> Entry:
    return Entry(
        at=row.at,
        actor_id=row.actor_id,
        role=row.role,
        act=row.act,
        request_id=row.request_id,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        why=row.why,
    )


def _fields(entry: Entry) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in fields(Entry)}


def _append_all(waiting: Mapping[str, Sequence[Entry]]) -> None:
    for chain, entries in waiting.items():
        _append(chain, entries)


def _append(chain: str, entries: Sequence[Entry]) -> None:
    """However many there are: the head is locked once, and all of them are sent at once."""
    head = db.session.scalars(
        select(AuditHead).where(AuditHead.chain == chain).with_for_update().execution_options(populate_existing=True)
    ).one()
    rows = []
    for entry in entries:
        position = head.position + 1
        digest = hash_entry(chain, position, entry, head.hash)
        rows.append(
            {
                "id": new_id(),
                "chain": chain,
                "position": position,
                "previous_hash": head.hash,
                "hash": digest,
                **_fields(entry),
            }
        )
        head.position, head.hash = position, digest
    db.session.execute(insert(AuditEntry), rows)
