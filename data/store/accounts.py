"""Accounts, their memberships, their tokens and one-time secrets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from data.db import current_keyring, db
from data.ids import new_id
from data.models.people import Mentee
from data.models.programs import Account, Membership, OneTimeSecret, Program, Token
from data.prepared import Prepared
from data.seal import Sealed
from data.store import browser_sessions, paging, ways_in
from data.store.paging import Found, Key, Page
from data.store.secrets import hash_of


def by_email(email: str) -> Account | None:
    return db.session.scalar(_by_email(email))


def find(account_id: str | None) -> Account | None:
    return db.session.scalar(select(Account).where(Account.id == account_id))


def lock(account_id: str) -> Account | None:
    return db.session.scalar(_held(select(Account).where(Account.id == account_id)))


def lock_by_email(email: str) -> Account | None:
    return db.session.scalar(_held(_by_email(email)))


def email_of(account: Account) -> str:
    email: str = current_keyring().open(account.id, Sealed(account.key_id, account.sealed))["email"]
    return email


def lookups(email: str) -> list[str]:
    return current_keyring().email_lookups(email)


def is_at(account: Account, email: str) -> bool:
    """Whether this is the account's address."""
    return is_lookup_of(email, account.email_lookup)


def is_lookup_of(email: str, lookup: str | None) -> bool:
    """Whether it is this address's keyed hash, under whichever key; None, which is nobody's, is not held against it."""
    return lookup is None or lookup in current_keyring().email_lookups(email)


def add(email: str, now: datetime) -> Account:
    keyring = current_keyring()
    account_id = new_id()
    sealed = keyring.seal(account_id, {"email": email})
    account = Account(
        id=account_id,
        email_lookup=keyring.email_lookup(email),
        key_id=sealed.key_id,
        sealed=sealed.value,
        created_at=now,
    )
    db.session.add(account)
    db.session.flush()
    return account


def add_membership(
    account: Account,
    program_id: str,
    role: str,
    now: datetime,
    *,
    mentee_id: str | None = None,
    mentor_id: str | None = None,
) -> Membership:
    membership = Membership(
        account_id=account.id,
        program_id=program_id,
        role=role,
        mentee_id=mentee_id,
        mentor_id=mentor_id,
        created_at=now,
    )
    db.session.add(membership)
    db.session.flush()
    return membership


def memberships(account_id: str) -> Sequence[tuple[Membership, Program]]:
    statement = (
        select(Membership, Program)
        .join(Program, Program.id == Membership.program_id)
        .where(Membership.account_id == account_id)
        .order_by(Program.name, Membership.role)
    )
    return [(membership, program) for membership, program in db.session.execute(statement)]


def note_sign_in(membership: Membership, now: datetime) -> None:
    if membership.signed_in_at is None:
        membership.signed_in_at = now


def membership_for(person_id: str) -> Membership | None:
    """The membership through which this person signs in to their own profile."""
    return db.session.scalar(
        select(Membership).where((Membership.mentee_id == person_id) | (Membership.mentor_id == person_id))
    )


def staff(program_id: str, role: str) -> Sequence[str]:
    """Account ids of everyone with this role."""
    statement = select(Membership.account_id).where(Membership.program_id == program_id, Membership.role == role)
    return db.session.scalars(statement.order_by(Membership.account_id)).all()


def accounts_of(person_ids: Sequence[str]) -> set[str]:
    """Account ids of those of these people who can sign in."""
    theirs = Membership.mentee_id.in_(person_ids) | Membership.mentor_id.in_(person_ids)
    return set(db.session.scalars(select(Membership.account_id).where(theirs)))


def add_token(membership_id: str, secret: str, now: datetime, expires_at: datetime) -> Token:
    token = Token(
        membership_id=membership_id,
        hash=hash_of(secret),
        created_at=now,
        expires_at=expires_at,
    )
    db.session.add(token)
    return token


@dataclass(frozen=True, slots=True)
class Known:
    """Who has a membership.

    ``person_id``: the profile that it is for. ``own``: all in the program that the account signs in to. ``lookups``:
    the keyed hashes of its address.
    """

    account_id: str
    program_id: str
    role: str
    person_id: str | None
    own: frozenset[str]
    lookups: Sequence[str]


