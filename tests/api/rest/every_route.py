"""Every route of the API with an address and a body that pass, so that a new one can't be forgotten."""

import re
from collections.abc import Iterator
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from api.auth import is_page
from data.store.people import Kind
from matcher.lifecycle import MatchState
from matcher.weights import DEFAULT_WEIGHTS, FACTORS
from tests.api.mail.posting import promise
from tests.api.rest.asking import LEAST, NOBODY, administrator
from tests.conftest import answer
from tests.making import Client, Making

# A body that passes for whoever sends it, by the end of the route.
BODIES: dict[str, dict[str, Any]] = {
    "PATCH": {"interests": []},
    "availability": {"time_zone": "UTC", "weekly": []},
    "capacity": {"capacity": 1},
    "revocation": {},
    "completion": {},
    "invitation": {},
    "suggestions": {"weights": dict.fromkeys(FACTORS, 1)},
    "consents": {"purpose": "messages", "how": "online"},
    "mentees/moves": {"action": "end"},
    "mentors/moves": {"action": "retire"},
    "matches/moves": {"action": "close"},
    "plans/confirmations": {"mentee_ids": [NOBODY], "rationale": "They share a lot."},
}


def things_of(make: Making) -> dict[str, str]:
    """One thing of each kind, by the name that its id has in the addresses."""
    mentee_id, mentor_id = make.mentee(), make.mentor()
    run = answer(make.client().get(f"/mentees/{mentee_id}/suggestions"), 200)
    match_id = make.match(MatchState.ACTIVE, mentee_id=mentee_id, mentor_id=mentor_id)
    other_id = make.mentor()
    pair = answer(make.client().post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": other_id}), 201)
    promise(make, (Kind.MENTEE, mentee_id), channel="task")
    for path in (f"/mentees/{mentee_id}/invitation", f"/mentors/{mentor_id}/invitation"):
        answer(make.client().post(path), 201)
    consents = {
        kind: answer(make.client().get(f"/{kind}s/{person_id}/consents"), 200)["items"][0]["id"]
        for kind, person_id in ((Kind.MENTEE, mentee_id), (Kind.MENTOR, mentor_id))
    }
    return {
        "mentees": mentee_id,
        "mentors": mentor_id,
        "matches": match_id,
        "runs": run["run_id"],
        "kept-apart": pair["id"],
        "plans": answer(make.client().post("/plans", {}), 201)["id"],
        "tasks": answer(make.client().get("/tasks"), 200)["items"][0]["id"],
        "staff": answer(administrator(make).get("/staff"), 200)["items"][-1]["id"],
        "tokens": answer(make.client().get("/tokens"), 200)["items"][0]["id"],
        "mentees/suggestions": mentor_id,
        "mentees/against": other_id,
        "mentees/consents": consents[Kind.MENTEE],
        "mentors/consents": consents[Kind.MENTOR],
    }


def _rules(app: Flask) -> list[Rule]:
    """Those for programs."""
    return [rule for rule in app.url_map.iter_rules() if not is_page(rule.endpoint)]


def routes_with_an_id(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in _rules(app):
        if "<id:" in rule.rule:
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, rule.rule.removeprefix("/api/v1")


def address(rule: str, things: dict[str, str]) -> str:
    section = rule.split("/")[1]

    def known(place: re.Match[str]) -> str:
        first = rule.index("<") == place.start()
        return things[section if first else f"{section}/{rule[: place.start()].split('/')[-2]}"]

    return re.sub(r"<[^>]+>", known, rule)


def body_for(method: str, rule: str, *, staff: bool) -> dict[str, Any]:
    section, last = rule.split("/")[1], rule.split("/")[-1]
    body = next((BODIES[key] for key in (f"{section}/{last}", last, method) if key in BODIES), None)
    assert body is not None, f"{method} {rule} is new: say in BODIES what may be sent there"
    return body | {"how": "paper"} if staff and last == "consents" else body


def sent(client: Client, method: str, rule: str, path: str, *, staff: bool) -> Any:
    if method in ("GET", "DELETE"):
        return client.send(method, path)
    return client.send(method, path, json=body_for(method, rule, staff=staff))


# A body that passes, by the path of a route without an id.
ON_A_COLLECTION: dict[str, dict[str, Any]] = {
    "/mentees": LEAST,
    "/mentors": LEAST,
    "/matches": {"mentee_id": NOBODY, "mentor_id": NOBODY, "rationale": "They share a lot."},
    "/kept-apart": {"mentee_id": NOBODY, "mentor_id": NOBODY},
    "/plans": {"mentee_ids": [NOBODY]},
    "/staff": {"email": "new@example.org", "role": "coordinator"},
    "/me/password": {"password": "five words that nobody has"},
    "/weights": {"weights": DEFAULT_WEIGHTS.values},
    "/weights/proposals": {},
    "/weights/trials": {"weights": DEFAULT_WEIGHTS.values},
    "/program": {"days_to_answer": 14},
}


def routes_on_collections(app: Flask) -> Iterator[tuple[str, str]]:
    """(method, path) of those without an id that somebody has to be signed in for."""
    for rule in _rules(app):
        guarded = not getattr(app.view_functions[rule.endpoint], "is_public", False)
        if rule.rule.startswith("/api/v1/") and "<" not in rule.rule and guarded:
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, rule.rule.removeprefix("/api/v1")
