"""Signed in on the pages: sessions that live here, and of which a browser holds a secret only."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from api import policy
from api.policy import PARTIES, Actor, Permission, Role
from api.services import audit
from api.services.acts import Act
from api.services.refusals import Unauthenticated
from api.services.sessions import Memberships, actor_of, with_password
from data.db import reading, transaction
from data.store import accounts, browser_sessions

# Staff: trust.md, after NIST SP 800-63B-4 section 2.2.3. A mentee or mentor sees nobody's data but their own.
IDLE = {"staff": timedelta(minutes=30), "party": timedelta(hours=2)}
LONGEST = timedelta(hours=12)
# A row is not written at every click.
SEEN_AGAIN_AFTER = timedelta(minutes=1)
_FIRST = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.MENTOR, Role.MENTEE)


@dataclass(frozen=True, slots=True)
class Opened:
    """``secret`` is for the browser's cookie; ``has_choice``: whether there is another role to act in."""

    secret: str
    role: str
    has_choice: bool


def sign_in(act: Act, email: str, password: str, network: str) -> Opened:
    """In the role that comes first; another one is chosen afterwards. Raises TooManyRequests, WrongCredentials."""
    return with_password(act, email, password, network, lambda memberships: open_for(act, memberships))


def open_for(act: Act, memberships: Memberships) -> Opened:
    """Inside the caller's transaction, which has made sure of who it is."""
    by_role = sorted((membership for membership, _ in memberships), key=lambda each: _FIRST.index(each.role))
    return _open(act, by_role[0], act.now + LONGEST, has_choice=len(by_role) > 1)


def who_is(secret: str, now: datetime) -> Actor:
    """The actor of a session that was used a short while ago. Raises Unauthenticated."""
    with reading(None) as session:
        found = browser_sessions.in_force(secret, now)
        if found is None or found[0].last_seen_at + _idle(found[1].role) <= now:
            raise Unauthenticated
        row, membership = found
        seen_at = row.last_seen_at
        session.info["program_id"] = membership.program_id
        actor = actor_of(membership, session_id=row.id)
    if now - seen_at >= SEEN_AGAIN_AFTER:
        with transaction(None):
            browser_sessions.see(_session_id(actor), now)
    return actor


def listed(act: Act) -> list[dict[str, Any]]:
    """One's own, the last seen first."""
    policy.require(act.actor, Permission.OWN_TOKENS)
    with reading(None):
        found = browser_sessions.of_account(_account_id(act), act.now)
        return [
            {
                "id": row.id,
                "created_at": row.created_at,
                "last_seen_at": row.last_seen_at,
                "role": membership.role,
                "program_name": program.name,
                "is_this_one": row.id == act.actor.session_id,
            }
            for row, membership, program in found
            if row.last_seen_at + _idle(membership.role) > act.now
        ]


def end(act: Act, session_id: str) -> None:
    """Raises NotFound for one that isn't in force or isn't theirs."""
    policy.require(act.actor, Permission.OWN_TOKENS)
    with transaction(None):
        if not browser_sessions.end(_account_id(act), act.now, only=session_id):
            raise policy.NotFound
        audit.record(act, "session_ended", "session", session_id)


def end_this(act: Act) -> None:
    end(act, _session_id(act.actor))


def end_others(act: Act) -> None:
    """All but the one that this comes from, and all tokens of the API."""
    policy.require(act.actor, Permission.OWN_TOKENS)
    with transaction(None):
        browser_sessions.end(_account_id(act), act.now, but=act.actor.session_id)
        accounts.end_tokens_only(_account_id(act), act.now)
        audit.record(act, "other_sessions_ended", "account", act.actor.account_id)


def choices(act: Act) -> list[dict[str, Any]]:
    """The roles that one may act in, each by the id of its membership."""
    policy.require(act.actor, Permission.OWN_ACCOUNT)
    with reading(None):
        return [
            {
                "id": membership.id,
                "role": membership.role,
                "program_name": program.name,
                "is_this_one": (membership.role, membership.program_id) == (act.actor.role, act.actor.program_id),
            }
            for membership, program in accounts.memberships(_account_id(act))
        ]


def choose(act: Act, membership_id: str) -> Opened:
    """A new session in that role, in the place of this one and with the time that is left of it. Raises NotFound."""
    policy.require(act.actor, Permission.OWN_ACCOUNT)
    with transaction(None):
        accounts.lock(_account_id(act))
        mine = [membership for membership, _ in accounts.memberships(_account_id(act))]
        chosen = policy.found(next((each for each in mine if each.id == membership_id), None))
        left = _this(act)
        browser_sessions.end(_account_id(act), act.now, only=left.id)
        return _open(act, chosen, left.expires_at, has_choice=True)


def _open(act: Act, membership: Any, until: datetime, *, has_choice: bool) -> Opened:
    secret = secrets.token_urlsafe(32)
    browser_sessions.add(membership.id, secret, act.now, until)
    accounts.note_sign_in(membership, act.now)
    audit.record(act, "session_opened", "account", membership.account_id)
    return Opened(secret, membership.role, has_choice)


def _this(act: Act) -> Any:
    found = browser_sessions.of_account(_account_id(act), act.now)
    return policy.found(next((row for row, *_ in found if row.id == act.actor.session_id), None))


def _idle(role: str) -> timedelta:
    return IDLE["party" if role in PARTIES else "staff"]


def _session_id(actor: Actor) -> str:
    if actor.session_id is None:
        raise policy.NotFound
    return actor.session_id


def _account_id(act: Act) -> str:
    assert act.actor.account_id is not None
    return act.actor.account_id
