"""Every route of the app, found in its URL map: shut unless it is listed as public, and with errors of one shape."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from api.auth import is_page, is_public
from api.services import sessions
from api.services.acts import by_system
from data.store.people import Kind
from tests.databases import SQLITE_FIRST
from tests.making import Making
from tests.problems import flaws, only_flawed

pytestmark = SQLITE_FIRST

# What anyone may ask without signing in. A new one needs a reason that a reviewer agrees to.
PUBLIC = {
    "open.get_help",  # crisis help, before anything else
    "open.get_vocabulary",  # the answers that a form offers
    "forms.send_intake",  # people who are new here fill in their own form
    "forms.send_application",
    "tokens.create_token",  # signing in
    "invitations.redeem_invitation",  # the secret in the link is the proof
    "passwords.reset_password",  # whoever forgot their password can't sign in
    "openapi.get_openapi",  # the contract: it tells of the service, and of nobody in it
    "docs.read",  # the same as a page
    "docs.try_it_out",
    "docs.docs_css",  # the files of the two pages, each by its name
    "docs.try_css",
    "docs.try_js",
    "docs.swagger-ui_css",
    "docs.swagger-ui-bundle_js",
    "healthz",
    "readyz",
}
OUTSIDE_THE_API = {
    "/healthz",
    "/readyz",
    "/api/docs",
    "/api/docs/try",
    "/api/docs/docs.css",
    "/api/docs/try.css",
    "/api/docs/try.js",
    "/api/docs/swagger-ui.css",
    "/api/docs/swagger-ui-bundle.js",
}
VERBS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
BY_THEMSELVES = {"GET": {"HEAD", "OPTIONS"}}
WITH_A_BODY = {"POST", "PUT", "PATCH"}
NOBODYS_ID = "nobody-has-this-id"
Ask = Callable[..., Any]


@dataclass(frozen=True)
class Route:
    endpoint: str
    path: str
    verb: str

    @property
    def is_public(self) -> bool:
        return self.endpoint in PUBLIC

    def __str__(self) -> str:
        return f"{self.verb} {self.path}"


def routes(app: Flask) -> list[Route]:
    return [
        Route(rule.endpoint, _path(rule.rule), verb)
        for rule in rules(app)
        for verb in sorted((rule.methods or set()) & VERBS)
    ]


def rules(app: Flask) -> list[Rule]:
    """What is for programs. Pages have doors of their own: tests/api/pages/test_doors.py."""
    return [rule for rule in app.url_map.iter_rules() if not is_page(rule.endpoint)]


def _path(rule: str) -> str:
    return re.sub(r"<[^>]+>", NOBODYS_ID, rule)


def guarded(app: Flask) -> list[Route]:
    return [route for route in routes(app) if not route.is_public]


def paths(app: Flask) -> dict[str, set[str]]:
    """Each path with every method that one of its routes has."""
    found: dict[str, set[str]] = {}
    for rule in rules(app):
        found.setdefault(_path(rule.rule), set()).update(rule.methods or set())
    return found


def asking(app: Flask, token: str | None = None) -> Ask:
    """Asks as the owner of this token, with ``{}`` where a method has a body."""
    client = app.test_client()
    own_headers = {"Authorization": f"Bearer {token}"} if token else {}

    def ask(route: Route, query: str = "", **options: Any) -> Any:
        if route.verb in WITH_A_BODY and "data" not in options:
            options.setdefault("json", {})
        headers = {**own_headers, **options.pop("headers", {})}
        return client.open(route.path + query, method=route.verb, headers=headers, **options)

    return ask


def everybody(make: Making) -> dict[str, Callable[[], str]]:
    """By role, what makes a new token: a request may end the one that it came with."""
    mentee_id, mentor_id = make.mentee(), make.mentor()
    return {
        "administrator": lambda: make.token(make.administrator_email),
        "coordinator": lambda: make.token(make.coordinator_email),
        "mentee": lambda: make.token_of(Kind.MENTEE, mentee_id),
        "mentor": lambda: make.token_of(Kind.MENTOR, mentor_id),
    }


def test_the_public_routes_are_those_of_the_list(app: Flask) -> None:
    public = {endpoint for endpoint in app.view_functions if is_public(app, endpoint) and not is_page(endpoint)}
    assert public == PUBLIC
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(app.view_functions)


def test_a_route_has_one_verb_and_stands_in_the_api(app: Flask) -> None:
    for rule in rules(app):
        (verb,) = (rule.methods or set()) & VERBS
        assert rule.methods == {verb} | BY_THEMSELVES.get(verb, {"OPTIONS"}), rule
        assert rule.rule.startswith("/api/v1/") or rule.rule in OUTSIDE_THE_API, rule
    assert len(set(routes(app))) == len({(route.path, route.verb) for route in routes(app)}) == len(routes(app))


@pytest.fixture
def not_signed_in(app: Flask, make: Making) -> dict[str, dict[str, str]]:
    """Headers of those who are nobody here, each in another way."""
    email = make.coordinator_email
    ended = make.token(email)
    assert make.client(ended).delete("/tokens/current").status_code == 204
    with app.app_context():
        two_days_ago = by_system("tests", now=datetime.now(UTC) - timedelta(days=2))
        expired = sessions.issue_for(two_days_ago, email, make.program_id, None, 24)["token"]
    in_force = make.token(email)
    return {
        "no token": {},
        "an empty one": {"Authorization": "Bearer "},
        "a wrong one": {"Authorization": f"Bearer {'x' * 43}"},
        "one that ended": {"Authorization": f"Bearer {ended}"},
        "one that expired": {"Authorization": f"Bearer {expired}"},
        "one in force, changed by a letter": {"Authorization": f"Bearer {in_force[:-1]}{'AB'[in_force[-1] == 'A']}"},
        "one in force, under another scheme": {"Authorization": f"Basic {in_force}"},
        "one in force, as a cookie": {"Cookie": f"session={in_force}; token={in_force}"},
        "one far too long": {"Authorization": f"Bearer {'x' * 5000}"},
        "bytes that are no text": {"Authorization": "Bearer \xff\xfe"},
    }


def test_every_other_route_is_shut_to_whoever_is_not_signed_in(
    app: Flask, not_signed_in: dict[str, dict[str, str]]
) -> None:
    ask = asking(app)
    found = {}
    for route in guarded(app):
        verbs = [route.verb, *({"HEAD"} if route.verb == "GET" else ())]
        for verb in verbs:
            for who, headers in not_signed_in.items():
                response = ask(Route(route.endpoint, route.path, verb), headers=headers)
                found[f"{verb} {route.path}, {who}"] = flaws(response, 401)
    assert only_flawed(found) == {}


def test_options_tell_the_methods_of_a_path_at_most(app: Flask) -> None:
    public_paths = {route.path for route in routes(app) if route.is_public}
    found = {}
    for path, methods in paths(app).items():
        response = app.test_client().options(path)
        found[path] = flaws(response, *((200, 204) if path in public_paths else (401,)))
        assert response.status_code == 401 or not response.data
        assert response.status_code == 401 or set(response.allow) == methods
    assert only_flawed(found) == {}


def test_nobody_is_turned_away_from_a_public_route(app: Flask, not_signed_in: dict[str, dict[str, str]]) -> None:
    """A stale token in a browser must never stand between a person and help."""
    ask = asking(app)
    found = {}
    for route in routes(app):
        if route.is_public:
            for who, headers in not_signed_in.items():
                response = ask(route, headers=headers)
                found[f"{route}, {who}"] = flaws(response, 422 if route.verb in WITH_A_BODY else 200)
    assert only_flawed(found) == {}


SLIPS: dict[str, tuple[dict[str, Any], int]] = {
    "no JSON": ({"data": b'{"a": ', "content_type": "application/json"}, 400),
    "not UTF-8": ({"data": b'{"a": "\xff"}', "content_type": "application/json"}, 400),
    "a list": ({"data": b"[]", "content_type": "application/json"}, 400),
    "a form": ({"data": b"a=1", "content_type": "application/x-www-form-urlencoded"}, 415),
    "too much": ({"data": b'"' + b"x" * 300_000 + b'"', "content_type": "application/json"}, 413),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_body_that_can_not_be_read_is_refused_before_anybody_has_to_sign_in(
    app: Flask, make: Making, slip: str
) -> None:
    options, status = SLIPS[slip]
    found = {}
    for who, ask in (("nobody", asking(app)), ("coordinator", asking(app, make.token(make.coordinator_email)))):
        for route in routes(app):
            if route.verb in WITH_A_BODY:
                found[f"{route}, {who}"] = flaws(ask(route, **options), status)
    assert only_flawed(found) == {}


def test_every_error_of_everybody_has_one_shape(app: Flask, make: Making) -> None:
    """With an id that nobody has, an empty body, and a body with a field that nobody knows."""
    found = {}
    for who, token in everybody(make).items():
        for route in routes(app):
            found[f"{route}, {who}"] = flaws(asking(app, token())(route))
            if route.verb in WITH_A_BODY:
                response = asking(app, token())(route, json={"nobody_knows_this": 1})
                found[f"{route}, {who}, an unknown field"] = flaws(response, 422)
                if "nobody_knows_this" not in (response.get_json().get("errors") or {}):
                    found[f"{route}, {who}, the field's name"] = [response.get_data(as_text=True)]
    assert only_flawed(found) == {}


@pytest.mark.parametrize("query", ["?nobody_knows_this=1", "?nobody_knows_this", "?nobody_knows_this=1&limit=2"])
def test_unknown_parameters_are_refused_on_every_route_of_the_api(app: Flask, make: Making, query: str) -> None:
    found = {}
    for who, token in everybody(make).items():
        ask = asking(app, token())
        for route in routes(app):
            if route.path not in OUTSIDE_THE_API:
                response = ask(route, query)
                found[f"{route}, {who}"] = flaws(response, 422) or [
                    f"says nothing of it: {response.get_json()}"
                    for errors in [response.get_json()["errors"]]
                    if "nobody_knows_this" not in errors
                ]
    assert only_flawed(found) == {}


NOWHERE = [
    "", "/", "/nowhere", "/nowhere?limit=1", "/me/nowhere", "/program/nowhere", "/tokens/current/more", "/Matches",
    "/;", "/matches/", "/matches/a/b", "/matches/a/moves/", "/matches/%00", "/matches/a%2Fb", "/matches/é",
    "/matches;a=1", "/matches/a.json", "/matches/" + "a" * 65, "/mentees/a/consents/b", "/../healthz",
    "/%2e%2e/healthz",
]  # fmt: skip


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_path_that_is_not_there_is_a_problem_whatever_is_sent(app: Flask, make: Making, signed_in: bool) -> None:
    ask = asking(app, make.token(make.coordinator_email) if signed_in else None)
    found = {}
    for path in NOWHERE:
        for verb in (*sorted(VERBS), "HEAD", "OPTIONS", "TRACE"):
            response = ask(Route("", f"/api/v1{path}", verb), **({"data": b"{"} if verb in WITH_A_BODY else {}))
            found[f"{verb} {path}"] = flaws(response, 404)
    assert only_flawed(found) == {}


def test_a_path_with_two_slashes_is_not_there_either(app: Flask) -> None:
    found = {path: flaws(app.test_client().get(path), 404) for path in ("/api/v1//matches", "/api//v1/matches")}
    assert only_flawed(found) == {}


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_wrong_method_is_told_the_right_ones(app: Flask, make: Making, signed_in: bool) -> None:
    """Before anybody has to sign in, and before the body is read."""
    ask = asking(app, make.token(make.coordinator_email) if signed_in else None)
    found = {}
    for path, methods in paths(app).items():
        for verb in (VERBS | {"TRACE", "PROPFIND"}) - methods:
            response = ask(Route("", path, verb), data=b"{")
            found[f"{verb} {path}"] = flaws(response, 405)
            assert set(response.allow) == methods, (path, verb)
    assert only_flawed(found) == {}


def test_every_answer_has_an_id_of_its_own(app: Flask, make: Making) -> None:
    ids = [asking(app, make.token(make.coordinator_email))(route).headers["X-Request-Id"] for route in routes(app)]
    assert len(set(ids)) == len(ids)
