"""What is written down of every act: who, when, what, on what, why; never the content."""

from api.services.acts import Act
from data.db import transaction
from data.store import audit as store
from data.store.audit import Entry


def record(
    act: Act,
    deed: str,
    subject_kind: str | None = None,
    subject_id: str | None = None,
    why: str | None = None,
    *,
    chain: str | None = None,
) -> None:
    """An entry in the transaction of the act itself; ``chain`` is a program that the asker has not signed in to."""
    store.record(chain or act.actor.program_id, _entry(act, deed, subject_kind, subject_id, why))


def record_refusal(act: Act, code: str) -> None:
    """An entry of its own, after the refused act was rolled back."""
    with transaction(act.actor.program_id):
        store.record(act.actor.program_id, _entry(act, "refused", None, None, code))


def _entry(act: Act, deed: str, subject_kind: str | None, subject_id: str | None, why: str | None) -> Entry:
    return Entry(
        at=act.now,
        actor_id=act.actor.account_id,
        role=act.actor.role.value,
        act=deed,
        request_id=act.request_id,
        subject_kind=subject_kind,
        subject_id=subject_id,
        why=why or act.actor.reason,
    )
