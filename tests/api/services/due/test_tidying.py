"""What is kept for a while is forgotten a day after it was of use."""

from datetime import timedelta

from sqlalchemy import select

from api.services.due import tidying
from api.services.due.running import run
from data.db import reading, transaction
from data.models import BrowserSession, Draft, IdempotencyKey, Membership, SignInTries
from data.store import browser_sessions, drafts
from data.store.secrets import hash_of
from tests.api.services.due.telling import CONFIRMED as NOW
from tests.making import Making

DAY = timedelta(hours=24)
AGES = {"new": timedelta(0), "a_day": DAY, "older": DAY + timedelta(minutes=6), "old": 30 * DAY}


def _keep(make: Making, name: str, age: timedelta) -> None:
    with make.app.app_context(), transaction(make.program_id) as session:
        key = {"program_id": make.program_id, "asker": "anyone", "method": "POST", "path": "/", "body_digest": "-"}
        session.add(IdempotencyKey(**key, key=name, created_at=NOW - age))
        session.add(SignInTries(subject=name, tries=3, last_at=NOW - age))
        drafts.add(make.program_id, "mentee", name, {"code": name}, NOW - age, NOW - age)
        membership = session.scalars(select(Membership.id).limit(1)).one()
        browser_sessions.add(membership, name, NOW - age, NOW - age)


def _kept(make: Making) -> list[set[str]]:
    with make.app.app_context(), reading(make.program_id) as session:
        by_hash = {hash_of(name): name for name in AGES}
        named = [set(session.scalars(select(column))) for column in (IdempotencyKey.key, SignInTries.subject)]
        hashed = [session.scalars(select(column)) for column in (Draft.code_hash, BrowserSession.hash)]
        return [*named, *({by_hash[each] for each in column} for column in hashed)]


def test_what_is_older_than_a_day_is_forgotten_and_nothing_else(make: Making) -> None:
    for name, age in AGES.items():
        _keep(make, name, age)
    with make.app.app_context():
        assert run({}, NOW).tidied.done == dict.fromkeys(tidying.KEPT_FOR_A_WHILE, 2)
        assert run({}, NOW).tidied.done == dict.fromkeys(tidying.KEPT_FOR_A_WHILE, 0)
    assert _kept(make) == [{"new", "a_day"}] * 4


def test_many_are_forgotten_some_at_a_time(make: Making) -> None:
    many = 2 * tidying.AT_ONCE
    with make.app.app_context(), transaction(None) as session:
        session.add_all(SignInTries(subject=str(number), tries=1, last_at=NOW - 2 * DAY) for number in range(many))
    with make.app.app_context():
        assert run({}, NOW).tidied.done["sign_in_tries"] == many
    assert _kept(make)[1] == set()
