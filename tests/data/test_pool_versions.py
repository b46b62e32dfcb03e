"""The counter that pools follow: raised with whatever changes a mentor for matching, and with nothing else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from api.services import imports
from data.db import before_commit, reading, transaction
from data.ids import new_id
from data.models import Consent, Mentor, PoolHead, SealedIdentity
from data.pool_versions import OutOfTurn
from data.store import consents, people, pool_changes
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.conftest import answer
from tests.databases import SQLITE_FIRST
from tests.making import MENTEE, MENTOR, Client, Making
from tests.writes_on_mentors import ON_ONE

IDENTITY: dict[str, Any] = {
    "preferred_name": "Sam",
    "email": "sam@person.example.org",
    "contact": {"channel": "email", "email_ok": True, "text_ok": False, "voicemail_ok": False},
}
WRITERS, TIMES = 6, 5


class Broken(Exception):
    pass


def _version(make: Making) -> int:
    with make.app.app_context(), reading(make.program_id):
        version: int = pool_changes.head(make.program_id).version
        return version


def _since(make: Making, version: int) -> set[str]:
    with make.app.app_context(), reading(make.program_id):
        return set(pool_changes.since(version))


def _import(make: Making, kind: Kind, how_many: int, *, dry_run: bool = False) -> set[str]:
    body = (MENTOR if kind == Kind.MENTOR else MENTEE) | {"identity": IDENTITY}
    rows = [(line, deepcopy(body)) for line in range(how_many)]
    with make.app.app_context():
        return {row.person_id for row in imports.import_people(make.system(), kind, rows, dry_run=dry_run)}


@SQLITE_FIRST
@pytest.mark.parametrize("write", sorted(set(ON_ONE) - {"newcomer"}))
def test_what_changes_a_mentor_raises_the_version_and_names_them(make: Making, write: str) -> None:
    mentor_id, _other = make.mentor(), make.mentor()
    before = _version(make)
    ON_ONE[write](make.client(), mentor_id, 1)
    assert _version(make) > before
    assert _since(make, before) == {mentor_id}


@SQLITE_FIRST
def test_a_consent_raises_it_when_it_is_given_and_when_it_is_taken_back(make: Making) -> None:
    mentor_id, client = make.mentor(consents=[]), make.client()
    for _ in range(2):
        before = _version(make)
        ON_ONE["consent"](client, mentor_id, 1)
        assert _since(make, before) == {mentor_id}


def test_newcomers_raise_it_once_however_many_they_are(make: Making) -> None:
    before = _version(make)
    mentor_id = make.mentor()
    assert (_version(make), _since(make, before)) == (before + 1, {mentor_id})
    imported = _import(make, Kind.MENTOR, 501)
    assert len(imported) == 501
    assert (_version(make), _since(make, before + 1)) == (before + 2, imported)


@SQLITE_FIRST
@pytest.mark.parametrize(
    ("state", "action"),
    [
        (MatchState.CONFIRMED, "withdraw"),
        (MatchState.ACCEPTED, "introduce"),
        (MatchState.ACTIVE, "pause"),
        (MatchState.ACTIVE, "close"),
    ],
)
def test_a_match_raises_it_with_its_confirmation_and_with_each_move(
    make: Making, state: MatchState, action: str
) -> None:
    mentor_id, _other = make.mentor(), make.mentor()
    match_id = make.match(state, mentor_id=mentor_id)
    before = _version(make)
    assert _since(make, before - 1) == {mentor_id}
    body = {"action": action} | ({"reason": "completed"} if action == "close" else {})
    answer(make.client().post(f"/matches/{match_id}/moves", body), 200)
    assert _since(make, before) == {mentor_id}


@SQLITE_FIRST
def test_a_proposal_that_lapses_raises_it(make: Making) -> None:
    mentor_id = make.mentor()
    match_id = make.match(mentor_id=mentor_id)
    before = _version(make)
    make.lapse(match_id)
    assert _since(make, before) == {mentor_id}


def _mentees_move(client: Client, mentee_id: str) -> Any:
    return client.post(f"/mentees/{mentee_id}/moves", {"action": "hold"})


ON_MENTEES: dict[str, Callable[[Client, str], Any]] = {
    "an edit": lambda client, mentee_id: client.patch(f"/mentees/{mentee_id}", {"goals": ["housing"]}),
    "words": lambda client, mentee_id: client.patch(f"/mentees/{mentee_id}", {"about": "Dogs and long walks."}),
    "a move": _mentees_move,
    "suggestions": lambda client, mentee_id: client.get(f"/mentees/{mentee_id}/suggestions"),
    "settings": lambda client, _: client.patch("/program", {"name": "Another name"}),
}


@SQLITE_FIRST
@pytest.mark.parametrize("act", ON_MENTEES)
def test_an_act_on_mentees_alone_does_not_raise_it(make: Making, act: str) -> None:
    mentee_id, _mentor = make.mentee(), make.mentor()
    client = make.client(make.token(make.administrator_email) if act == "settings" else None)
    before = _version(make)
    assert ON_MENTEES[act](client, mentee_id).status_code == 200
    _import(make, Kind.MENTEE, 2)
    make.token_of(Kind.MENTEE, mentee_id)
    assert _version(make) == before


@SQLITE_FIRST
def test_what_the_matcher_is_not_told_of_a_mentor_does_not_raise_it(make: Making) -> None:
    mentor_id = make.mentor()
    before = _version(make)
    answer(make.client().patch(f"/mentors/{mentor_id}", {"external_id": "M-9", "may_tell": ["goals"]}), 200)
    assert _version(make) == before


def test_what_is_rolled_back_leaves_it_as_it_was(make: Making) -> None:
    mentor_id = make.mentor()
    before = _version(make)
    with make.app.app_context(), suppress(Broken), transaction(make.program_id):
        people.edit(people.find(Kind.MENTOR, mentor_id), {"capacity": 9})
        before_commit(_break)
    assert _import(make, Kind.MENTOR, 2, dry_run=True) == set()
    assert _version(make) == before
    assert _since(make, before) == set()


def _break() -> None:
    raise Broken


@SQLITE_FIRST
def test_words_written_without_the_row_of_the_mentor_count(make: Making) -> None:
    mentor_id, mentee_id = make.mentor(), make.mentee()
    before = _version(make)
    with make.app.app_context(), transaction(make.program_id) as session:
        for person_id in (mentor_id, mentee_id):
            session.get_one(SealedIdentity, person_id).key_id = "another"
    assert _since(make, before) == {mentor_id}


@pytest.mark.parametrize(
    "statement", [update(Mentor).values(capacity=7), delete(Consent).where(Consent.purpose == "research")], ids=str
)
def test_a_statement_on_many_rows_counts_for_every_mentor(make: Making, statement: Any) -> None:
    everyone = {make.mentor(), make.mentor()}
    before = _version(make)
    with make.app.app_context(), transaction(make.program_id) as session:
        session.execute(statement)
    assert (_version(make), _since(make, before)) == (before + 1, everyone)


@SQLITE_FIRST
def test_rows_that_would_be_added_unseen_are_refused(make: Making) -> None:
    row = {"subject_id": new_id(), "program_id": make.program_id, "key_id": "test", "sealed": b""}
    with make.app.app_context(), pytest.raises(OutOfTurn), transaction(make.program_id) as session:
        session.execute(insert(SealedIdentity), [row])


@SQLITE_FIRST
def test_a_mentor_who_changes_after_the_counter_was_raised_is_refused(make: Making) -> None:
    mentor_id = make.mentor()

    def too_late() -> None:
        people.edit(people.find(Kind.MENTOR, mentor_id), {"capacity": 9})

    before = _version(make)
    with make.app.app_context(), pytest.raises(OutOfTurn), transaction(make.program_id):
        before_commit(too_late)
    assert _version(make) == before


@SQLITE_FIRST
def test_whoever_has_changed_a_mentor_is_not_told_the_version(make: Making) -> None:
    mentor_id = make.mentor()
    with make.app.app_context(), pytest.raises(OutOfTurn), transaction(make.program_id):
        consents.add(
            Kind.MENTOR,
            mentor_id,
            make.program_id,
            purpose="matching",
            text_version=1,
            how="paper",
            given_on=datetime.now(UTC).date(),
            now=datetime.now(UTC),
            by=None,
        )
        pool_changes.head(make.program_id)


def test_a_counter_that_is_missing_starts(make: Making) -> None:
    with make.app.app_context(), transaction(None) as session:
        session.execute(delete(PoolHead).where(PoolHead.program_id == make.program_id))
    mentor_id = make.mentor()
    assert (_version(make), _since(make, 0)) == (1, {mentor_id})


def test_many_who_write_at_once_get_a_version_each_and_never_wait_in_a_ring(make: Making) -> None:
    mentor_ids, token = [make.mentor() for _ in range(WRITERS)], make.token(make.coordinator_email)
    before = _version(make)

    def write(place: int) -> None:
        for number in range(TIMES):
            ON_ONE["capacity"](make.client(token), mentor_ids[(place + number) % WRITERS], place * TIMES + number)

    with ThreadPoolExecutor(WRITERS) as at_once:
        list(at_once.map(write, range(WRITERS)))
    assert _version(make) == before + WRITERS * TIMES
    assert _since(make, before) == set(mentor_ids)
