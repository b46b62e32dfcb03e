"""The sample program, loaded through the same import as real people, with a few who can sign in."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from api.policy import Role
from api.services import audit, imports, passwords, programs
from api.services.acts import Act
from api.services.programs import NewProgram
from api.services.refusals import AlreadyExists
from data.db import transaction
from data.store import accounts, people
from data.store import programs as store
from data.store.people import Kind
from matcher.lifecycle import MenteeStatus, MentorStatus

HARBOR = NewProgram(name="Harbor Recovery Network", slug="harbor", time_zone="America/Chicago", phone="833-846-5669")
COORDINATOR = "casey@harbor.example.org"
STAFF = (
    (Role.ADMINISTRATOR, "avery@harbor.example.org"),
    (Role.COORDINATOR, COORDINATOR),
    (Role.COORDINATOR, "rosa@harbor.example.org"),
)
SIGN_IN_OF_EACH_KIND = 2

Rows = Sequence[tuple[int, Mapping[str, Any]]]


class Credentials(NamedTuple):
    role: str
    email: str
    password: str


def load(act: Act, mentors: Rows, mentees: Rows) -> list[Credentials]:
    """Into an empty database only. Raises AlreadyExists, ImportRefused."""
    with transaction(act.program_id):
        if store.count():
            raise AlreadyExists("There is a program here already; the sample goes into an empty database only.")
        programs.add(act, HARBOR)
        added = {
            Kind.MENTOR: imports.add_all(act, Kind.MENTOR, mentors),
            Kind.MENTEE: imports.add_all(act, Kind.MENTEE, mentees),
        }
        staff = [(role, email, programs.add_staff(act, email, role)) for role, email in STAFF]
        people_who_sign_in = [
            (Role(kind.value), *_account_for(act, kind, person_id))
            for kind in (Kind.MENTOR, Kind.MENTEE)
            for person_id in _first_with_address(kind, [each.person_id for each in added[kind]])
        ]
        return [_with_password(role, email, account) for role, email, account in staff + people_who_sign_in]


def _first_with_address(kind: Kind, person_ids: Sequence[str]) -> list[str]:
    """Active mentors and the longest-waiting mentees, as far as they gave an address."""
    fitting = MentorStatus.ACTIVE if kind == Kind.MENTOR else MenteeStatus.WAITING
    rows = [row for row in (people.find(kind, person_id) for person_id in person_ids) if row.status == fitting]
    if kind == Kind.MENTEE:
        rows.sort(key=lambda row: (row.waiting_since, row.external_id or ""))
    return [row.id for row in rows if row.email_lookup][:SIGN_IN_OF_EACH_KIND]


def _account_for(act: Act, kind: Kind, person_id: str) -> tuple[str, Any]:
    email = people.words(person_id)["identity"]["email"]
    account = accounts.add(email, act.now)
    own = {"mentor_id": person_id} if kind == Kind.MENTOR else {"mentee_id": person_id}
    accounts.add_membership(account, act.program_id, kind.value, act.now, **own)
    audit.record(act, "role_given", "account", account.id, kind.value)
    return email, account


def _with_password(role: Role, email: str, account: Any) -> Credentials:
    password = passwords.new_password()
    account.password_hash = passwords.hash_new(password, [email, HARBOR.name, HARBOR.slug])
    return Credentials(role.value, email, password)
