"""ETag and If-Match: nobody's edit is overwritten unseen; nothing but what can be edited has a tag."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from data.store.people import Kind
from matcher.lifecycle import MatchState
from matcher.weights import DEFAULT_WEIGHTS
from tests.api.rest.asking import LEAST, NOBODY, administrator, elsewhere, seen
from tests.conftest import answer
from tests.making import Client, Making

WEEK = {"time_zone": "America/Chicago", "weekly": []}


def _edits(kind: Kind, person_id: str) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """By name: the method, the path and a body of every edit of a person."""
    path = f"/{kind}s/{person_id}"
    edits: dict[str, tuple[str, str, dict[str, Any]]] = {
        "profile": ("PATCH", path, {"about": "other words"}),
        "week": ("PUT", f"{path}/availability", WEEK),
    }
    return edits if kind == Kind.MENTEE else edits | {"places": ("PUT", f"{path}/capacity", {"capacity": 4})}


def _of_program(make: Making) -> list[tuple[Client, str, str, str, dict[str, Any]]]:
    """Who, where it is read, method and path of the edit, a body."""
    weights = {"weights": {**DEFAULT_WEIGHTS.values, "about": 0.5}}
    return [
        (make.client(), "/weights", "PUT", "/weights", weights),
        (administrator(make), "/program", "PATCH", "/program", {"days_to_answer": 9}),
    ]


def _all(make: Making) -> list[tuple[Client, str, str, str, dict[str, Any]]]:
    edits = _of_program(make)
    for kind, person_id in ((Kind.MENTEE, make.mentee()), (Kind.MENTOR, make.mentor())):
        for client in (make.client(), make.client_of(kind, person_id)):
            edits += [(client, f"/{kind}s/{person_id}", *edit) for edit in _edits(kind, person_id).values()]
    return edits


def test_an_edit_needs_the_tag_of_what_was_read_and_answers_with_the_next(make: Making) -> None:
    for client, read, method, path, body in _all(make):
        tag = client.get(read).headers["ETag"]
        without = client.send(method, path, json=body)
        assert answer(without, 428)["code"] == "if_match_required", path
        empty = client.send(method, path, json=body, headers={"If-Match": " "})
        assert answer(empty, 428), path
        for stale in ('"r0"', '"r999"', f"W/{tag}", '"*"', "r0, *", '"', "\xff", f'"{"x" * 5000}"'):
            refused = client.send(method, path, json=body, headers={"If-Match": stale})
            assert answer(refused, 412)["code"] == "changed_meanwhile", (path, stale)
        assert client.get(read).headers["ETag"] == tag, path
        edited = client.send(method, path, json=body, headers={"If-Match": f'"other", {tag}'})
        answer(edited, 200)
        assert edited.headers["ETag"] == client.get(read).headers["ETag"] != tag, path
        again = client.send(method, path, json=body, headers={"If-Match": tag})
        assert answer(again, 412), path
        answer(client.send(method, path, json=body, headers={"If-Match": "*"}), 200)


def test_rights_and_fields_come_before_the_tag(make: Making) -> None:
    mentee_id = make.mentee()
    staff, stranger = make.client(), elsewhere(make).client()
    path = f"/mentees/{mentee_id}"
    for headers in ({}, {"If-Match": '"stale"'}):
        answer(staff.send("PATCH", path, json={"nonsense": 1}, headers=headers), 422)
        hidden = stranger.send("PATCH", path, json={"about": "x"}, headers=headers)
        assert seen(hidden) == seen(stranger.send("PATCH", f"/mentees/{NOBODY}", json={"about": "x"}, headers=headers))
        assert hidden.status_code == 404
        answer(staff.send("PATCH", "/program", json={"days_to_answer": 9}, headers=headers), 403)
        # What only what is stored can tell comes last.
        taken = {"identity": {"email": None, "phone": None}}
        answer(staff.send("PATCH", path, json=taken, headers=headers), 422)


def test_only_edits_raise_the_tag(make: Making) -> None:
    staff, mentor_id, mentee_id = make.client(), make.mentor(), make.mentee()
    before = {path: staff.get(path).headers["ETag"] for path in (f"/mentors/{mentor_id}", f"/mentees/{mentee_id}")}
    make.match(MatchState.INTRODUCED, mentee_id=mentee_id, mentor_id=mentor_id)
    answer(staff.post(f"/mentors/{mentor_id}/moves", {"action": "pause"}), 200)
    assert {path: staff.get(path).headers["ETag"] for path in before} == before


def test_what_is_made_new_has_a_tag_and_what_can_not_be_edited_has_none(make: Making) -> None:
    staff, match_id = make.client(), make.match()
    created = staff.post("/mentees", LEAST)
    assert created.headers["ETag"] == staff.get(created.headers["Location"].removeprefix("/api/v1")).headers["ETag"]
    party = next(iter(make.party_clients(match_id).values()))
    for client, path in (
        *((client, path) for client in (staff, party) for path in ("/matches", f"/matches/{match_id}", "/me")),
        (party, f"/matches/{match_id}/card"),
        (staff, "/mentees"),
        (staff, "/tokens"),
    ):
        response = client.get(path)
        answer(response, 200)
        assert "ETag" not in response.headers, path


@pytest.mark.parametrize("rounds", [5])
def test_of_two_edits_at_once_on_one_version_exactly_one_stands(app: Flask, make: Making, rounds: int) -> None:
    mentee_id, token = make.mentee(), make.token(make.coordinator_email)
    path = f"/mentees/{mentee_id}"
    for _ in range(rounds):
        tag = make.client().get(path).headers["ETag"]

        def edit(number: int, tag: str = tag) -> int:
            client = Client(app.test_client(), token)
            response = client.send("PATCH", path, json={"about": f"from {number}"}, headers={"If-Match": tag})
            return int(response.status_code)

        with ThreadPoolExecutor(8) as pool:
            statuses = sorted(pool.map(edit, range(8)))
        assert statuses == [200] + [412] * 7


def test_an_administrator_changes_the_settings_and_nobody_else(make: Making) -> None:
    admin = administrator(make)
    changes = {
        "name": "Harbor",
        "phone": None,
        "time_zone": "Pacific/Auckland",
        "language": "es",
        "minimum_months": 0,
        "training_required": False,
        "screening_required": False,
        "smallest_group": 2,
        "days_to_answer": 365,
        "days_before_expiry": 1,
    }
    assert changes.items() <= answer(admin.patch("/program", changes), 200).items()
    assert answer(make.client().get("/program"), 200) == answer(admin.get("/program"), 200)
    for field, wrong in (
        ("name", None), ("name", ""), ("phone", "call us"), ("time_zone", "Mars"), ("language", "tlh"),
        ("minimum_months", -1), ("minimum_months", 601), ("training_required", 1), ("screening_required", None),
        ("smallest_group", 1), ("days_to_answer", 0), ("days_to_answer", 1.5), ("days_before_expiry", 366),
        ("slug", "other"), ("id", "x"), ("revision", 1),
    ):  # fmt: skip
        assert field in answer(admin.patch("/program", {field: wrong}), 422)["errors"], (field, wrong)
    assert changes.items() <= answer(admin.get("/program"), 200).items()
    mentee_id = make.mentee()
    for client in (make.client(), make.client_of(Kind.MENTEE, mentee_id)):
        answer(client.patch("/program", {"days_to_answer": 3}), 403)
    assert answer(elsewhere(make).client().get("/program"), 200)["days_to_answer"] == 14
