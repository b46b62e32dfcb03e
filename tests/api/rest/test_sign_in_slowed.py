"""Whoever guesses is slowed down, by address and network, and the owner signs in from elsewhere meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from api.services.tries import FREE
from data.db import db, reading
from data.models.programs import SignInTries
from data.store.people import Kind
from tests.api.rest.asking import add_role, counted, seen
from tests.api.rest.signing_in import PASSWORD, email_of_account, redeem, secret_for, set_password, sign_in
from tests.conftest import answer
from tests.making import Making
from tests.problems import flaws

X, BESIDE_X, Y = "192.0.2.17", "192.0.2.200", "198.51.100.4"
WRONG = "not this one at all"
AT_ONCE = 16
pytestmark = pytest.mark.usefixtures("quick_passwords")


def _wrong(make: Making, times: int, email: str | None = None, network: str = X) -> list[Any]:
    return [sign_in(make, email or make.coordinator_email, WRONG, network) for _ in range(times)]


def _codes(responses: list[Any]) -> list[int]:
    return [response.status_code for response in responses]


def _counts(make: Making) -> list[int]:
    with make.app.app_context(), reading(None):
        return sorted(db.session.scalars(select(SignInTries.tries)))


def test_sixty_wrong_ones_from_one_network_keep_nobody_from_signing_in_from_another(make: Making) -> None:
    set_password(make, make.coordinator_email)
    with time_machine.travel(datetime.now(UTC), tick=False):
        assert _codes(_wrong(make, 58)) == [401] * FREE + [429] * (58 - FREE)
        for network in (X, BESIDE_X):
            waiting = sign_in(make, make.coordinator_email, network=network)
            assert flaws(waiting, 429) == []
            assert waiting.get_json()["code"] == "too_many_requests"
            assert waiting.headers["Retry-After"] == "1"
        answer(sign_in(make, make.coordinator_email, network=Y), 201)


def test_the_right_password_waits_too_and_then_sets_the_count_back(make: Making) -> None:
    set_password(make, make.coordinator_email)
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        assert _codes(_wrong(make, FREE + 2)) == [401] * FREE + [429] * 2
        waiting = sign_in(make, make.coordinator_email, network=X)
        assert (waiting.status_code, waiting.headers["Retry-After"]) == (429, "1")
        clock.shift(1)
        assert _codes(_wrong(make, 2)) == [401, 429]
        assert _counts(make) == [FREE + 1]
        clock.shift(1)
        assert sign_in(make, make.coordinator_email, network=X).headers["Retry-After"] == "1"
        clock.shift(1)
        answer(sign_in(make, make.coordinator_email, network=X), 201)
        assert _counts(make) == []
        assert _codes(_wrong(make, FREE + 1)) == [401] * FREE + [429]


def test_a_right_password_that_has_to_choose_a_role_sets_the_count_back_as_well(make: Making) -> None:
    add_role(make, make.coordinator_email, Kind.MENTOR, make.mentor())
    set_password(make, make.coordinator_email)
    for _ in range(FREE + 1):
        answer(sign_in(make, make.coordinator_email, network=X), 409)
    assert _counts(make) == []


def test_whoever_uses_a_link_from_a_mail_waits_no_longer(make: Making) -> None:
    _wrong(make, FREE + 1)
    secret = secret_for(make, make.coordinator_email)
    assert redeem(make, secret, environ_overrides={"REMOTE_ADDR": BESIDE_X}).status_code == 204
    answer(sign_in(make, make.coordinator_email, network=X), 201)


def test_every_address_is_answered_alike_from_the_first_try_to_the_wait(make: Making) -> None:
    """Known with a password, known without one, a mentee's, and nobody's."""
    set_password(make, make.coordinator_email)
    mentee = email_of_account(make, Kind.MENTEE, make.mentee())
    emails = [make.coordinator_email, make.administrator_email, mentee, "nobody@example.org"]
    audited = []
    with time_machine.travel(datetime.now(UTC), tick=False):
        answers = []
        for email in emails:
            before = counted(make, "audit", "sign_in_tries")
            answers.append([seen(response) for response in _wrong(make, FREE + 2, email)])
            after = counted(make, "audit", "sign_in_tries")
            audited.append({table: after[table] - before[table] for table in after})
    assert [status for status, _, _ in answers[0]] == [401] * FREE + [429] * 2
    assert all(each == answers[0] for each in answers)
    assert audited == [{"audit": FREE, "sign_in_tries": 1}] * len(emails)


def test_of_sixteen_guesses_at_once_no_more_are_looked_at_than_were_free(make: Making) -> None:
    set_password(make, make.coordinator_email)
    start = Barrier(AT_ONCE)

    def guess(_: int) -> int:
        start.wait()
        status: int = sign_in(make, make.coordinator_email, WRONG, X).status_code
        return status

    with time_machine.travel(datetime.now(UTC), tick=False), ThreadPoolExecutor(AT_ONCE) as pool:
        assert sorted(pool.map(guess, range(AT_ONCE))) == [401] * FREE + [429] * (AT_ONCE - FREE)
    assert _counts(make) == [FREE]


def test_a_wrong_present_password_is_counted_with_the_sign_ins(make: Making) -> None:
    set_password(make, make.coordinator_email)
    client = make.client(make.token(make.coordinator_email))
    body = {"current_password": WRONG, "password": "lantern gravel mosaic otter"}

    def change(**changes: str) -> Any:
        return client.put("/me/password", body | changes, environ_overrides={"REMOTE_ADDR": X})

    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        _wrong(make, FREE - 2)
        for _ in range(2):
            refused = change()
            assert flaws(refused, 422) == [] and set(refused.get_json()["errors"]) == {"current_password"}
        waiting = change(current_password=PASSWORD)
        assert flaws(waiting, 429) == [] and waiting.headers["Retry-After"] == "1"
        answer(sign_in(make, make.coordinator_email, network=X), 429)
        clock.shift(timedelta(seconds=1))
        assert change(current_password=PASSWORD).status_code == 204
        assert _counts(make) == []