_own: Any = aliased(Membership)
_MEMBERSHIP = (
    select(
        Membership.account_id,
        Membership.program_id,
        Membership.role,
        func.coalesce(Membership.mentee_id, Membership.mentor_id).label("person_id"),
        func.coalesce(_own.mentee_id, _own.mentor_id).label("own"),
        Account.key_id,
        Account.sealed,
    )
    .join(Account, Account.id == Membership.account_id)
    .join(_own, and_(_own.account_id == Membership.account_id, _own.program_id == Membership.program_id))
)
_BEHIND_TOKEN = Prepared(
    _MEMBERSHIP.add_columns(Token.id.label("token_id"))
    .join(Token, Token.membership_id == Membership.id)
    .where(Token.hash == bindparam("hash"), Token.ended_at.is_(None), Token.expires_at > bindparam("now"))
)
_BY_ID = Prepared(_MEMBERSHIP.where(Membership.id == bindparam("membership_id")))


def behind_token(secret: str, now: datetime) -> tuple[str, Known] | None:
    """The id of the token, and whose it is. None: there is none in force."""
    rows = _BEHIND_TOKEN.rows(hash=hash_of(secret), now=now)
    return (rows[0].token_id, _known(rows)) if rows else None


def known(membership_id: str) -> Known | None:
    rows = _BY_ID.rows(membership_id=membership_id)
    return _known(rows) if rows else None


def _known(rows: Sequence[Any]) -> Known:
    first, keyring = rows[0], current_keyring()
    email = keyring.open(first.account_id, Sealed(first.key_id, first.sealed))["email"]
    return Known(
        first.account_id,
        first.program_id,
        first.role,
        first.person_id,
        frozenset(row.own for row in rows if row.own),
        keyring.email_lookups(email),
    )


def tokens_in_force(account_id: str, now: datetime, page: Page) -> Found:
    """The newest first."""
    statement = (
        select(Token)
        .join(Membership, Membership.id == Token.membership_id)
        .where(
            Membership.account_id == account_id,
            Token.ended_at.is_(None),
            Token.expires_at > now,
        )
    )
    return paging.find(statement, (Key(Token.created_at, falling=True), Key(Token.id)), page)


def end_tokens(account_id: str, now: datetime, only: str | None = None, program_id: str | None = None) -> int:
    """End all tokens of an account, or the one of that id, or those for one program; how many were in force.

    What ends more than the one token ends what is signed in on the pages as well. What changes in one program is no
    reason to sign anybody out of another.
    """
    if only is None:
        browser_sessions.end(account_id, now, program_id=program_id)
    return end_tokens_only(account_id, now, only, program_id)


def end_tokens_only(account_id: str, now: datetime, only: str | None = None, program_id: str | None = None) -> int:
    """The same, while sessions on the pages go on."""
    return ways_in.end(Token, account_id, now, only=only, program_id=program_id)


def add_secret(
    account_id: str, purpose: str, secret: str, now: datetime, expires_at: datetime, browser: str | None = None
) -> None:
    """``browser``: for a sign-in, the hash of what the cookie of the one that asked holds."""
    db.session.add(
        OneTimeSecret(
            account_id=account_id,
            purpose=purpose,
            browser=browser,
            hash=hash_of(secret),
            created_at=now,
            expires_at=expires_at,
        )
    )


def add_secret_of_person(person: Any, secret: str, now: datetime, expires_at: datetime) -> None:
    """An invitation for the mentee or mentor with this profile, good only while their address stays the same."""
    own = {"mentee_id": person.id} if isinstance(person, Mentee) else {"mentor_id": person.id}
    db.session.add(
        OneTimeSecret(
            **own,
            program_id=person.program_id,
            email_lookup=person.email_lookup,
            purpose="invitation",
            hash=hash_of(secret),
            created_at=now,
            expires_at=expires_at,
        )
    )


def _by_email(email: str) -> Select[Account]:
    return select(Account).where(Account.email_lookup.in_(current_keyring().email_lookups(email)))


def _held(statement: Select[Account]) -> Select[Account]:
    """As it is now, and as it stays until the transaction ends."""
    return statement.with_for_update(key_share=True).execution_options(populate_existing=True)
