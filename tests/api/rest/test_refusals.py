"""Refusals: their order, that not yours looks like not there, that nothing breaks, and what the log never holds."""

import gzip
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.rest.asking import LEAST, NOBODY, YES, administrator, elsewhere, seen
from tests.api.rest.every_route import address, routes_with_an_id, sent, things_of
from tests.conftest import answer
from tests.databases import SQLITE_FIRST
from tests.making import Client, Making

PROBLEM = {"type", "title", "status", "detail", "code", "request_id"}


@pytest.fixture
def anyone(app: Flask) -> Client:
    return Client(app.test_client(), None)


def _raw(client: Client, method: str, path: str, body: bytes, content_type: str = "application/json") -> Any:
    return client.send(method, path, data=body, content_type=content_type)


def test_every_refusal_is_a_problem_with_its_code(make: Making, anyone: Client) -> None:
    mentee = make.client_of(Kind.MENTEE, make.mentee())
    for response, status, code in (
        (anyone.get("/nowhere"), 404, "not_found"),
        (anyone.delete("/mentees"), 405, "method_not_allowed"),
        (anyone.get("/mentees"), 401, "unauthenticated"),
        (_raw(anyone, "POST", "/mentees", b"x" * (256 * 1024 + 1)), 413, "too_large"),
        (_raw(anyone, "POST", "/mentees", b"a,b", "text/csv"), 415, "unsupported_media_type"),
        (_raw(anyone, "POST", "/mentees", b"{"), 400, "malformed"),
        (make.client().post("/mentees", {}), 422, "invalid"),
        (mentee.get("/mentees"), 403, "forbidden"),
    ):
        problem = answer(response, status)
        assert response.mimetype == "application/problem+json"
        assert set(problem) - {"errors"} == PROBLEM
        assert (problem["status"], problem["code"]) == (status, code)
        assert problem["request_id"] == response.headers["X-Request-Id"]
    assert set(anyone.delete("/mentees").headers["Allow"].split(", ")) >= {"GET", "POST"}
    patch = _raw(make.client(), "PATCH", f"/mentees/{NOBODY}", b"{}", "text/plain")
    assert patch.status_code == 415
    assert "application/merge-patch+json" in patch.headers["Accept-Patch"]


def test_what_has_no_address_is_refused_before_who_asks_and_what_issent(make: Making, anyone: Client) -> None:
    assert _raw(anyone, "POST", "/nowhere", b"{").status_code == 404
    assert _raw(anyone, "PUT", "/mentees", b"{", "text/csv").status_code == 405
    assert _raw(make.client(), "PUT", "/mentees", b"{").status_code == 405


def test_the_form_of_a_body_is_refused_before_who_asks(make: Making, anyone: Client) -> None:
    for path in ("/mentees", "/matches", f"/matches/{NOBODY}/moves", f"/mentees/{NOBODY}/consents", "/kept-apart"):
        for body, content_type, status in (
            (b'{"a": 1', "application/json", 400),
            (b"{}", "text/plain", 415),
            (b" " * (256 * 1024 + 1), "application/json", 413),
            (b"x" * (256 * 1024 + 1), "text/plain", 413),
        ):
            for client in (anyone, Client(make.app.test_client(), "not a token")):
                assert _raw(client, "POST", path, body, content_type).status_code == status, (path, status)


def test_who_asks_comes_before_the_fields(anyone: Client) -> None:
    for method, path in (
        ("POST", "/mentees"),
        ("POST", "/matches"),
        ("PATCH", f"/mentors/{NOBODY}"),
        ("PUT", f"/mentors/{NOBODY}/capacity"),
    ):
        assert answer(anyone.send(method, path, json={"nonsense": 1}), 401)["code"] == "unauthenticated"
    assert anyone.get("/mentees?nonsense=1").status_code == 401
    assert anyone.get("/mentees?limit=0").status_code == 401
    # Where anyone may ask, the fields come before the password.
    assert answer(anyone.post("/tokens", {"email": "nobody", "password": ""}), 422)["code"] == "invalid"


