"""Signed in on the pages: sessions that live here, and of which a browser holds a secret only."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from api import policy
from api.policy import PARTIES, Actor, Permission, Role
from api.services import audit
from api.services.acts import Act
from api.services.refusals import Unauthenticated
from api.services.sessions import Memberships, actor_of, with_password
from data.db import StorageUnavailable, asking, reading, transaction
from data.store import accounts, browser_sessions

# Staff: trust.md, after NIST SP 800-63B-4 section 2.2.3. A mentee or mentor sees nobody's data but their own.
# Whoever is staff in any role is so in all of them, since one step leads from each to the others.
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


@dataclass(frozen=True, slots=True)
class Present:
    """``has_choice``: whether there is another role to act in."""

    actor: Actor
    has_choice: bool


def sign_in(act: Act, email: str, password: str, network: str, before: str = "") -> Opened:
    """In the role of the session ``before``, or the one that comes first; another one is chosen afterwards.

    Raises TooManyRequests, WrongCredentials.
    """
    return with_password(act, email, password, network, lambda memberships: open_for(act, memberships, before))


def open_for(act: Act, memberships: Memberships, before: str = "") -> Opened:
    """Inside the caller's transaction, which has made sure of who it is.

    ``before``: the secret of the session, over by now, that this browser had: whoever had it goes on in its role.
    """
    by_role = sorted((membership for membership, _ in memberships), key=lambda each: _FIRST.index(each.role))
    membership_id = browser_sessions.membership_of(before) if before else None
    again = [each for each in by_role if each.id == membership_id]
    return _open(act, (again or by_role)[0], act.now + LONGEST, has_choice=len(by_role) > 1 and not again)


def who_is(secret: str, now: datetime) -> Present:
    """Whose session this is, if it was used a short while ago. Raises Unauthenticated."""
    with asking() as session:
        found = browser_sessions.in_force(secret, now)
        if found is None or found.row.last_seen_at + _idle(found.of_staff) <= now:
            raise Unauthenticated
        seen_at = found.row.last_seen_at
        session.info["program_id"] = found.membership.program_id
        known = accounts.known(found.membership.id)
        if known is None:
            raise Unauthenticated
        here = Present(actor_of(known, session_id=found.row.id), found.roles > 1)
    if now - seen_at >= SEEN_AGAIN_AFTER:
        # On a full disk people still read.
        with suppress(StorageUnavailable), transaction(None):
            browser_sessions.see(_session_id(here.actor), now)
    return here


def listed(act: Act) -> list[dict[str, Any]]:
    """One's own, the last seen first."""
    policy.require(act.actor, Permission.OWN_TOKENS)
    with reading(None):
        found = browser_sessions.of_account(_account_id(act), act.now)
        of_staff = any(membership.role not in PARTIES for membership, _ in accounts.memberships(_account_id(act)))
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
            if row.last_seen_at + _idle(of_staff) > act.now
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


def close(secret: str, now: datetime) -> None:
    """The one with this secret, since its browser has another from now on."""
    with transaction(None):
        browser_sessions.close(secret, now)


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


def end_all_and_begin_again(act: Act) -> Opened | None:
    """A new session in the place of the one that this comes from, with the time that is left of it; all others end.

    Inside the caller's transaction. None for whoever came with a token and has none.
    """
    left = _this(act) if act.actor.session_id else None
    browser_sessions.end(_account_id(act), act.now)
    if left is None:
        return None
    mine = {membership.id: membership for membership, _ in accounts.memberships(_account_id(act))}
    return _open(act, mine[left.membership_id], left.expires_at, has_choice=False)


def _open(act: Act, membership: Any, until: datetime, *, has_choice: bool) -> Opened:
    secret = secrets.token_urlsafe(32)
    browser_sessions.add(membership.id, secret, act.now, until)
    accounts.note_sign_in(membership, act.now)
    audit.record(act, "session_opened", "account", membership.account_id)
    return Opened(secret, membership.role, has_choice)


def _this(act: Act) -> Any:
    found = browser_sessions.of_account(_account_id(act), act.now)
    return policy.found(next((row for row, *_ in found if row.id == act.actor.session_id), None))


def _idle(of_staff: bool) -> timedelta:
    return IDLE["staff" if of_staff else "party"]


def _session_id(actor: Actor) -> str:
    if actor.session_id is None:
        raise policy.NotFound
    return actor.session_id


def _account_id(act: Act) -> str:
    assert act.actor.account_id is not None
    return act.actor.account_id
