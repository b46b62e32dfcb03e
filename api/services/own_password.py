"""One's own password."""

from api import policy
from api.policy import Permission
from api.services import audit, browser_sessions, passwords, tries
from api.services.acts import Act
from api.services.browser_sessions import Opened
from api.services.refusals import InvalidAnswer
from data.db import reading, transaction
from data.store import accounts, redeeming

MISSING = "Please give the password that you have now as well."
WRONG = "This is not the password that you have now."
THERE_IS_NONE = "You have no password yet. Please leave this out."


def is_set(act: Act) -> bool:
    """Whether there is one; else they sign in with links by mail."""
    policy.require(act.actor, Permission.OWN_PASSWORD)
    with reading(None):
        account = accounts.find(act.actor.account_id)
        return account is not None and account.password_hash is not None


def change(act: Act, current: str | None, password: str, network: str) -> Opened | None:
    """Set it, and end all tokens and sessions, the asker's own too; who asks in a browser goes on there in a new one.

    A wrong present password is counted and slowed down like a sign-in, so that a token that somebody found is no way
    to guess it faster. Raises InvalidAnswer, TooManyRequests.
    """
    policy.require(act.actor, Permission.OWN_PASSWORD)
    account_id = act.actor.account_id
    with reading(None):
        account = accounts.find(account_id)
        assert account is not None
        email, stored_hash = accounts.email_of(account), account.password_hash
        known = passwords.known_of(email, [program for _, program in accounts.memberships(account.id)])
    passwords.check_new(password, known)
    _check_current(act, email, stored_hash, current, network)
    password_hash = passwords.hash_new(password, known)
    with transaction(None):
        account = accounts.lock(account.id)
        assert account is not None
        if account.password_hash != stored_hash:
            raise InvalidAnswer({"current_password": [WRONG]})
        account.password_hash = password_hash
        redeeming.use_up(account.id, email, act.now)
        opened = browser_sessions.end_all_and_begin_again(act)
        accounts.end_tokens_only(account.id, act.now)
        tries.forget(email, network)
        audit.record(act, "password_set", "account", account.id)
        return opened


def _check_current(act: Act, email: str, stored_hash: str | None, current: str | None, network: str) -> None:
    if stored_hash is None:
        if current is not None:
            raise InvalidAnswer({"current_password": [THERE_IS_NONE]})
        return
    if current is None:
        raise InvalidAnswer({"current_password": [MISSING]})
    tries.count(email, network, act.now)
    if not passwords.is_right(stored_hash, current):
        with transaction(None):
            audit.record(act, "current_password_wrong", "account", act.actor.account_id)
        raise InvalidAnswer({"current_password": [WRONG]})
