"""A database with a row in every table that the service writes so far, made by real acts."""

from datetime import UTC, datetime

from data.db import Base, transaction
from data.models import BrowserSession, Draft, IdempotencyKey, Plan, PlanState
from data.store import accounts, outbox, people
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.conftest import answer
from tests.making import Making

NOT_WRITTEN_BY_ANY_ACT_YET = {IdempotencyKey.__tablename__, Draft.__tablename__, BrowserSession.__tablename__}
TABLES = sorted(set(Base.metadata.tables) - NOT_WRITTEN_BY_ANY_ACT_YET)


def fill(make: Making) -> str:
    """The id of a match that was introduced, with a run, a pair kept apart and consents of every kind beside it."""
    mentee_id, mentor_id, other_id = make.mentee(external_id="P-1"), make.mentor(external_id="M-1"), make.mentor()
    client = make.client()
    answer(client.get(f"/mentees/{mentee_id}/suggestions"), 200)
    answer(client.post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": other_id}), 201)
    match_id = make.match(MatchState.INTRODUCED, mentee_id=mentee_id, mentor_id=mentor_id)
    make.token_of(Kind.MENTEE, mentee_id)
    answer(client.post("/tokens", {"email": "somebody@example.org", "password": "not theirs"}), 401)
    now = datetime.now(UTC)
    with make.app.app_context(), transaction(make.program_id) as session:
        session.add(_plan(make.program_id, mentee_id, now))
        for kind, person_id in ((Kind.MENTEE, mentee_id), (Kind.MENTOR, mentor_id)):
            accounts.add_secret_of_person(people.find(kind, person_id), f"a secret of the {kind}", now, now)
        outbox.add_to_address("somebody@example.org", "reset", now=now)
    return match_id


def _plan(program_id: str, mentee_id: str, now: datetime) -> Plan:
    asked = {"mentee_ids": [mentee_id], "objective": "fair", "pinned": [], "forbidden": [], "weights": None}
    return Plan(program_id=program_id, state=PlanState.RUNNING, asked=asked, weights_version=1, created_at=now)
