"""The trail of acts: one chain, unforked, in which no entry can be changed, left out or moved unseen."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from api.services import imports
from data.db import db, reading
from data.models import AuditHead
from data.store import audit
from data.store.audit import FIRST_HASH, SERVICE, Entry
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.conftest import answer
from tests.making import MENTEE, Client, Making

THREADS, TIMES = 8, 5
WORDS: dict[str, Any] = {
    "identity": {"preferred_name": "Canaryname", "email": "canarymail@example.org", "phone": "+1 555 777 0199"},
    "about": "canaryabout",
    "keep_apart_words": "canaryapart",
    "interests": ["own:canaryinterest"],
}


@dataclass(frozen=True)
class Kept:
    position: int
    entry: Entry
    previous_hash: str
    hash: str


def _chain(app: Flask, chain: str) -> list[Kept]:
    with app.app_context(), reading(None):
        rows = audit.entries(chain)
        return [Kept(row.position, audit.content_of(row), row.previous_hash, row.hash) for row in rows]


def _head(app: Flask, chain: str) -> tuple[int, str]:
    with app.app_context(), reading(None):
        head = db.session.scalars(select(AuditHead).where(AuditHead.chain == chain)).one()
        return head.position, head.hash


def _first_broken(chain: str, kept: Sequence[Kept], head: tuple[int, str]) -> int | None:
    """Recompute all of it: the position of the first entry that doesn't fit, or None."""
    last, position = FIRST_HASH, 0
    for each in kept:
        position += 1
        right = audit.hash_entry(chain, position, each.entry, last)
        if (each.position, each.previous_hash, each.hash) != (position, last, right):
            return position
        last = each.hash
    return None if head == (position, last) else position + 1


def _acts(app: Flask, chain: str) -> list[str]:
    return [each.entry.act for each in _chain(app, chain)]


@pytest.fixture
def story(make: Making) -> Making:
    """A program in which a good deal was done."""
    make.match(MatchState.ACTIVE)
    make.client().get("/mentees")
    return make


def test_each_act_appends_its_entry(app: Flask, make: Making) -> None:
    assert _acts(app, make.program_id) == ["program_created", *["role_given", "invited"] * 2]
    mentee_id, mentor_id = make.mentee(), make.mentor()
    client = make.client()
    before = len(_chain(app, make.program_id))
    answer(client.get(f"/mentees/{mentee_id}"), 200)
    match_id = make.match(MatchState.MENTOR_ACCEPTED, mentee_id=mentee_id, mentor_id=mentor_id)
    new = _chain(app, make.program_id)[before:]
    assert [each.entry.subject_id for each in new if each.entry.act == "identity_read"] == [mentee_id]
    assert [each.entry.role for each in new if each.entry.subject_id == match_id] == ["coordinator", "mentor"]
    assert all(each.entry.actor_id and each.entry.request_id for each in new)


def test_what_is_undone_leaves_no_entry_of_it(app: Flask, make: Making) -> None:
    before = _chain(app, make.program_id)
    body = {"identity": {"preferred_name": "Sam"}, "availability": {"time_zone": "Not/AZone"}}
    answer(make.client().post("/mentees", body), 422)
    assert _chain(app, make.program_id) == before


@pytest.mark.parametrize("of_the_service", [True, False])
def test_the_chain_is_whole_when_recomputed(app: Flask, story: Making, of_the_service: bool) -> None:
    chain = SERVICE if of_the_service else story.program_id
    kept = _chain(app, chain)
    assert len(kept) >= 4
    assert _first_broken(chain, kept, _head(app, chain)) is None


@pytest.mark.parametrize("field", list(Entry.__dataclass_fields__))
def test_a_changed_field_is_noticed(app: Flask, story: Making, field: str) -> None:
    chain, kept = story.program_id, _chain(app, story.program_id)
    entry = kept[2].entry
    other: Any = entry.at + timedelta(microseconds=1) if field == "at" else "another"
    kept[2] = replace(kept[2], entry=replace(entry, **{field: other}))
    assert _first_broken(chain, kept, _head(app, chain)) == 3


