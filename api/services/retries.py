"""The same request again: done once, and answered again with what is there today.

Looked up after the asker's rights, so that whoever lost them is told so; kept in the transaction of the act, so that a
refused one leaves nothing.
"""

import hmac
from typing import Any

from api.services.acts import Act, Retry
from api.services.refusals import KeyReused
from data.store import retries as store

ANYONE = "anyone"


def earlier(act: Act) -> str | None:
    """The id of what the same request made or moved before; None for one that is new. Raises KeyReused."""
    if act.retry is None:
        return None
    found = store.claim(act.program_id, **_of(act, act.retry), body_digest=act.retry.body_digest, now=act.now)
    if found is None:
        return None
    if not hmac.compare_digest(found.body_digest, act.retry.body_digest):
        raise KeyReused
    return found.subject_id


def keep(act: Act, subject_id: str) -> None:
    if act.retry is not None:
        store.keep(act.program_id, **_of(act, act.retry), subject_id=subject_id)


def _of(act: Act, retry: Retry) -> dict[str, Any]:
    if act.actor.account_id is None:
        # Strangers share no keys: with another body it is another request, and nobody learns which keys there are.
        return _asked(ANYONE, retry, f"{retry.key}\n{retry.body_digest}")
    return _asked(f"{act.actor.account_id}/{act.actor.role}", retry, retry.key)


def _asked(asker: str, retry: Retry, key: str) -> dict[str, Any]:
    return {"asker": asker, "method": retry.method, "path": retry.path, "key": key}
