"""Programs: made, read, and what day it is there."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from api import policy
from api.policy import Permission, Role
from api.services import audit, revisions, weights
from api.services.acts import Act
from api.services.refusals import AlreadyExists
from data.db import StorageUnavailable, reading, transaction
from data.store import accounts, browser_sessions, programs
from matcher.weights import DEFAULT_WEIGHTS

INVITATION_DAYS = 7
SETTINGS = (
    "name",
    "phone",
    "time_zone",
    "language",
    "minimum_months",
    "training_required",
    "screening_required",
    "smallest_group",
    "days_to_answer",
    "days_before_expiry",
)


def today_in(program: Any, now: datetime) -> date:
    """The date in the program's own zone."""
    return now.astimezone(ZoneInfo(program.time_zone)).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProgram:
    name: str
    slug: str
    time_zone: str
    phone: str | None = None
    language: str = "en"


def create(act: Act, new: NewProgram, staff: Sequence[tuple[Role, str]]) -> list[tuple[Role, str, str]]:
    """The program that the act is in, with its first people, (role, email) each.

    Answers with (role, email, one-time secret) for everyone who has no password yet. Raises Forbidden, AlreadyExists.
    """
    policy.require(act.actor, Permission.PROGRAM_CREATE)
    with transaction(act.program_id):
        add(act, new)
        invited = []
        for role, email in staff:
            account = add_staff(act, email, role)
            if account.password_hash is None:
                invited.append((role, email, invite(act, account.id)))
        return invited


def add(act: Act, new: NewProgram) -> None:
    """A program with the default weights, inside the caller's transaction. Raises AlreadyExists."""
    if programs.by_slug(new.slug) is not None:
        raise AlreadyExists("There is a program with this short name already.")
    programs.add(act.program_id, **asdict(new), now=act.now)
    programs.add_weights(
        act.program_id, 1, DEFAULT_WEIGHTS.values, weights.evidence_of_defaults(), by=None, now=act.now
    )
    audit.record(act, "program_created", "program", act.program_id)


def add_staff(act: Act, email: str, role: Role) -> Any:
    """The account of that address, made when there is none, with this role in the program; its tokens here end."""
    account = accounts.lock_by_email(email) or accounts.add(email, act.now)
    accounts.add_membership(account, act.program_id, role.value, act.now)
    accounts.end_tokens(account.id, act.now, program_id=act.program_id)
    # Elsewhere too: one that a link by mail has opened must not lead on to what staff see.
    browser_sessions.end(account.id, act.now)
    audit.record(act, "role_given", "account", account.id, role.value)
    return account


def invite(act: Act, account_id: str) -> str:
    """A single-use secret with which the holder sets their first password."""
    secret = secrets.token_urlsafe(32)
    accounts.add_secret(account_id, "invitation", secret, act.now, act.now + timedelta(days=INVITATION_DAYS))
    audit.record(act, "invited", "account", account_id)
    return secret


def settings(act: Act) -> dict[str, Any]:
    policy.require(act.actor, Permission.PROGRAM_READ)
    with reading(act.program_id):
        return _dump(programs.find(act.program_id))


def change(act: Act, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Raises Forbidden, IfMatchRequired, ChangedMeanwhile."""
    policy.require(act.actor, Permission.PROGRAM_CHANGE)
    with transaction(act.program_id):
        program = programs.lock(act.program_id)
        assert program is not None
        revisions.check(act, program.revision)
        programs.edit(program, changes)
        audit.record(act, "program_changed", "program", program.id)
        return _dump(program)


def _dump(program: Any) -> dict[str, Any]:
    return {name: getattr(program, name) for name in ("id", "slug", "revision", *SETTINGS)}


def is_empty() -> bool:
    """Whether nobody has made a program here yet."""
    with reading(None):
        return programs.count() == 0


def the_only_one() -> str | None:
    """The short name of the program, where there is just one: then everybody who comes here is meant by it.

    None as well while the storage is away.
    """
    try:
        with reading(None):
            slugs = list(programs.ids_by_slug())
    except StorageUnavailable:
        return None
    return slugs[0] if len(slugs) == 1 else None


def id_of(slug: str) -> str | None:
    with reading(None):
        program = programs.by_slug(slug)
        return program.id if program else None
