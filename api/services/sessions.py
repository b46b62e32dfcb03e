"""Who is asking: signing in for a token, telling whose a token is, ending tokens."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from api import policy
from api.policy import Actor, Permission, Role
from api.services import audit, passwords, tries
from api.services.acts import Act
from api.services.pages import Listing, Page, listing
from api.services.refusals import ChooseRole, MembershipChoice, Unauthenticated, WrongCredentials
from data.db import StorageUnavailable, asking, reading, transaction
from data.store import accounts, people

TOKEN_HOURS = 12

Memberships = Sequence[tuple[Any, Any]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Credentials:
    """``program_id`` and ``role`` choose one of several memberships."""

    email: str
    password: str
    program_id: str | None = None
    role: str | None = None


def sign_in(act: Act, given: Credentials, network: str) -> dict[str, Any]:
    """A new token for the one membership that fits.

    Raises TooManyRequests before anything is looked up, WrongCredentials, or ChooseRole when several memberships fit.
    """

    def enter(memberships: Memberships) -> dict[str, Any] | ChooseRole:
        fitting = _fitting(memberships, given.program_id, given.role)
        return _choice(memberships) if fitting is None else _issue(act, fitting, timedelta(hours=TOKEN_HOURS))

    entered = with_password(act, given.email, given.password, network, enter)
    if isinstance(entered, ChooseRole):
        # Only now: a refusal inside would undo that the count was set back.
        raise entered
    return entered


def with_password(act: Act, email: str, password: str, network: str, enter: Callable[[Memberships], T]) -> T:
    """What ``enter`` makes of the memberships of whoever knows the password.

    Raises TooManyRequests before anything is looked up, and WrongCredentials.
    The password is checked outside the writing transaction: hashing takes long, and nobody else should wait for it.
    Every address takes the same steps up to the answer: a count, a look, a hash, and an entry in the audit.
    """
    tries.count(email, network, act.now)
    with reading(None):
        account = accounts.by_email(email)
        stored_hash = account.password_hash if account else None
        account_id = account.id if account else None
    if not passwords.is_right(stored_hash, password):
        with transaction(None):
            audit.record(act, "sign_in_failed", "account", account_id)
        raise WrongCredentials
    assert account_id is not None
    with transaction(None):
        account = accounts.lock(account_id)
        if account is None or account.password_hash != stored_hash:
            raise WrongCredentials
        memberships = accounts.memberships(account.id)
        if not memberships:
            raise WrongCredentials
        tries.forget(email, network)
        return enter(memberships)


def issue_for(act: Act, email: str, program_id: str | None, role: str | None, hours: int) -> dict[str, Any]:
    """A token for an integration, made by the operator. Raises WrongCredentials for an unknown address, ChooseRole."""
    with transaction(None):
        account = accounts.lock_by_email(email)
        memberships = accounts.memberships(account.id) if account else ()
        if not memberships:
            raise WrongCredentials
        fitting = _fitting(memberships, program_id, role)
        if fitting is None:
            raise _choice(memberships)
        return _issue(act, fitting, timedelta(hours=hours))


def who_is(secret: str, now: datetime) -> Actor:
    """The actor behind a bearer token. Raises Unauthenticated."""
    with asking() as session:
        found = accounts.behind_token(secret, now)
        if found is None:
            raise Unauthenticated
        token_id, known = found
        session.info["program_id"] = known.program_id
        return actor_of(known, token_id=token_id)


def actor_of(known: accounts.Known, **through: str) -> Actor:
    """Whoever is known so, ``through`` a token or a session; read within their program.

    Only what staff do depends on their own profiles and on who has their address; a mentor or mentee acts as the one
    person that they are.
    """
    own = frozenset({known.person_id}) if known.person_id is not None else known.own
    alike = frozenset() if known.person_id is not None else people.at_address(known.lookups) - own
    return Actor(
        account_id=known.account_id,
        role=Role(known.role),
        program_id=known.program_id,
        person_id=known.person_id,
        own_people=own,
        same_address=alike,
        **through,
    )


def program_behind(secret: str, now: datetime) -> str | None:
    """The program of the token's owner, or None when there is none or the storage is away."""
    try:
        return who_is(secret, now).program_id
    except (Unauthenticated, StorageUnavailable):
        return None


def list_tokens(act: Act, page: Page) -> Listing:
    """The newest first."""
    policy.require(act.actor, Permission.OWN_TOKENS)
    with reading(None):
        return listing(accounts.tokens_in_force(_account_id(act), act.now, page), _dump)


def end_all_tokens(act: Act) -> None:
    policy.require(act.actor, Permission.OWN_TOKENS)
    with transaction(None):
        accounts.end_tokens(_account_id(act), act.now)
        audit.record(act, "tokens_ended", "account", act.actor.account_id)


def end_token(act: Act, token_id: str) -> None:
    """Raises NotFound for one that isn't in force or isn't theirs."""
    policy.require(act.actor, Permission.OWN_TOKENS)
    with transaction(None):
        if not accounts.end_tokens(_account_id(act), act.now, only=token_id):
            raise policy.NotFound
        audit.record(act, "token_ended", "token", token_id)


def end_current_token(act: Act) -> None:
    assert act.actor.token_id is not None
    end_token(act, act.actor.token_id)


def _fitting(memberships: Memberships, program_id: str | None, role: str | None) -> Any:
    """The one that was meant, or None where that is not plain."""
    fitting = [
        membership
        for membership, _ in memberships
        if program_id in (None, membership.program_id) and role in (None, membership.role)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _choice(memberships: Memberships) -> ChooseRole:
    return ChooseRole(
        [
            MembershipChoice(program.id, program.name, program.slug, membership.role)
            for membership, program in memberships
        ]
    )


def _issue(act: Act, membership: Any, lasts: timedelta) -> dict[str, Any]:
    secret = secrets.token_urlsafe(32)
    token = accounts.add_token(membership.id, secret, act.now, act.now + lasts)
    accounts.note_sign_in(membership, act.now)
    audit.record(act, "token_created", "account", membership.account_id)
    return {
        "token": secret,
        "expires_at": token.expires_at,
        "role": membership.role,
        "program_id": membership.program_id,
        "person_id": membership.person_id,
    }


def _dump(token: Any) -> dict[str, Any]:
    return {"id": token.id, "created_at": token.created_at, "expires_at": token.expires_at}


def _account_id(act: Act) -> str:
    account_id = act.actor.account_id
    assert account_id is not None
    return account_id
