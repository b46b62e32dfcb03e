"""The audit: every entry hashed to the one before, appended as the last thing of a transaction."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from data.db import Base, before_commit, db
from data.ids import new_id
from data.models.records import AuditEntry, AuditHead
from data.prepared import Prepared, write

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


_HEADS = Base.metadata.tables["audit_heads"]
_HEAD = Prepared(
    select(_HEADS.c.position, _HEADS.c.hash).where(_HEADS.c.chain == bindparam("of_chain")).with_for_update()
)
_MOVE_HEAD = update(_HEADS).where(_HEADS.c.chain == bindparam("of_chain"))
_ADD = insert(Base.metadata.tables["audit"])


def _append(chain: str, entries: Sequence[Entry]) -> None:
    """However many there are: the head is locked once, and all of them are sent at once."""
    head = _HEAD.row(of_chain=chain)
    assert head is not None
    position, last, rows = head.position, head.hash, []
    for entry in entries:
        position, before = position + 1, last
        last = hash_entry(chain, position, entry, before)
        rows.append(
            {
                "id": new_id(),
                "chain": chain,
                "position": position,
                "previous_hash": before,
                "hash": last,
                **_fields(entry),
            }
        )
    write(_MOVE_HEAD, {"of_chain": chain, "position": position, "hash": last})
    write(_ADD, rows)
