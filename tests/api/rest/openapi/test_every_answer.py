"""Every operation is driven to its success and to each refusal that the document has for it.

That each of these answers is what the document says of it is seen to by the watch over every test.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from api.app import create_app
from api.auth import WITH_A_BODY
from api.rest.blueprint import PREFIX
from api.rest.openapi.examples import Step, chapters
from api.rest.openapi.operations import SECURITY
from api.services import programs
from data.db import transaction
from data.store import accounts, consents
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.rest.asking import NOBODY, YES, add_role
from tests.api.rest.openapi.telling import NOW, Telling
from tests.conftest import settings
from tests.making import Making
from tests.watching import REACHED, untold, watch

Reached = set[tuple[str, int, str]]
STAFF = ("administrator", "coordinator")
UNREADABLE = (
    {"data": b"{", "content_type": "application/json"},
    {"data": b"a=1", "content_type": "text/plain"},
    {"data": b"x" * 300_000, "content_type": "application/json"},
)
# Bodies that pass and are another than the example, for a key that was used before.
ANOTHER_BODY: dict[str, dict[str, Any]] = {
    "create_mentee": {"about": "Other words."},
    "create_mentor": {"about": "Other words."},
    "move_mentee": {"action": "end"},
    "move_mentor": {"action": "retire"},
    "give_mentee_consent": {"purpose": "research"},
    "give_mentor_consent": {"purpose": "messages"},
    "keep_apart": {"mentor_id": NOBODY},
    "ask_for_plan": {"objective": "total"},
    "confirm_rows": {"rationale": "Other words."},
    "confirm_match": {"rationale": "Other words."},
    "move_match": {"note": "Other words."},
    "add_staff": {"email": "somebody.else@harbor.example.org"},
}
# What takes two requests at one moment, or somebody with two roles. Other tests tell of them.
REACHED_ELSEWHERE = {
    "conflict": "tests/journeys/test_sixteen_at_once.py",
    "forbidden": "tests/api/rest/test_refusals.py",
    "too_many_requests": "tests/api/test_throttle.py",
    "already_exists": "tests/api/rest/test_invitations.py",
}

# tests/journeys/test_what_an_attacker_tries.py ends one token twice at once.
REACHED_BY_TWO_AT_ONCE = {("end_current_token", 404, "not_found")}
# What takes more people than a story has: tests/api/rest/test_large_plans.py.
REACHED_BY_LARGE_PLANS = {("ask_for_plan", 202, ""), ("confirm_rows", 409, "not_ready")}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_answer_of_the_document_is_really_given(app: Flask, document: dict[str, Any], tmp_path: Path) -> None:
    app.extensions[REACHED].clear()
    make = Making(app)
    _tell_the_story(make, document)
    _send_what_something_stands_in_the_way_of(make)
    _sign_in_with_two_roles(make)
    documented = set(_documented(document))
    reached = app.extensions[REACHED] | _without_storage(tmp_path, document)
    missing = documented - reached - REACHED_BY_TWO_AT_ONCE - REACHED_BY_LARGE_PLANS
    assert {each for each in missing if each[2] not in REACHED_ELSEWHERE} == set()
    assert len({each for each in documented & reached if each[2] == "forbidden"}) >= 15


def _documented(document: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    """(operation, status, code)"""
    schemas = document["components"]["schemas"]
    for described in _operations(document).values():
        for status, answer in described["responses"].items():
            for code in _codes(schemas, answer) if status >= "400" else ("",):
                yield described["operationId"], int(status), code


def _operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        described["operationId"]: {**described, "path": path, "verb": verb.upper()}
        for path, item in document["paths"].items()
        for verb, described in item.items()
    }


def _codes(schemas: dict[str, Any], answer: dict[str, Any]) -> Iterator[str]:
    (media_type,) = answer["content"].values()
    for each in media_type["schema"].get("anyOf", [media_type["schema"]]):
        yield schemas[each["$ref"].rpartition("/")[2]]["properties"]["code"]["const"]


# --- the story ------------------------------------------------------------------------------------------------------


def _tell_the_story(make: Making, document: dict[str, Any]) -> None:
    """Each operation is first sent with whatever can be wrong with it, then as it is written, then changed."""
    operations, seen = _operations(document), set()
    with time_machine.travel(NOW, tick=False) as now:
        telling = Telling(make, document)
        for step in (step for steps in chapters().values() for step in steps):
            now.shift(1)
            name = step["operation"]
            is_first = name not in seen and step["status"] < 400
            if is_first:
                seen.add(name)
                _send_wrong(telling, step, operations[name])
                if name in ANOTHER_BODY:
                    step = {**step, "headers": {"Idempotency-Key": name}}
            telling.tell(step)
            if is_first and name in ANOTHER_BODY:
                sent = telling.sent(step)
                telling.send({**sent, "request": sent["request"] | ANOTHER_BODY[name]})
    make.app.test_client().get(f"{PREFIX}/openapi.json")
    make.app.test_client().get(f"{PREFIX}/openapi.json?nobody_knows_this=1")


def _send_wrong(telling: Telling, step: Step, described: dict[str, Any]) -> None:
    for wrong in _wrong(telling.sent(step), described):
        response = telling.send(wrong)
        assert response.status_code >= 400, (wrong, response.get_data(as_text=True))


def _wrong(step: Step, described: dict[str, Any]) -> Iterator[Step]:
    yield {**step, "query": {**step.get("query", {}), "nobody_knows_this": "1"}}
    if "path" in step:
        yield {**step, "path": dict.fromkeys(step["path"], NOBODY)}
    if described["verb"] in WITH_A_BODY:
        without = {key: value for key, value in step.items() if key != "request"}
        yield from ({**without, "options": options} for options in UNREADABLE)
    if described["security"] == SECURITY:
        yield {**step, "by": "nobody"}
    if "412" in described["responses"]:
        yield from ({**step, "headers": headers} for headers in ({}, {"If-Match": '"stale"'}))
    if "403" in described["responses"]:
        may = {who.partition(" ")[0] for who in described["x-who-may"]}
        yield from ({**step, "by": role} for role in STAFF if role not in may)


# --- what stands in the way -----------------------------------------------------------------------------------------


def _send_what_something_stands_in_the_way_of(make: Making) -> None:
    client, mentor_id, waiting, matched = make.client(), make.mentor(), make.mentee(), make.mentee()
    active, other_id = make.match(MatchState.ACTIVE, mentee_id=matched), make.mentor()
    weights = {"weights": client.get("/weights").get_json()["weights"]}
    for mentee_id in (matched, make.mentee(status="new"), make.mentee(consents=[])):
        client.get(f"/mentees/{mentee_id}/suggestions")
        client.post(f"/mentees/{mentee_id}/suggestions", weights)
        client.get(f"/mentees/{mentee_id}/suggestions/{mentor_id}")
        client.get(f"/mentees/{mentee_id}/suggestions/{mentor_id}/against/{other_id}")
        client.get(f"/mentees/{mentee_id}/openings")
        client.post("/matches", {"mentee_id": mentee_id, "mentor_id": mentor_id, "rationale": "They share a lot."})
        client.post("/plans", {"pinned": [{"mentee_id": mentee_id, "mentor_id": mentor_id}]})
    for unfit in (make.mentor(capacity=0), make.mentor(languages=["fr"])):
        client.post("/matches", {"mentee_id": waiting, "mentor_id": unfit, "rationale": "They share a lot."})
        client.post("/plans", {"pinned": [{"mentee_id": waiting, "mentor_id": unfit}]})
    client.post(f"/mentors/{mentor_id}/moves", {"action": "screen"})
    by_phone = make.mentor(identity={"preferred_name": "Pat", "phone": "312 555 0100"})
    client.post(f"/mentors/{by_phone}/invitation")
    admin = make.client(make.token(make.administrator_email))
    for member in admin.get("/staff").get_json()["items"]:
        if member["role"] == "administrator":
            admin.delete(f"/staff/{member['id']}")
    _send_again_what_was_removed(make, waiting, mentor_id)
    _introduce_those_whose_yes_does_not_hold(make)
    _send_what_is_for_others_to_do(make, active, waiting, mentor_id, weights)


def _send_again_what_was_removed(make: Making, mentee_id: str, mentor_id: str) -> None:
    bodies = {"/kept-apart": {"mentee_id": mentee_id, "mentor_id": mentor_id}, "/plans": {"mentee_ids": [mentee_id]}}
    for path, body in bodies.items():
        made = make.client().post(path, body, headers={"Idempotency-Key": "gone"}).get_json()
        make.client().delete(f"{path}/{made['id']}")
        make.client().post(path, body, headers={"Idempotency-Key": "gone"})


def _introduce_those_whose_yes_does_not_hold(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    match_id = make.match(MatchState.ACCEPTED, mentee_id=mentee_id, mentor_id=mentor_id)
    make.client().post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": mentor_id})
    make.client().post(f"/matches/{match_id}/moves", {"action": "introduce"})
    with make.app.app_context(), transaction(make.program_id):
        # As a consent does whose end the match has not been told of yet.
        for consent in consents.all_in_force(Kind.MENTOR, mentor_id, "introduction", match_id):
            consent.revoked_at = datetime.now(UTC)
    make.client().post(f"/matches/{match_id}/moves", {"action": "introduce"})


def _send_what_is_for_others_to_do(
    make: Making, match_id: str, mentee_id: str, mentor_id: str, weights: dict[str, Any]
) -> None:
    mentee, mentor = make.client_of(Kind.MENTEE, mentee_id), make.client_of(Kind.MENTOR, mentor_id)
    mentee.post(f"/mentees/{mentee_id}/moves", {"action": "welcome"})
    mentor.post(f"/mentors/{mentor_id}/moves", {"action": "screen"})
    mentee.get(f"/mentees/{mentee_id}/suggestions")
    mentee.post(f"/mentees/{mentee_id}/suggestions", weights)
    mentee.get(f"/mentees/{mentee_id}/suggestions/{mentor_id}")
    for party in make.party_clients(match_id).values():
        party.get(f"/matches/{match_id}/events")
        party.post(f"/matches/{match_id}/moves", {"action": "introduce"})
        party.post(f"/matches/{match_id}/moves", YES)


def _sign_in_with_two_roles(make: Making) -> None:
    email, password = make.coordinator_email, "four calm otters row home"
    add_role(make, email, Kind.MENTOR, make.mentor())
    with make.app.app_context(), transaction(make.program_id):
        account = accounts.by_email(email)
        assert account is not None
        secret = programs.invite(make.system(), account.id)
    anyone = make.app.test_client()
    anyone.post(f"{PREFIX}/invitations/redemptions", json={"secret": secret, "password": password})
    assert anyone.post(f"{PREFIX}/tokens", json={"email": email, "password": password}).status_code == 409


def _without_storage(folder: Path, document: dict[str, Any]) -> Reached:
    """From an app whose database has no tables."""
    app = create_app(settings(f"sqlite:///{folder}/empty.sqlite"))
    watch(app)
    steps = [step for steps in chapters().values() for step in steps if step["status"] < 400]
    bodies = {step["operation"]: step["request"] for step in steps if "request" in step}
    for name, described in _operations(document).items():
        app.test_client().open(
            PREFIX + re.sub(r"\{\w+\}", "nobody", described["path"]),
            method=described["verb"],
            headers={"Authorization": f"Bearer {'x' * 43}"},
            **({"json": bodies[name]} if name in bodies else {}),
        )
    assert untold(app) == []
    reached: Reached = app.extensions[REACHED]
    return reached