def test_the_fields_come_before_whose_it_is_and_that_before_what_is_stored(make: Making) -> None:
    mentee_id, match_id = make.mentee(), make.match(MatchState.CLOSED)
    mentor = make.client_of(Kind.MENTOR, make.mentor())
    for path, wrong, right in (
        (f"/matches/{match_id}/moves", {"action": "fly"}, {"action": "decline"}),
        (f"/mentees/{mentee_id}/moves", {"action": "pause"}, {"action": "end"}),
        (
            f"/mentees/{mentee_id}/consents",
            {"purpose": "matching", "how": "paper"},
            {"purpose": "matching", "how": "online"},
        ),
    ):
        answer(mentor.post(path, wrong), 422)
        answer(mentor.post(f"{path}?x=1", right), 422)
        answer(mentor.post(path, right), 404)
    assert mentor.get(f"/matches/{match_id}?x=1").status_code == 422
    parties = list(make.party_clients(match_id).values())
    for party in parties:
        answer(party.post(f"/matches/{match_id}/moves", {"action": "withdraw", "reason": "completed"}), 422)
        answer(party.post(f"/matches/{match_id}/moves", {"action": "withdraw"}), 403)
        answer(party.post(f"/matches/{match_id}/moves", {"action": "decline"}), 409)
    # A collection that the role never has: the fields are still looked at first.
    answer(mentor.post("/kept-apart", {"mentee_id": 1}), 422)
    answer(mentor.post("/kept-apart", {"mentee_id": NOBODY, "mentor_id": NOBODY}), 403)


@SQLITE_FIRST
def test_what_is_not_yours_looks_like_what_is_not_there_on_every_route(make: Making) -> None:
    here, lakeside = things_of(make), elsewhere(make)
    there = things_of(lakeside)
    mentee, mentor = (make.client_of(kind, _new(make, kind)) for kind in (Kind.MENTEE, Kind.MENTOR))
    admin, coordinators, nothing = administrator(make), make.client(), dict.fromkeys(here, NOBODY)
    routes = list(routes_with_an_id(make.app))
    assert len(routes) >= 24
    for method, rule in routes:
        # A role that never has the collection is told so, whatever the id.
        hidden = (404, 403) if rule.startswith(("/kept-apart", "/staff", "/tasks")) else (404,)
        for asker, foreign in (
            (mentee, [here, there]),
            (mentor, [here, there]),
            (admin, [there] if rule.startswith("/staff") else [here, there]),
            (coordinators, [there]),
        ):
            staff = asker is coordinators
            unknown = sent(asker, method, rule, address(rule, nothing), staff=staff)
            assert unknown.status_code in hidden, (method, rule)
            for things in foreign:
                refused = sent(asker, method, rule, address(rule, things), staff=staff)
                assert seen(refused) == seen(unknown), (method, rule)
    # And nothing was done.
    for program, things in ((make, here), (lakeside, there)):
        staff_client = program.client()
        assert answer(staff_client.get(f"/matches/{things['matches']}"), 200)["state"] == "active"
        assert answer(staff_client.get(f"/mentees/{things['mentees']}"), 200)["status"] == "matched"
        assert answer(staff_client.get(f"/mentors/{things['mentors']}"), 200)["status"] == "active"
        assert [each["id"] for each in answer(staff_client.get("/kept-apart"), 200)["items"]] == [things["kept-apart"]]
        assert [each["id"] for each in answer(staff_client.get("/tasks"), 200)["items"]] == [things["tasks"]]


def test_the_same_id_in_the_wrong_section_is_not_there_either(make: Making) -> None:
    things = things_of(make)
    mentors = {things["mentors"], things["mentees/against"]}
    for section in ("mentees", "mentors", "matches", "runs"):
        for name, thing in things.items():
            if thing not in (mentors if section == "mentors" else {things[section]}):
                assert make.client().get(f"/{section}/{thing}").status_code == 404, (section, name)


