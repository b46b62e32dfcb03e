"""Memberships as a program sees them: its staff, and through which account its people sign in."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, delete, func, select

from data.db import db
from data.models.programs import Account, Membership, Token
from data.store import paging
from data.store.paging import Found, Key, Page

STAFF_ROLES = ("administrator", "coordinator")


def with_role(account_id: str, program_id: str, role: str) -> Membership | None:
    return db.session.scalar(
        select(Membership).where(
            Membership.account_id == account_id, Membership.program_id == program_id, Membership.role == role
        )
    )


def staff(program_id: str, page: Page) -> Found:
    """The oldest first."""
    return paging.find(_staff(program_id), (Key(Membership.created_at), Key(Membership.id)), page)


def staff_member(program_id: str, membership_id: str) -> Membership | None:
    return db.session.scalar(_staff(program_id).where(Membership.id == membership_id))


def accounts_of(memberships: Sequence[Membership]) -> dict[str, Account]:
    ids = [membership.account_id for membership in memberships]
    return {account.id: account for account in db.session.scalars(select(Account).where(Account.id.in_(ids)))}


def signed_in(memberships: Sequence[Membership]) -> set[str]:
    """Ids of those of them with which somebody has ever signed in."""
    ids = [membership.id for membership in memberships]
    return set(db.session.scalars(select(Token.membership_id).where(Token.membership_id.in_(ids))))


def how_many(program_id: str, role: str) -> int:
    count = select(func.count()).select_from(Membership)
    return db.session.scalar(count.where(Membership.program_id == program_id, Membership.role == role)) or 0


def remove(membership: Membership) -> None:
    """With its tokens, the ended ones too."""
    _remove_tokens(membership)
    db.session.delete(membership)
    db.session.flush()


def move(membership: Membership, account: Account) -> None:
    """The person signs in with this account from now on, and with no token of the one before."""
    _remove_tokens(membership)
    membership.account_id = account.id
    db.session.flush()


def _staff(program_id: str) -> Select[Any]:
    return select(Membership).where(Membership.program_id == program_id, Membership.role.in_(STAFF_ROLES))


def _remove_tokens(membership: Membership) -> None:
    db.session.execute(delete(Token).where(Token.membership_id == membership.id))
