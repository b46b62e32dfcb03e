"""Memberships as a program sees them: its staff, and through which account its people sign in."""

from collections.abc import Sequence

from sqlalchemy import Select, delete, func, select

from data.db import db
from data.models.programs import Account, Membership, Token

STAFF_ROLES = ("administrator", "coordinator")
StaffRow = tuple[Membership, Account, bool]


def with_role(account_id: str, program_id: str, role: str) -> Membership | None:
    return db.session.scalar(
        select(Membership).where(
            Membership.account_id == account_id, Membership.program_id == program_id, Membership.role == role
        )
    )


def staff(program_id: str, limit: int) -> Sequence[StaffRow]:
    """The oldest first, each with the account and whether they have ever signed in with this role."""
    rows = _staff(program_id).order_by(Membership.created_at, Membership.id).limit(limit)
    return [(membership, account, signed_in) for membership, account, signed_in in db.session.execute(rows)]


def staff_member(program_id: str, membership_id: str) -> StaffRow | None:
    found = db.session.execute(_staff(program_id).where(Membership.id == membership_id)).first()
    return None if found is None else (found[0], found[1], found[2])


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


def _staff(program_id: str) -> Select[Membership, Account, bool]:
    signed_in = select(Token.id).where(Token.membership_id == Membership.id).exists()
    return (
        select(Membership, Account, signed_in)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.program_id == program_id, Membership.role.in_(STAFF_ROLES))
    )


def _remove_tokens(membership: Membership) -> None:
    db.session.execute(delete(Token).where(Token.membership_id == membership.id))
