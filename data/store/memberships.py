"""Memberships as a program sees them: its staff, and through which account its people sign in."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, delete, func, select

from data.db import db
from data.models.programs import Account, BrowserSession, Membership, Token
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


def how_many(program_id: str, role: str) -> int:
    count = select(func.count()).select_from(Membership)
    return db.session.scalar(count.where(Membership.program_id == program_id, Membership.role == role)) or 0


def remove(membership: Membership) -> None:
    """With its tokens and sessions, the ended ones too."""
    _remove_ways_in(membership)
    db.session.delete(membership)
    db.session.flush()


def move(membership: Membership, account: Account) -> None:
    """The person signs in with this account from now on, and with nothing of the one before."""
    _remove_ways_in(membership)
    membership.account_id, membership.signed_in_at = account.id, None
    db.session.flush()


def _staff(program_id: str) -> Select[Any]:
    return select(Membership).where(Membership.program_id == program_id, Membership.role.in_(STAFF_ROLES))


def _remove_ways_in(membership: Membership) -> None:
    for way in (Token, BrowserSession):
        db.session.execute(delete(way).where(way.membership_id == membership.id))