def test_the_log_of_a_whole_journey_names_nobody(make: Making, capsys: pytest.CaptureFixture[str]) -> None:
    identity = {
        kind: {
            "preferred_name": f"Zq{kind}",
            "email": f"zq{kind}@mail.example.org",
            "phone": "+1 555 010 7771",
            "contact": {"channel": "email", "email_ok": True},
        }
        for kind in Kind
    }
    mentee_id, mentor_id = (_new(make, kind, identity=identity[kind]) for kind in Kind)
    token = make.token(make.coordinator_email)
    staff, tokens = make.client(token), [token]
    people = {}
    for kind, person_id in ((Kind.MENTEE, mentee_id), (Kind.MENTOR, mentor_id)):
        tokens.append(make.token_of(kind, person_id))
        people[kind] = make.client(tokens[-1])
    staff.get("/mentees?status=waiting")
    staff.get(f"/mentees/{mentee_id}/suggestions?zqquery=zqvalue")
    run = answer(staff.get(f"/mentees/{mentee_id}/suggestions"), 200)
    body = {"mentee_id": mentee_id, "mentor_id": mentor_id, "run_id": run["run_id"], "rationale": "Zqrationale"}
    match_id = answer(staff.post("/matches", body), 201)["id"]
    staff.post("/matches", body)
    for client in people.values():
        client.get(f"/matches/{match_id}/card")
        client.post(f"/matches/{match_id}/moves", YES)
    staff.post(f"/matches/{match_id}/moves", {"action": "introduce", "note": "Zqnote"})
    for kind, client in people.items():
        client.get(f"/matches/{match_id}/introduction")
        client.patch(f"/{kind}s/{mentee_id}", {"about": "Zqabout", "zqfield": 1})
        client.get(f"/mentors/{mentee_id}")
    staff.post("/tokens", {"email": "zqmentee@mail.example.org", "password": "zqpassword"})
    staff.get("/zqnowhere")
    _raw(staff, "POST", "/mentees", b'{"zqbroken')
    printed = capsys.readouterr()
    log = printed.out + printed.err
    lines = [json.loads(line) for line in log.splitlines()]
    assert len(lines) >= 18
    lower = log.lower()
    for secret in ("zq", "7771", "harbor", "example.org", make.program_id, mentee_id, mentor_id, *tokens):
        assert secret.lower() not in _without_request_ids(lower)
    allowed = {"event", "level", "timestamp", "request_id", "method", "route", "status", "milliseconds"}
    assert all(set(line) <= allowed for line in lines)


def _without_request_ids(log: str) -> str:
    return re.sub(r'"(request_id|timestamp|milliseconds)": [^,}]+', "", log)


def _new(make: Making, kind: Kind, **changes: Any) -> str:
    return make.mentee(**changes) if kind == Kind.MENTEE else make.mentor(**changes)


