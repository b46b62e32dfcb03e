"""Signing in without a password: a link by mail, for mentees and mentors."""

from typing import Any

from api import policy
from api.policy import PARTIES
from api.services import audit, browser_sessions
from api.services.acts import Act
from api.services.browser_sessions import Opened
from data.db import transaction
from data.store import accounts, outbox, redeeming

PURPOSE = "sign_in"


def ask(act: Act, email: str, browser: str, *, mail: bool) -> None:
    """The same work for every address: whether anybody has it is looked up when the mail is made.

    ``browser``: a random secret that the asking browser keeps; the link is worth nothing in any other.
    ``mail``: False where this address was sent enough of them for now.
    """
    with transaction(None):
        if mail:
            outbox.add_to_address(email, PURPOSE, now=act.now, browser=browser)
        audit.record(act, "sign_in_link_asked")


def use(act: Act, secret: str, browser: str, before: str = "") -> Opened:
    """Raises NotFound for a link that is unknown, used, too old, or was asked for from another browser.

    ``before``: as ``browser_sessions.open_for`` has it.
    """
    with transaction(None):
        found = policy.found(redeeming.lock_sign_in(secret, browser, act.now))
        theirs = memberships_by_link(found.account_id)
        if not theirs:
            raise policy.NotFound
        redeeming.use_up_sign_ins(theirs[0][0].account_id, act.now)
        return browser_sessions.open_for(act, theirs, before)


def memberships_by_link(account_id: str | None) -> list[tuple[Any, Any]]:
    """Of somebody who may sign in by a link: none for staff, whose mailbox alone must not open what others wrote."""
    found = list(accounts.memberships(account_id)) if account_id else []
    return found if all(membership.role in PARTIES for membership, _ in found) else []
