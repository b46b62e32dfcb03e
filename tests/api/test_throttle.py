"""The doors open to anyone: how often a network may knock, and what of a request says which network that is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from argon2 import PasswordHasher
from flask import Flask

from api import throttle
from api.app import create_app
from api.services import passwords
from api.settings import BadSetting
from tests.api.rest.asking import counted, seen
from tests.conftest import KEYS, SECRET, Settings
from tests.making import Client, Making
from tests.problems import flaws

X, Y = "192.0.2.17", "198.51.100.4"
# Nothing of it is in the database: one kind will do.
one_kind = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Door = tuple[str, Callable[[int], dict[str, str]], int, int]
DOORS: dict[str, Door] = {
    # path, a body unlike the others, what it is answered, how often
    "sign-in": ("/tokens", lambda at: {"email": f"a{at}@example.org", "password": "x"}, 401, 60),
    "reset": ("/passwords/resets", lambda at: {"email": f"a{at}@example.org"}, 202, 10),
    "redemption": ("/invitations/redemptions", lambda at: {"secret": f"{at}", "password": "x" * 15}, 404, 30),
}


def _ask(app: Flask, path: str, body: dict[str, str], network: str = X, **headers: str) -> Any:
    client = Client(app.test_client(), None)
    return client.post(path, body, environ_overrides={"REMOTE_ADDR": network}, headers=headers)


def _statuses(app: Flask, path: str, bodies: list[dict[str, str]], networks: list[str] | None = None) -> list[int]:
    froms = networks or [X] * len(bodies)
    return [_ask(app, path, body, network).status_code for body, network in zip(bodies, froms, strict=True)]


@one_kind
@pytest.mark.parametrize("door", DOORS)
def test_a_network_that_knocks_too_often_waits_before_anything_is_hashed_or_stored(
    make: Making, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, body, status, often = DOORS[door]
    monkeypatch.setattr(passwords, "_hasher", quick := PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(passwords, "_nobodys_hash", quick.hash("nobody has this one"))
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False) as clock:
        # What is wrong in its fields counts for nothing.
        assert _statuses(make.app, path, [{}] * (often + 2)) == [422] * (often + 2)
        assert _statuses(make.app, path, [body(at) for at in range(often)]) == [status] * often
        before = counted(make, "audit", "address_messages", "sign_in_tries")
        monkeypatch.setattr(passwords, "_hasher", None)
        waiting = _ask(make.app, path, body(often))
        assert flaws(waiting, 429) == [] and waiting.get_json()["code"] == "too_many_requests"
        assert counted(make, "audit", "address_messages", "sign_in_tries") == before
        assert not [name for name, _ in waiting.headers if name.startswith("X-RateLimit")]
        wait = int(waiting.headers["Retry-After"])
        assert 2 <= wait <= 3601
        # Neither a neighbour, nor another address that the same asker names, gets in; somebody elsewhere does.
        assert _ask(make.app, path, body(often), "192.0.2.99").status_code == 429
        assert _ask(make.app, path, body(often), **{"X-Forwarded-For": Y, "X-Real-Ip": Y}).status_code == 429
        monkeypatch.setattr(passwords, "_hasher", quick)
        assert _ask(make.app, path, body(often), Y).status_code == status
        clock.shift(timedelta(seconds=wait - 2))
        assert _ask(make.app, path, body(often)).status_code == 429
        clock.shift(timedelta(seconds=2))
        assert _ask(make.app, path, body(often)).status_code == status


@one_kind
def test_one_address_is_mailed_five_resets_an_hour_and_nobody_can_tell_when_it_was_enough(
    make: Making,
) -> None:
    networks = [f"192.0.{number}.1" for number in range(7)]
    refused = []
    for email in (make.coordinator_email, "nobody@example.org"):
        bodies = [{"email": email}] * 3 + [{"email": email.upper().replace("EXAMPLE.ORG", "example.org")}] * 3
        with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False):
            assert _statuses(make.app, "/passwords/resets", bodies, networks[:6]) == [202] * 6
            refused.append(seen(_ask(make.app, "/passwords/resets", {"email": email}, networks[6])))
    assert refused[0] == refused[1]
    assert counted(make, "address_messages") == {"address_messages": 10}


@one_kind
def test_a_password_of_ones_own_is_not_tried_without_end(make: Making) -> None:
    clients = [make.client(make.token(email)) for email in (make.coordinator_email, make.administrator_email)]
    weak = {"password": "passwordpassword"}
    assert [clients[0].put("/me/password", weak).status_code for _ in range(21)] == [422] * 20 + [429]
    assert clients[1].put("/me/password", weak).status_code == 422


@one_kind
def test_behind_proxies_only_what_they_themselves_added_is_believed(make: Making, database_url: str) -> None:
    settings = Settings(database_url=database_url, keys=KEYS, secret_key=SECRET, proxies=1)
    app = create_app(settings)
    body = {"secret": "x", "password": "x" * 15}

    def ask(forwarded_for: str) -> int:
        status: int = _ask(app, "/invitations/redemptions", body, **{"X-Forwarded-For": forwarded_for}).status_code
        return status

    assert [ask(f"203.0.113.{at}, {Y}") for at in range(31)] == [404] * 30 + [429]
    assert ask("198.51.101.4") == 404
    links = app.test_client().get("/healthz", headers={"X-Forwarded-Host": "evil.example.org"})
    assert "evil" not in links.get_data(as_text=True)
    with app.app_context():
        from data.db import db

        db.engine.dispose()


@pytest.mark.parametrize("storage", ["nonsense", "redis", "async+memory://", "carrier-pigeon://harbor", "memory"])
def test_a_storage_that_can_not_be_used_is_one_clear_line(storage: str) -> None:
    with pytest.raises(BadSetting, match="ALONGSIDE_THROTTLE_STORAGE is not the address"):
        throttle.init_app(Flask("api"), storage)
