"""What need not be kept, once it is of no more use: keys of retries, tries to sign in, forms left, sessions over."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from api.services.acts import Act
from data.db import transaction
from data.store import passing

# Whoever asked just before may still be looking at a key that was in force when they did.
STILL_LOOKED_AT = timedelta(minutes=5)
AT_ONCE = 500
KEPT_FOR_A_WHILE: Mapping[str, Callable[[datetime, int], int]] = {
    "idempotency_keys": passing.forget_idempotency_keys,
    "sign_in_tries": passing.forget_sign_in_tries,
    "drafts": passing.forget_drafts,
    "browser_sessions": passing.forget_browser_sessions,
}


def forget(act: Act, what: str) -> int:
    """How many were deleted, some at a time, so that nobody who asks or signs in waits for long."""
    forgotten = 0
    while True:
        with transaction(None):
            last = KEPT_FOR_A_WHILE[what](act.now - passing.KEPT - STILL_LOOKED_AT, AT_ONCE)
        forgotten += last
        if last < AT_ONCE:
            return forgotten