def _hostile_bodies() -> Iterator[bytes]:
    yield b""
    yield b"null"
    yield b"[]"
    yield b'"text"'
    yield b"[" * 100_000
    yield b'{"a":' * 21 + b"1" + b"}" * 21
    yield b'{"a":' * 20 + b"1" + b"}" * 20
    yield b'{"email": "a@b.example", "email": "c@d.example"}'
    yield b'{"identity": {"email": null, "email": null}}'
    for number in (b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1e999", b"1" * 400, b"01", b"0x10", b"1" * 309):
        yield b'{"limit": ' + number + b"}"
    yield b'{"\\ud800": 1, "\\u0000": 2}'
    yield b'{"email": "\\ud800@b.example", "password": "\\udfff"}'
    yield b'{"email": "a@b.example", "password": "\\u0000"}'
    yield b"\xff\xfe{\x00}\x00"
    yield b"\xef\xbb\xbf{}"
    yield b'{"a": "\xed\xa0\x80"}'
    yield b'{"a": 1} trailing'
    yield b"{'a': 1}"
    yield b'{"a": "\x00"}'
    yield gzip.compress(b"{}")
    yield json.dumps({"x" * 10_000: 1, **{f"field{number}": 1 for number in range(3000)}}).encode()


def _hostile_fields() -> Iterator[dict[str, Any]]:
    texts = ["\ud800", "a\u0000b", "\u202eabc", "\ufdd0", "x" * 20_000, "", {}, [], 1, True, 1e308, 10**300, [[[]]]]
    for value in texts:
        yield {"identity": {"preferred_name": value, "email": value, "phone": value}}
        yield {"about": value, "keep_apart_words": value, "external_id": value, "status": value}
        yield {"recovery_stage": value, "interests": value, "languages": value, "support": {"hours_per_week": value}}
        yield {"interests": [value, value], "goals": [value], "may_tell": [value], "background": {"shared": [value]}}
        yield {"availability": {"time_zone": value, "weekly": [{"day": value, "from": value, "to": value}]}}
        yield {"recovery_stage": {"since": value, "stage": value}, "waiting_since": value}
        yield {"preferences": {"must": [{"about": value, "any_of": [value]}], "matters": [value]}}
        yield {"consents": [{"purpose": value, "how": value, "given_on": value, "text_version": value}]}
    for day in ("0000-00-00", "2026-02-30", "9999-12-31", "٢٠٢٦-٠١-٠١", "2026-1-1", "2026-W01-1", "1899-12-31"):
        yield {"recovery_stage": {"since": day}, "waiting_since": day}
    for zone in (
        "../../etc/passwd",
        "/etc/localtime",
        "localtime",
        "UTC\u0000",
        "a" * 5000,
        "posix/UTC",
        "america/chicago",
    ):
        yield {"availability": {"time_zone": zone}}
    yield {"interests": ["own:" + "x" * 5000], "availability": {"weekly": [{}] * 20_000}}
    yield {"interests": ["hiking"] * 20_000}


def _is_a_kind_refusal(response: Any, *statuses: int) -> None:
    problem = answer(response, response.status_code)
    assert response.status_code in statuses, response.get_data(as_text=True)
    assert problem["code"] in {"not_found", "malformed", "invalid", "unsupported_media_type", "too_large"}
    assert len(response.get_data()) < 20_000
    for path, messages in problem.get("errors", {}).items():
        assert len(path) <= 200
        assert path.isprintable()
        assert messages
    assert len(problem.get("errors", {})) <= 50


def test_hostile_bodies_are_refused_in_kind(make: Making, anyone: Client) -> None:
    staff = make.client()
    for body in _hostile_bodies():
        for client, method, path in (
            (anyone, "POST", "/tokens"),
            (staff, "POST", "/mentees"),
            (staff, "PATCH", f"/mentors/{NOBODY}"),
        ):
            if body == b"" and method == "POST":
                continue
            if path == "/tokens" and b"\\u0000" in body and b"password" in body:
                # A password may hold anything but half a character.
                assert answer(_raw(client, method, path, body), 401)["code"] == "wrong_credentials"
                continue
            _is_a_kind_refusal(_raw(client, method, path, body), 400, 415, 422)
    encoded = staff.send("POST", "/mentees", data=gzip.compress(b"{}"), headers={"Content-Encoding": "gzip"})
    _is_a_kind_refusal(encoded, 415)
    for content_type in ("application/json; charset=utf-16", "application/x", "/;;="):
        _is_a_kind_refusal(_raw(staff, "POST", "/mentees", b"{}", content_type), 415)


@SQLITE_FIRST
def test_hostile_fields_are_refused_in_kind(make: Making) -> None:
    staff, mentor_id, match_id = make.client(), make.mentor(), make.match()
    for fields in _hostile_fields():
        for body in (fields, {**LEAST, "not_a_field": 1, **fields}):
            _is_a_kind_refusal(_raw(staff, "POST", "/mentees", json.dumps(body).encode()), 422)
        response = _raw(staff, "PATCH", f"/mentors/{mentor_id}", json.dumps({"x": 1, **fields}).encode())
        _is_a_kind_refusal(response, 422)
    for value in ("", "x" * 65, "a/b", "\u0000", "\ud800", 10**300, 1.5, True, [], {}, "é", NOBODY + "\n"):
        match = {"mentee_id": value, "mentor_id": value, "run_id": value, "rationale": value}
        _is_a_kind_refusal(_raw(staff, "POST", "/matches", json.dumps(match).encode()), 422)
        move = {"action": "accept", "for": value, "heard": value, "note": value, "consent": {"text_version": value}}
        _is_a_kind_refusal(_raw(staff, "POST", f"/matches/{match_id}/moves", json.dumps(move).encode()), 422)
        pair = {"mentee_id": value, "mentor_id": value}
        _is_a_kind_refusal(_raw(staff, "POST", "/kept-apart", json.dumps(pair).encode()), 422)
        _is_a_kind_refusal(
            _raw(staff, "PUT", f"/mentors/{mentor_id}/capacity", json.dumps({"capacity": value}).encode()), 422
        )
    # An id may have any shape of an id, also one that no row could have.
    long = {"mentee_id": "x" * 64, "mentor_id": "-_" * 32, "run_id": "Z" * 64, "rationale": "x"}
    assert answer(staff.post("/matches", long), 422)["errors"] == {
        name: ["not known here"] for name in ("mentee_id", "mentor_id", "run_id")
    }


def test_hostile_addresses_and_headers_are_refused_in_kind(make: Making) -> None:
    staff = make.client()
    for thing in (
        "%00",
        "a%00b",
        "..%2f..",
        "%ff",
        "%ed%a0%80",
        "x" * 65,
        "x" * 5000,
        "%E2%80%AE",
        "a b",
        "'--",
        "%0a",
    ):
        for path in (f"/mentees/{thing}", f"/matches/{thing}/card", f"/runs/{thing}", f"/mentors/{thing}/consents"):
            _is_a_kind_refusal(staff.get(path), 404)
    for thing in ("x" * 64, "-", "_", "0"):
        _is_a_kind_refusal(staff.get(f"/mentees/{thing}"), 404)
        _is_a_kind_refusal(staff.get(f"/runs/{thing}"), 404)
    for query in (
        "limit=%00", "limit=1%00", "limit=-1", "limit=1e1", "limit=" + "9" * 5000, "limit=", "limit=%ff", "%00=1",
        "%ff=%ff", "status=%00", "status=%ed%a0%80", "a=1&" * 500, "x" * 5000, "limit[]=1", "=", "limit=%EF%BC%91",
    ):  # fmt: skip
        _is_a_kind_refusal(staff.get(f"/mentees?{query}"), 422)
    for headers in (
        {"Accept-Language": "xx;q=nan, *;q=1e999, " + "en," * 500},
        {"Accept": "\xff"},
        {"Cookie": "session=\xff\x01; a=b"},
        {"X-Forwarded-For": "'; DROP TABLE"},
        {"If-None-Match": '"' + "x" * 5000},
        {"Range": "bytes=0-0"},
    ):
        assert staff.get("/mentees", headers=headers).status_code == 200, headers
        assert staff.get("/vocabulary", headers=headers).status_code == 200, headers
        assert staff.get("/consent-texts", headers=headers).status_code == 200, headers
    for query in ("program=%00", "program=" + "x" * 5000, "program=a&program=b"):
        _is_a_kind_refusal(staff.get(f"/help?{query}"), 422)
