"""Tokens for integrations: printed once, for a person who is known."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from data.db import reading
from data.store import audit
from tests.api.cli.running import refused, run_for_json, run_well
from tests.conftest import answer
from tests.making import Client, Making


def _hours_left(expires_at: str) -> float:
    return (datetime.fromisoformat(expires_at) - datetime.now(UTC)) / timedelta(hours=1)


def test_the_token_that_is_printed_signs_that_person_in(app: Flask, make: Making) -> None:
    token = run_well(app, "tokens", "create", make.coordinator_email).strip()
    me = answer(Client(app.test_client(), token).get("/tokens"), 200)
    assert len(me["items"]) >= 1
    answer(Client(app.test_client(), token).get("/mentees"), 200)


def test_json_tells_whose_and_for_how_long(app: Flask, make: Making) -> None:
    made = run_for_json(app, "tokens", "create", make.administrator_email)
    assert (made["role"], made["program_id"], made["person_id"]) == ("administrator", make.program_id, None)
    assert 719.9 < _hours_left(made["expires_at"]) <= 720


def test_the_address_is_found_however_it_is_written(app: Flask, make: Making) -> None:
    assert run_for_json(app, "tokens", "create", make.coordinator_email.upper())["role"] == "coordinator"


@pytest.mark.parametrize("hours", [1, 24 * 365])
def test_it_lasts_as_many_hours_as_asked(app: Flask, make: Making, hours: int) -> None:
    made = run_for_json(app, "tokens", "create", make.coordinator_email, "--hours", str(hours))
    assert hours - 0.1 < _hours_left(made["expires_at"]) <= hours


@pytest.mark.parametrize("hours", ["0", "-1", "8761", "1.5", "many"])
def test_hours_out_of_range_are_refused(app: Flask, make: Making, hours: str) -> None:
    assert "--hours" in refused(app, "tokens", "create", make.coordinator_email, "--hours", hours)


@pytest.mark.parametrize("email", ["stranger@example.org", "", "no address"])
def test_an_unknown_address_is_refused(app: Flask, make: Making, email: str) -> None:
    assert "no one with this email" in refused(app, "tokens", "create", email)


def test_an_unknown_program_is_refused(app: Flask, make: Making) -> None:
    assert "'nowhere'" in refused(app, "tokens", "create", make.coordinator_email, "--program", "nowhere")


@pytest.fixture
def in_two(app: Flask, make: Making) -> str:
    """Somebody who is administrator and coordinator here, and coordinator elsewhere."""
    email = "busy@example.org"
    for slug, role in (("second", "administrator"), ("third", "coordinator")):
        others = {"administrator": "a@example.org", "coordinator": "c@example.org", role: email}
        if slug == "second":
            others["coordinator"] = email
        given = [part for name, address in others.items() for part in (f"--{name}", address)]
        run_well(app, "programs", "create", slug.title(), "--slug", slug, *given)
    return email


def test_several_memberships_and_none_named_is_refused_with_the_list(app: Flask, in_two: str) -> None:
    said = refused(app, "tokens", "create", in_two)
    assert [line.strip() for line in said.splitlines() if line.startswith("  --")] == [
        "--program second --role administrator",
        "--program second --role coordinator",
        "--program third --role coordinator",
    ]


@pytest.mark.parametrize("named", [["--program", "second"], ["--role", "coordinator"], ["--role", "mentor"]])
def test_naming_too_little_or_what_is_not_there_is_refused_with_the_list(
    app: Flask, in_two: str, named: list[str]
) -> None:
    assert "--program third --role coordinator" in refused(app, "tokens", "create", in_two, *named)


@pytest.mark.parametrize(
    ("named", "role"),
    [
        (["--program", "third"], "coordinator"),
        (["--role", "administrator"], "administrator"),
        (["--program", "second", "--role", "coordinator"], "coordinator"),
    ],
)
def test_naming_enough_chooses(app: Flask, in_two: str, named: list[str], role: str) -> None:
    assert run_for_json(app, "tokens", "create", in_two, *named)["role"] == role


def test_a_token_made_by_the_operator_is_written_down(app: Flask, make: Making) -> None:
    run_well(app, "tokens", "create", make.coordinator_email)
    with app.app_context(), reading(None):
        last = audit.entries(audit.SERVICE)[-1]
        assert (last.act, last.role, last.why) == ("token_created", "system", "tokens_create")