TAMPERING: dict[str, tuple[int, Callable[[list[Kept]], list[Kept]]]] = {
    "a removed middle entry": (4, lambda kept: kept[:3] + kept[4:]),
    "a removed middle entry, the rest renumbered": (
        4,
        lambda kept: kept[:3] + [replace(each, position=each.position - 1) for each in kept[4:]],
    ),
    "a removed first entry": (1, lambda kept: kept[1:]),
    "two swapped entries": (3, lambda kept: [*kept[:2], kept[3], kept[2], *kept[4:]]),
    "two entries with each other's content": (
        3,
        lambda kept: [
            *kept[:2],
            replace(kept[2], entry=kept[3].entry),
            replace(kept[3], entry=kept[2].entry),
            *kept[4:],
        ],
    ),
    "an entry twice": (4, lambda kept: [*kept[:3], kept[2], *kept[3:]]),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_is_noticed_at_its_place(app: Flask, story: Making, how: str) -> None:
    place, tamper = TAMPERING[how]
    chain = story.program_id
    assert _first_broken(chain, tamper(_chain(app, chain)), _head(app, chain)) == place


def test_a_cut_tail_does_not_fit_the_head(app: Flask, story: Making) -> None:
    chain, kept = story.program_id, _chain(app, story.program_id)
    assert _first_broken(chain, kept[:-1], _head(app, chain)) == len(kept)


def test_one_program_s_entry_does_not_fit_into_another_chain(app: Flask, story: Making) -> None:
    kept = _chain(app, story.program_id)
    assert _first_broken("another chain", kept, _head(app, story.program_id)) == 1


def test_acts_at_the_same_time_never_fork_the_chain(app: Flask, make: Making) -> None:
    before = len(_chain(app, make.program_id))

    def act(_: int) -> None:
        for _time in range(TIMES):
            make.mentee()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(act, range(THREADS)))
    kept = _chain(app, make.program_id)
    assert _first_broken(make.program_id, kept, _head(app, make.program_id)) is None
    assert [each.entry.act for each in kept[before:]].count("mentee_created") == THREADS * TIMES


def test_what_is_appended_together_is_one_chain_in_the_order_it_was_done(app: Flask, make: Making) -> None:
    before = len(_chain(app, make.program_id))
    with app.app_context():
        imports.import_people(make.system(), Kind.MENTEE, [(line, MENTEE | WORDS) for line in (2, 3)])
    kept = _chain(app, make.program_id)
    assert _first_broken(make.program_id, kept, _head(app, make.program_id)) is None
    each = ["consent_given", "mentee_created"]
    assert [entry.entry.act for entry in kept[before:]] == [*each, *each, "mentees_imported"]
    one, two = (kept[before + first].entry.subject_id for first in (1, 3))
    assert [entry.entry.subject_id for entry in kept[before:]] == [one, one, two, two, make.program_id]


def _refused_reading(make: Making) -> Any:
    return make.client_of(Kind.MENTOR, make.mentor()), "GET", "/mentees", {}


def _refused_match(make: Making) -> Any:
    match_id = make.match()
    found = make.client().get(f"/matches/{match_id}").get_json()
    body = {"mentee_id": found["mentee_id"], "mentor_id": make.mentor(), "rationale": "canaryrationale"}
    return make.client(), "POST", "/matches", {"json": body}


def _refused_move(make: Making) -> Any:
    match_id = make.match()
    return make.client(), "POST", f"/matches/{match_id}/moves", {"json": {"action": "introduce"}}


def _nothing_there(make: Making) -> Any:
    return make.client(), "GET", f"/mentees/{'0' * 32}", {}


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (_refused_reading, "forbidden"),
        (_refused_match, "already_matched"),
        (_refused_move, "invalid_transition"),
        (_nothing_there, "not_found"),
    ],
)
def test_a_refused_act_leaves_one_entry_of_the_refusal_and_no_other(
    app: Flask, make: Making, asked: Callable[[Making], Any], why: str
) -> None:
    client, method, path, options = asked(make)
    before, service = len(_chain(app, make.program_id)), _chain(app, SERVICE)
    refused = client.send(method, path, **options)
    assert refused.get_json()["code"] == why
    new = _chain(app, make.program_id)[before:]
    assert [(each.entry.act, each.entry.why) for each in new] == [("refused", why)]
    assert new[0].entry.request_id == refused.get_json()["request_id"]
    assert _chain(app, SERVICE) == service


@pytest.mark.parametrize("known", [True, False])
def test_a_failed_sign_in_leaves_one_entry(app: Flask, make: Making, known: bool) -> None:
    before, program = len(_chain(app, SERVICE)), len(_chain(app, make.program_id))
    email = make.coordinator_email if known else "canarystranger@example.org"
    client = Client(app.test_client(), None)
    answer(client.post("/tokens", {"email": email, "password": "canarypassword, a wrong one"}), 401)
    new = _chain(app, SERVICE)[before:]
    assert [(each.entry.act, each.entry.subject_id is not None) for each in new] == [("sign_in_failed", known)]
    assert len(_chain(app, make.program_id)) == program


def test_entries_hold_no_word_of_a_person(app: Flask, make: Making) -> None:
    of_the_mentor = {**WORDS, "identity": {**WORDS["identity"], "email": "canarymentor@example.org"}}
    mentee_id, mentor_id = make.mentee(**WORDS), make.mentor(**of_the_mentor)
    client = make.client()
    body = {"mentee_id": mentee_id, "mentor_id": mentor_id, "rationale": "canaryrationale"}
    path = f"/matches/{answer(client.post('/matches', body), 201)['id']}/moves"
    answer(client.post(path, {"action": "withdraw", "reason": "safety", "note": "canarynote"}), 200)
    answer(client.get(f"/mentees/{mentee_id}"), 200)
    client.get("/mentees?status=canarystatus")
    client.post("/tokens", {"email": "canarymail@example.org", "password": "canarypassword of theirs"})
    entries = [asdict(each.entry) for chain in (make.program_id, SERVICE) for each in _chain(app, chain)]
    assert len(entries) > 10
    assert "canary" not in repr(entries).casefold()
