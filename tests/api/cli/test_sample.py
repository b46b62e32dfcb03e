"""The sample program: into an empty database only, with people who can really sign in."""

from collections import Counter
from typing import Any

import pytest
from flask import Flask

from tests.api.cli.running import refused, run_for_json, run_well
from tests.conftest import answer
from tests.making import Client, Making


@pytest.fixture
def credentials(app: Flask) -> list[dict[str, str]]:
    loaded: list[dict[str, str]] = run_for_json(app, "sample", "load")
    return loaded


def _sign_in(app: Flask, each: dict[str, str]) -> Any:
    body = {"email": each["email"], "password": each["password"]}
    return answer(Client(app.test_client(), None).post("/tokens", body), 201)


def test_the_seven_who_are_printed_sign_in_each_in_their_role(app: Flask, credentials: list[dict[str, str]]) -> None:
    assert Counter(each["role"] for each in credentials) == {
        "administrator": 1,
        "coordinator": 2,
        "mentor": 2,
        "mentee": 2,
    }
    assert len({each["password"] for each in credentials}) == 7
    for each in credentials:
        assert len(each["password"]) >= 15
        token = _sign_in(app, each)
        assert token["role"] == each["role"]
        assert (token["person_id"] is not None) == (each["role"] in ("mentor", "mentee"))
        if token["person_id"]:
            client = Client(app.test_client(), token["token"])
            answer(client.get(f"/{each['role']}s/{token['person_id']}"), 200)


def test_they_are_printed_one_a_line(app: Flask) -> None:
    rows = [line.split() for line in run_well(app, "sample", "load").splitlines()]
    assert [len(row) for row in rows] == [3] * 7
    assert all("@" in email for _, email, _ in rows)


def test_a_second_load_is_refused_and_changes_nothing(app: Flask, credentials: list[dict[str, str]]) -> None:
    assert "an empty database only" in refused(app, "sample", "load")
    _sign_in(app, credentials[0])


def test_it_is_not_loaded_beside_a_real_program(app: Flask, make: Making) -> None:
    assert "an empty database only" in refused(app, "sample", "load")


def test_who_waits_longest_has_a_list_to_choose_from(app: Flask, credentials: list[dict[str, str]]) -> None:
    coordinator = next(each for each in credentials if each["role"] == "coordinator")
    client = Client(app.test_client(), _sign_in(app, coordinator)["token"])
    longest = answer(client.get("/mentees?status=waiting&sort=waiting"), 200)["items"][0]
    found = answer(client.get(f"/mentees/{longest['id']}/suggestions"), 200)
    assert found["pool"]["eligible"] >= 8
    assert len(found["suggestions"]) >= 8
    assert found["pool"]["excluded"]
