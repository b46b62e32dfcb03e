"""The order of refusals, over every route and every role: what is wrong first is said first."""

from typing import Any

from data.store.people import Kind
from tests.api.rest.asking import NOBODY, administrator, elsewhere
from tests.api.rest.every_route import (
    ON_A_COLLECTION,
    address,
    body_for,
    routes_on_collections,
    routes_with_an_id,
    things_of,
)
from tests.databases import SQLITE_FIRST
from tests.making import Client, Making

pytestmark = SQLITE_FIRST
STALE = {"If-Match": '"stale"', "Idempotency-Key": "k"}
WITH_A_BODY = ("POST", "PUT", "PATCH")
HIDDEN_OR_NOT_THEIRS = (403, 404)


def _routes(make: Making) -> list[tuple[str, str, dict[str, Any] | None, dict[str, Any] | None]]:
    """Method, path, and what passes as a body of a party and of staff; ids are those of nobody."""
    nothing = dict.fromkeys(things_of(make), NOBODY)
    found: list[tuple[str, str, dict[str, Any] | None, dict[str, Any] | None]] = []
    for method, rule in routes_with_an_id(make.app):
        bodies = [body_for(method, rule, staff=staff) if method in WITH_A_BODY else None for staff in (False, True)]
        found.append((method, address(rule, nothing), bodies[0], bodies[1]))
    for method, path in routes_on_collections(make.app):
        body = None
        if method in WITH_A_BODY:
            assert path in ON_A_COLLECTION, f"{method} {path} is new: say in ON_A_COLLECTION what may be sent there"
            body = ON_A_COLLECTION[path]
        found.append((method, path, body, body))
    return found


def _status(client: Client, method: str, path: str, body: Any, query: str = "", **headers: str) -> int:
    options = {} if body is None else {"json": body}
    return int(client.send(method, path + query, headers=headers, **options).status_code)


def test_what_is_wrong_first_is_said_first_on_every_route(make: Making) -> None:
    nobody = Client(make.app.test_client(), None)
    signed_in = {
        "administrator": administrator(make),
        "coordinator": make.client(),
        "mentee": make.client_of(Kind.MENTEE, make.mentee()),
        "mentor": make.client_of(Kind.MENTOR, make.mentor()),
        "coordinator elsewhere": elsewhere(make).client(),
    }
    wrong: list[str] = []
    for method, path, of_party, of_staff in _routes(make):
        if (method == "DELETE" and path.startswith("/tokens")) or path == "/me/password":
            continue  # would sign out who asks; test_tokens and test_passwords tell of them
        bad_field = None if of_party is None else {**of_party, "nobody_knows_this": 1}
        if _status(nobody, method, path, bad_field, "?x=1", **STALE) != 401:
            wrong.append(f"{method} {path}: a slip was looked at before who asks")
        for who, client in signed_in.items():
            body = of_staff if who.startswith("coordinator") else of_party
            unread = client.send(method, path, data=b"{", content_type="application/json", headers=STALE)
            if body is not None and unread.status_code != 400:
                wrong.append(f"{method} {path} as {who}: {unread.status_code} for a body that can't be read")
            for query, sent in (("?nobody_knows_this=1", body), ("", bad_field)):
                if sent is not None or query:
                    status = _status(client, method, path, sent, query, **STALE)
                    if status != 422:
                        wrong.append(f"{method} {path}{query} as {who}: {status} where a slip is to be told")
            plain = _status(client, method, path, body)
            stale = _status(client, method, path, body, **STALE)
            if "0000" in path and plain not in HIDDEN_OR_NOT_THEIRS:
                wrong.append(f"{method} {path} as {who}: {plain} for what is not there")
            if plain in HIDDEN_OR_NOT_THEIRS and stale != plain:
                wrong.append(f"{method} {path} as {who}: {stale} with a stale tag, {plain} without")
            if plain == 428 and stale != 412:
                wrong.append(f"{method} {path} as {who}: {stale} for a stale tag")
    assert wrong == []


def test_an_edit_of_what_is_there_asks_for_the_tag_before_it_looks_at_what_is_stored(make: Making) -> None:
    staff, things = make.client(), things_of(make)
    conditional = [(method, rule) for method, rule in routes_with_an_id(make.app) if method in ("PUT", "PATCH")]
    assert len(conditional) >= 5
    for method, rule in conditional:
        body, path = body_for(method, rule, staff=True), address(rule, things)
        assert _status(staff, method, path, body) == 428, rule
        assert _status(staff, method, path, body, **{"If-Match": '"r0"'}) == 412, rule
    # What only what is stored can tell comes after both.
    taken = {"external_id": "P-1"}
    make.mentee(external_id="P-1")
    path = f"/mentees/{things['mentees']}"
    for headers, status in (({}, 428), ({"If-Match": '"r0"'}, 412), ({"If-Match": "*"}, 422)):
        assert _status(staff, "PATCH", path, taken, **headers) == status
