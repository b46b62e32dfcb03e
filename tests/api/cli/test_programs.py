"""A program with its first people, whose passwords nobody but they ever know."""

from typing import Any

import pytest
from flask import Flask

from tests.api.cli.running import counts, refused, run_for_json, run_well
from tests.conftest import answer
from tests.making import Client

ADMINISTRATOR, COORDINATOR = "avery@example.org", "casey@example.org"
PASSWORD = "a password nobody guesses"


def _create(**changes: str) -> list[str]:
    options = {"slug": "harbor", "administrator": ADMINISTRATOR, "coordinator": COORDINATOR, **changes}
    given = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", value)]
    return ["programs", "create", "Harbor Recovery", *given]


def _redeem(app: Flask, secret: str, password: str = PASSWORD) -> Any:
    body = {"secret": secret, "password": password}
    return Client(app.test_client(), None).post("/invitations/redemptions", body)


def _sign_in(app: Flask, email: str, password: str = PASSWORD, **more: str) -> Any:
    return Client(app.test_client(), None).post("/tokens", {"email": email, "password": password, **more})


def test_a_secret_is_printed_for_each_of_the_first_people(app: Flask) -> None:
    said = run_well(app, *_create())
    rows = [line.split() for line in said.splitlines() if line.startswith("  ")]
    assert [row[:2] for row in rows] == [["administrator", ADMINISTRATOR], ["coordinator", COORDINATOR]]
    assert all(len(row[2]) >= 40 for row in rows)
    assert "http://127.0.0.1:8000/api/v1/invitations/redemptions" in said
    assert _redeem(app, rows[0][2]).status_code == 204


def test_a_secret_sets_a_password_once_and_then_that_person_signs_in(app: Flask) -> None:
    made = run_for_json(app, *_create())
    for row in made["invitations"]:
        answer(_sign_in(app, row["email"]), 401)
        assert _redeem(app, row["secret"]).status_code == 204
        assert answer(_redeem(app, row["secret"], "another long password"), 404)["code"] == "not_found"
        answer(_sign_in(app, row["email"], "another long password"), 401)
        signed_in = answer(_sign_in(app, row["email"]), 201)
        assert (signed_in["role"], signed_in["program_id"]) == (row["role"], made["program_id"])
        answer(Client(app.test_client(), signed_in["token"]).get("/program"), 200)


def test_a_password_that_is_easy_to_guess_does_not_use_the_secret_up(app: Flask) -> None:
    secret = run_for_json(app, *_create())["invitations"][0]["secret"]
    assert answer(_redeem(app, secret, ADMINISTRATOR), 422)["code"] == "invalid"
    assert _redeem(app, secret).status_code == 204


def test_an_unknown_secret_looks_like_a_used_one(app: Flask) -> None:
    secret = run_for_json(app, *_create())["invitations"][0]["secret"]
    assert _redeem(app, secret).status_code == 204
    used, unknown = (answer(_redeem(app, asked), 404) for asked in (secret, "x" * 43))
    for body in (used, unknown):
        del body["request_id"]
    assert used == unknown


def test_who_has_a_password_already_gets_the_role_and_no_new_secret(app: Flask) -> None:
    first = run_for_json(app, *_create())
    assert _redeem(app, first["invitations"][0]["secret"]).status_code == 204
    second = run_for_json(app, *_create(slug="second", coordinator="rosa@example.org"))
    assert [row["email"] for row in second["invitations"]] == ["rosa@example.org"]
    answer(_sign_in(app, ADMINISTRATOR), 409)
    answer(_sign_in(app, ADMINISTRATOR, program_id=second["program_id"]), 201)


def test_one_person_may_be_both(app: Flask) -> None:
    made = run_for_json(app, *_create(coordinator=ADMINISTRATOR))
    assert [row["role"] for row in made["invitations"]] == ["administrator", "coordinator"]
    assert _redeem(app, made["invitations"][1]["secret"]).status_code == 204
    answer(_sign_in(app, ADMINISTRATOR, role="coordinator"), 201)


def test_several_of_a_role_may_be_given(app: Flask) -> None:
    made = run_for_json(app, *_create(), "--coordinator", "rosa@example.org")
    assert [row["email"] for row in made["invitations"]] == [ADMINISTRATOR, COORDINATOR, "rosa@example.org"]


@pytest.mark.parametrize("again", [COORDINATOR, COORDINATOR.upper()])
def test_the_same_person_given_twice_in_a_role_is_refused(app: Flask, again: str) -> None:
    assert "twice" in refused(app, *_create(), "--coordinator", again)


def test_a_short_name_that_is_taken_is_refused_and_nothing_made(app: Flask) -> None:
    run_well(app, *_create())
    before = counts(app)
    said = refused(app, *_create(administrator="new@example.org"))
    assert "There is a program with this short name already." in said
    assert counts(app) == before


@pytest.mark.parametrize(
    "slug", ["", "h", "Harbor", "har bor", "-harbor", "harbor-", "har--bor", "härbor", "h" * 61, "h-" * 30 + "h"]
)
def test_a_short_name_that_makes_no_address_is_refused(app: Flask, slug: str) -> None:
    assert "small letters, digits and single hyphens" in refused(app, *_create(slug=slug))


@pytest.mark.parametrize("slug", ["ab", "a1", "harbor-2", "1-2-3", "h" * 60])
def test_a_short_name_fit_for_an_address_is_taken(app: Flask, slug: str) -> None:
    assert run_for_json(app, *_create(slug=slug))["program_id"]


@pytest.mark.parametrize(
    "zone", ["", "Chicago", "america/chicago", "Mars/Olympus", "localtime", "posixrules", "Factory"]
)
def test_a_zone_that_is_none_is_refused(app: Flask, zone: str) -> None:
    assert "Send a time zone by its name" in refused(app, *_create(time_zone=zone))


@pytest.mark.parametrize(
    "email",
    ["", "casey", "@example.org", "casey@", "ca sey@example.org", "a@b@c.org", "casey@home", "x" * 65 + "@y.org"],
)
@pytest.mark.parametrize("role", ["administrator", "coordinator"])
def test_an_address_that_is_none_is_refused(app: Flask, role: str, email: str) -> None:
    assert f"--{role}" in refused(app, *_create(**{role: email}))


@pytest.mark.parametrize("missing", ["--slug", "--administrator", "--coordinator"])
def test_what_is_needed_is_named(app: Flask, missing: str) -> None:
    arguments = _create()
    place = arguments.index(missing)
    assert missing in refused(app, *arguments[:place], *arguments[place + 2 :])


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_a_name_that_is_none_is_refused(app: Flask, name: str) -> None:
    arguments = _create()
    refused(app, *arguments[:2], name, *arguments[3:])


@pytest.mark.parametrize("phone", ["", "call me", "5" * 41])
def test_a_phone_line_that_nobody_can_dial_is_refused(app: Flask, phone: str) -> None:
    assert "--phone" in refused(app, *_create(phone=phone))
