"""Mentees and mentors with their sealed words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, bindparam, false, func, or_, select, union_all

from data.db import current_keyring, db
from data.ids import new_id
from data.models.people import Mentee, Mentor, SealedIdentity
from data.prepared import Prepared
from data.seal import Sealed
from data.store import paging, profiles
from data.store.paging import Found, Key, Page
from matcher.lifecycle import MenteeStatus, MentorStatus


class Kind(StrEnum):
    MENTEE = "mentee"
    MENTOR = "mentor"

    @property
    def other(self) -> "Kind":
        """Of the two in a match."""
        return Kind.MENTOR if self is Kind.MENTEE else Kind.MENTEE


PersonRow = Mentee | Mentor
TABLES: dict[Kind, type[Mentee] | type[Mentor]] = {
    Kind.MENTEE: Mentee,
    Kind.MENTOR: Mentor,
}
FIRST_STATUS = {Kind.MENTEE: MenteeStatus.NEW, Kind.MENTOR: MentorStatus.APPLIED}
# Mentors who help now, or will again without being screened and trained anew.
HELPING = (MentorStatus.ACTIVE, MentorStatus.PAUSED)
_RUNS_OUT = {
    "training": (Mentor.training_expires_on, Mentor.training_notice_for),
    "screening": (Mentor.screening_expires_on, Mentor.screening_notice_for),
}


def kind_of(row: PersonRow) -> Kind:
    return Kind.MENTEE if isinstance(row, Mentee) else Kind.MENTOR


def find(kind: Kind, person_id: str | None) -> Any:
    return db.session.scalar(select(TABLES[kind]).where(TABLES[kind].id == person_id))


def lock(kind: Kind, person_id: str | None) -> Any:
    """The row as it is now, held until the transaction ends. Locks go mentor, mentee, match: always in that order."""
    statement = select(TABLES[kind]).where(TABLES[kind].id == person_id)
    return db.session.scalar(statement.with_for_update(key_share=True).execution_options(populate_existing=True))


def everyone(kind: Kind) -> Sequence[Any]:
    return db.session.scalars(select(TABLES[kind]).order_by(TABLES[kind].id)).all()


def by_id(kind: Kind, person_ids: Iterable[str]) -> dict[str, Any]:
    table = TABLES[kind]
    found: Sequence[Any] = db.session.scalars(select(table).where(table.id.in_(list(person_ids)))).all()
    return {row.id: row for row in found}


def how_many(kind: Kind, status: MenteeStatus | MentorStatus) -> int:
    table = TABLES[kind]
    return db.session.scalar(select(func.count()).select_from(table).where(table.status == status)) or 0


def by_waiting(status: MenteeStatus | None, page: Page) -> Found:
    """Mentees, those who have waited longest first."""
    statement = select(Mentee) if status is None else select(Mentee).where(Mentee.status == status)
    return paging.find(statement, (Key(Mentee.waiting_since), Key(Mentee.id)), page)


def mentors(status: MentorStatus | None, page: Page) -> Found:
    statement = select(Mentor) if status is None else select(Mentor).where(Mentor.status == status)
    return paging.find(statement, (Key(Mentor.id),), page)


def mentors_running_out(of: Iterable[str], last_day: date) -> Sequence[str]:
    """Ids of those who help and whose ``training`` or ``screening`` ends by that day, which was not told of yet."""
    ends = [
        and_(expires_on <= last_day, told_of.is_distinct_from(expires_on))
        for expires_on, told_of in (_RUNS_OUT[what] for what in of)
    ]
    statement = select(Mentor.id).where(Mentor.status.in_(HELPING), or_(false(), *ends))
    return db.session.scalars(statement.order_by(Mentor.id)).all()


def email_of(row: PersonRow) -> str | None:
    return (words(row.id).get("identity") or {}).get("email")


def external_ids(kind: Kind, among: Iterable[str]) -> set[str]:
    table = TABLES[kind]
    found = db.session.scalars(select(table.external_id).where(table.external_id.in_(list(among))))
    return {external_id for external_id in found if external_id}


def with_email(kind: Kind, lookups: Iterable[str]) -> set[str]:
    """Ids of the people whose address has one of these keyed hashes."""
    table = TABLES[kind]
    return set(db.session.scalars(select(table.id).where(table.email_lookup.in_(list(lookups)))).all())


_lookups: Any = bindparam("lookups", expanding=True)
_AT_ADDRESS = Prepared(
    union_all(
        *(
            select(table.id).where(table.email_lookup.in_(bindparam("lookups", expanding=True)))
            for table in (Mentee, Mentor)
        )
    )
)


def at_address(lookups: Collection[str]) -> frozenset[str]:
    """Ids of the mentees and mentors whose address has one of these keyed hashes."""
    return frozenset(row.id for row in _AT_ADDRESS.rows(lookups=lookups))


def add_all(
    kind: Kind,
    program_id: str,
    newcomers: Iterable[tuple[Mapping[str, Any], MenteeStatus | MentorStatus]],
    now: datetime,
) -> list[Any]:
    """Everyone by profile and status, in the same few statements for one as for hundreds."""
    added = []
    for profile, status in newcomers:
        row = TABLES[kind](id=new_id(), program_id=program_id, status=status, created_at=now, revision=1)
        words = profiles.write(row, {}, profile)
        row.email_lookup = _lookup(words)
        added.append((row, current_keyring().seal(row.id, words)))
    db.session.add_all(row for row, _ in added)
    # The tables know each other by foreign keys only: what is pointed at has to be there first.
    db.session.flush()
    db.session.add_all(
        SealedIdentity(subject_id=row.id, program_id=program_id, key_id=sealed.key_id, sealed=sealed.value)
        for row, sealed in added
    )
    return [row for row, _ in added]


def profile(row: PersonRow) -> dict[str, Any]:
    return profiles.read(row, words(row.id))


def profiles_of(rows: Iterable[PersonRow]) -> list[dict[str, Any]]:
    """In their order, in one look; the erased, of whom no identity is left, are not among them."""
    known = list(rows)
    opened = all_words(row.id for row in known)
    return [profiles.read(row, opened[row.id]) for row in known if opened.get(row.id, {}).get("identity")]


def edit(row: PersonRow, changes: Mapping[str, Any]) -> None:
    """Write what was sent and raise the revision."""
    before = words(row.id)
    after = profiles.write(row, before, changes)
    row.revision += 1
    if after != before:
        row.email_lookup = _lookup(after)
        sealed = current_keyring().seal(row.id, after)
        identity = db.session.scalars(select(SealedIdentity).where(SealedIdentity.subject_id == row.id)).one()
        identity.key_id, identity.sealed = sealed.key_id, sealed.value


def words(person_id: str) -> dict[str, Any]:
    """The sealed document of one person, opened."""
    return all_words([person_id])[person_id]


_SEALED = Prepared(
    select(SealedIdentity.subject_id, SealedIdentity.key_id, SealedIdentity.sealed).where(
        SealedIdentity.subject_id.in_(bindparam("person_ids", expanding=True))
    )
)


def all_words(person_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    keyring = current_keyring()
    return {
        row.subject_id: keyring.open(row.subject_id, Sealed(row.key_id, row.sealed))
        for row in _SEALED.rows(person_ids=list(person_ids))
    }


def preferred_names(person_ids: Iterable[str]) -> dict[str, str | None]:
    """Names by id; an erased person has none."""
    return {
        person_id: (opened.get("identity") or {}).get("preferred_name")
        for person_id, opened in all_words(person_ids).items()
    }


def emails_in(opened: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Addresses by id, of those who have given one. ``opened``: by id, the words of each."""
    said = {person_id: (words.get("identity") or {}) for person_id, words in opened.items()}
    return {person_id: identity["email"] for person_id, identity in said.items() if identity.get("email")}


def _lookup(words: Mapping[str, Any]) -> str | None:
    email = (words.get("identity") or {}).get("email")
    return current_keyring().email_lookup(email) if email else None
