"""Staff accounts: added, read and removed by an administrator."""

from typing import Any

from api import policy
from api.policy import Permission, Role
from api.services import audit, invitations, programs, retries
from api.services.acts import Act
from api.services.pages import Listing, Page, listing
from api.services.refusals import AlreadyExists, LastAdministrator
from data.db import transaction
from data.store import accounts, memberships, redeeming
from data.store import programs as rows


def add(act: Act, email: str, role: Role) -> dict[str, Any]:
    """A role for whoever has this address, and a mail to them.

    The answer is the same whether or not they have an account in another program: nobody learns that here. Raises
    Forbidden for the asker's own address (nobody grants themselves anything), AlreadyExists.
    """
    policy.require(act.actor, Permission.STAFF)
    with transaction(act.program_id):
        if (done := retries.earlier(act)) is not None:
            return _dump(*_find(act, done))
        account = accounts.by_email(email)
        if account is not None and account.id == act.actor.account_id:
            raise policy.Forbidden
        if account is not None and memberships.with_role(account.id, act.program_id, role.value) is not None:
            raise AlreadyExists("Somebody with this address has this role here already.")
        account = programs.add_staff(act, email, role)
        invitations.promise(act, act.program_id, "account", account.id)
        membership = memberships.with_role(account.id, act.program_id, role.value)
        assert membership is not None
        retries.keep(act, membership.id)
        return _dump(membership, account)


def list_all(act: Act, page: Page) -> Listing:
    """Those who came first, first. Addresses are identities: the look is written down."""
    policy.require(act.actor, Permission.STAFF)
    with transaction(act.program_id):
        audit.record(act, "staff_listed")
        found = memberships.staff(act.program_id, page)
        accounts_by_id = memberships.accounts_of(found.rows)
        return listing(found, lambda row: _dump(row, accounts_by_id[row.account_id]))


def read(act: Act, membership_id: str) -> dict[str, Any]:
    """Raises NotFound for whoever is not of this program's staff."""
    policy.require(act.actor, Permission.STAFF)
    with transaction(act.program_id):
        membership, account = _find(act, membership_id)
        audit.record(act, "identity_read", "account", account.id)
        return _dump(membership, account)


def remove(act: Act, membership_id: str) -> None:
    """At once: the account's tokens for this program end. Raises NotFound, LastAdministrator.

    The program's row is held first, so that of two administrators who remove each other one stays.
    """
    policy.require(act.actor, Permission.STAFF)
    with transaction(act.program_id):
        rows.lock(act.program_id)
        membership, account = _find(act, membership_id)
        if membership.role == Role.ADMINISTRATOR and memberships.how_many(act.program_id, membership.role) == 1:
            raise LastAdministrator("Somebody has to look after this program. Add another administrator first.")
        accounts.lock(account.id)
        accounts.end_tokens(account.id, act.now, program_id=act.program_id)
        audit.record(act, "role_taken", "account", account.id, membership.role)
        memberships.remove(membership)
        if not accounts.memberships(account.id):
            redeeming.use_up(account.id, accounts.email_of(account), act.now)


def _find(act: Act, membership_id: str) -> tuple[Any, Any]:
    membership = policy.found(memberships.staff_member(act.program_id, membership_id))
    account = memberships.accounts_of([membership])[membership.account_id]
    return membership, account


def _dump(membership: Any, account: Any) -> dict[str, Any]:
    return {
        "id": membership.id,
        # One spelling for all: the one that is stored may have come from another program.
        "email": accounts.email_of(account).casefold(),
        "role": membership.role,
        "signed_in": membership.signed_in_at is not None,
        "created_at": membership.created_at,
    }
