"""People, accounts and matches, reached by doing what their users would: no impossible object is ever built."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, datetime
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from api.policy import Actor, Role
from api.services import people, programs, sessions
from api.services.acts import Act, by_system
from api.services.matches import confirming, moves
from api.services.matches.moves import Move
from api.services.programs import NewProgram
from data.db import transaction
from data.ids import new_id
from data.store import accounts
from data.store.people import Kind
from matcher.lifecycle import EndReason, MatchAction, MatchState, Party

EVERY_EVENING = [{"day": day, "from": "17:00", "to": "22:00"} for day in ("mon", "tue", "wed", "thu", "fri")]
COMMON: dict[str, Any] = {
    "recovery_stage": {"since": datetime(2026, 3, 1, tzinfo=UTC).date(), "experiences": ["alcohol"]},
    "languages": ["en"],
    "support": {"formats": ["video"], "hours_per_week": 1},
    "availability": {"time_zone": "America/Chicago", "weekly": EVERY_EVENING, "time_off": []},
    "may_tell": ["experiences", "interests", "goals", "pathways", "background"],
    "consents": [{"purpose": "matching", "how": "paper"}],
}
MENTEE: dict[str, Any] = {**COMMON, "status": "waiting"}
MENTOR: dict[str, Any] = {
    **COMMON,
    "status": "active",
    "capacity": 2,
    "recovery_stage": {"since": datetime(2020, 3, 1, tzinfo=UTC).date(), "experiences": ["alcohol"]},
    "preferences": {"not_comfortable_with": [], "must": []},
    "training": {"completed_on": datetime(2026, 1, 10, tzinfo=UTC).date(), "expires_on": None},
    "screening": {"checked_on": datetime(2026, 1, 5, tzinfo=UTC).date(), "expires_on": None},
}
STEPS_TO: dict[MatchState, list[tuple[Role, MatchAction]]] = {
    MatchState.CONFIRMED: [],
    MatchState.MENTOR_ACCEPTED: [(Role.MENTOR, MatchAction.ACCEPT)],
    MatchState.MENTEE_ACCEPTED: [(Role.MENTEE, MatchAction.ACCEPT)],
    MatchState.ACCEPTED: [(Role.MENTOR, MatchAction.ACCEPT), (Role.MENTEE, MatchAction.ACCEPT)],
}
STEPS_TO[MatchState.INTRODUCED] = [*STEPS_TO[MatchState.ACCEPTED], (Role.COORDINATOR, MatchAction.INTRODUCE)]
STEPS_TO[MatchState.ACTIVE] = [*STEPS_TO[MatchState.INTRODUCED], (Role.MENTOR, MatchAction.START)]
STEPS_TO[MatchState.PAUSED] = [*STEPS_TO[MatchState.ACTIVE], (Role.MENTEE, MatchAction.PAUSE)]
STEPS_TO[MatchState.CLOSED] = [(Role.COORDINATOR, MatchAction.WITHDRAW)]

_numbers = count(1)


class Making:
    """Everything in one program. Names and addresses are unlike each other, so that a leak of one can be told."""

    def __init__(self, app: Flask, slug: str = "harbor") -> None:
        self.app = app
        self.program_id = new_id()
        self._actors: dict[str, Actor] = {}
        act = by_system("tests", self.program_id)
        with app.app_context():
            programs.create(
                act,
                NewProgram(name=f"Program {slug}", slug=slug, time_zone="America/Chicago", phone="833-846-5669"),
                [(Role.ADMINISTRATOR, f"admin@{slug}.example.org"), (Role.COORDINATOR, f"casey@{slug}.example.org")],
            )
        self.coordinator_email = f"casey@{slug}.example.org"
        self.administrator_email = f"admin@{slug}.example.org"
        self.coordinator = self.actor(self.coordinator_email)

    def mentee(self, **changes: Any) -> str:
        return self._person(Kind.MENTEE, MENTEE, changes)

    def mentor(self, **changes: Any) -> str:
        return self._person(Kind.MENTOR, MENTOR, changes)

    def match(self, state: MatchState = MatchState.CONFIRMED, **between: str) -> str:
        """A match brought to this state step by step; ``mentee_id`` and ``mentor_id`` are made when left out."""
        mentee_id = between.get("mentee_id") or self.mentee()
        mentor_id = between.get("mentor_id") or self.mentor()
        with self.app.app_context():
            match = confirming.confirm(self.act(), mentee_id, mentor_id, None, "They share a lot.")
            by = {
                Role.MENTOR: self.act(self.person_actor(Kind.MENTOR, mentor_id)),
                Role.MENTEE: self.act(self.person_actor(Kind.MENTEE, mentee_id)),
                Role.COORDINATOR: self.act(),
            }
            for role, action in STEPS_TO[state]:
                moves.move(by[role], match["id"], _move(action))
        match_id: str = match["id"]
        return match_id

    def lapse(self, match_id: str) -> None:
        act = self.system()
        with self.app.app_context(), transaction(self.program_id):
            moves.lapse(act, moves.lock_all(act.actor, match_id))

    def act(self, actor: Actor | None = None, now: datetime | None = None) -> Act:
        return Act(actor or self.coordinator, now or datetime.now(UTC), new_id())

    def system(self, now: datetime | None = None) -> Act:
        return by_system("tests", self.program_id, now)

    def actor(self, email: str, role: str | None = None) -> Actor:
        return self._who(self.token(email, role))

    def person_actor(self, kind: Kind, person_id: str) -> Actor:
        return self._who(self.token_of(kind, person_id))

    def token(self, email: str, role: str | None = None) -> str:
        with self.app.app_context():
            token = sessions.issue_for(by_system("tests"), email, self.program_id, role, 24)
        return str(token["token"])

    def token_of(self, kind: Kind, person_id: str) -> str:
        """A token for this mentee or mentor, whose account is made when there is none yet."""
        with self.app.app_context(), transaction(self.program_id):
            membership = accounts.membership_for(person_id)
            if membership is None:
                email = f"{kind}-{next(_numbers)}@account.example.org"
                account = accounts.add(email, datetime.now(UTC))
                own = {"mentee_id": person_id} if kind == Kind.MENTEE else {"mentor_id": person_id}
                accounts.add_membership(account, self.program_id, kind.value, datetime.now(UTC), **own)
            else:
                found = accounts.find(membership.account_id)
                assert found is not None
                email = accounts.email_of(found)
        return self.token(email, kind.value)

    def client(self, token: str | None = None) -> "Client":
        """The JSON face as the coordinator, or as the owner of this token."""
        return Client(self.app.test_client(), token or self.token(self.coordinator_email))

    def client_of(self, kind: Kind, person_id: str) -> "Client":
        return self.client(self.token_of(kind, person_id))

    def party_clients(self, match_id: str) -> dict[Party, "Client"]:
        match = self.client().get(f"/matches/{match_id}").get_json()
        return {
            Party.MENTEE: self.client_of(Kind.MENTEE, match["mentee_id"]),
            Party.MENTOR: self.client_of(Kind.MENTOR, match["mentor_id"]),
        }

    def _person(self, kind: Kind, base: Mapping[str, Any], changes: Mapping[str, Any]) -> str:
        number = next(_numbers)
        body: dict[str, Any] = {
            **deepcopy(dict(base)),
            "identity": {
                "preferred_name": f"{kind.value.title()}-{number}",
                "email": f"{kind.value}{number}@person.example.org",
                "contact": {"channel": "email", "email_ok": True, "text_ok": False, "voicemail_ok": False},
            },
            **changes,
        }
        with self.app.app_context():
            person = people.create(self.act(), kind, {key: value for key, value in body.items() if value is not None})
        person_id: str = person["id"]
        return person_id

    def _who(self, token: str) -> Actor:
        with self.app.app_context():
            return sessions.who_is(token, datetime.now(UTC))


class Client:
    """Requests under /api/v1 with one person's token."""

    def __init__(self, client: FlaskClient, token: str | None) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **options: Any) -> Any:
        return self.send("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> Any:
        return self.send("POST", path, json={} if body is None else body, **options)

    def put(self, path: str, body: Any, **options: Any) -> Any:
        """Whatever was there before: other words for it go into ``headers``."""
        return self.send("PUT", path, json=body, **{"headers": {"If-Match": "*"}} | options)

    def patch(self, path: str, body: Any, **options: Any) -> Any:
        return self.send("PATCH", path, json=body, **{"headers": {"If-Match": "*"}} | options)

    def delete(self, path: str, **options: Any) -> Any:
        return self.send("DELETE", path, **options)

    def send(self, method: str, path: str, **options: Any) -> Any:
        headers = {**self._headers, **options.pop("headers", {})}
        return self._client.open(f"/api/v1{path}", method=method, headers=headers, **options)


def _move(action: MatchAction) -> Move:
    version = 1 if action == MatchAction.ACCEPT else None
    reason = EndReason.NOT_NOW if action == MatchAction.WITHDRAW else None
    return Move(action, reason=reason, text_version=version)
