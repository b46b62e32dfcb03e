"""A password forgotten, and a password changed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from api.services.passwords import TOO_SHORT
from data.db import current_keyring, db, reading
from data.models.records import AddressMessage
from data.seal import Sealed
from data.store.people import Kind
from tests.api.rest.asking import counted, seen
from tests.api.rest.signing_in import (
    PASSWORD,
    delivered,
    email_of_account,
    entries,
    redeem,
    secret_for,
    set_password,
    sign_in,
)
from tests.conftest import answer
from tests.making import Client, Making
from tests.problems import flaws

ANOTHER = "lantern gravel mosaic otter"
pytestmark = pytest.mark.usefixtures("quick_passwords")


def _change(client: Client, password: str = ANOTHER, **more: Any) -> Any:
    return client.put("/me/password", {"password": password, **more})


def test_asking_for_a_reset_is_the_same_for_every_address(make: Making, anyone: Client) -> None:
    set_password(make, make.coordinator_email)
    mentee = email_of_account(make, Kind.MENTEE, make.mentee())
    emails = [make.coordinator_email, make.administrator_email, mentee, "nobody@example.org"]
    answers, written = [], []
    for email in emails:
        before = counted(make, "address_messages", "audit", "outbox", "one_time_secrets")
        answers.append(seen(anyone.post("/passwords/resets", {"email": email})))
        after = counted(make, "address_messages", "audit", "outbox", "one_time_secrets")
        written.append({table: after[table] - before[table] for table in after})
    assert answers[0][0] == 202 and b'"text"' in answers[0][2]
    assert answers == answers[:1] * 4
    assert written == [{"address_messages": 1, "audit": 1, "outbox": 0, "one_time_secrets": 0}] * 4
    assert entries(make, "service")[-1] == ("password_reset_asked", None)
    with make.app.app_context(), reading(None):
        rows = db.session.scalars(select(AddressMessage)).all()
        opened = [current_keyring().open(row.message_id, Sealed(row.key_id, row.sealed)) for row in rows]
        assert sorted(each["email"] for each in opened) == sorted(emails)
        assert {row.purpose for row in rows} == {"reset"}
    assert answer(anyone.post("/passwords/resets", {"email": "nobody"}), 422)["errors"].keys() == {"email"}


def test_changing_the_password_ends_all_tokens_and_all_links(make: Making) -> None:
    set_password(make, make.coordinator_email)
    here, elsewhere = (make.client(make.token(make.coordinator_email)) for _ in range(2))
    colleague = make.client(make.token(make.administrator_email))
    link = secret_for(make, make.coordinator_email)
    assert _change(here, current_password=PASSWORD).status_code == 204
    for client in (here, elsewhere):
        answer(client.get("/me"), 401)
    answer(colleague.get("/me"), 200)
    answer(redeem(make, link), 404)
    answer(sign_in(make, make.coordinator_email), 401)
    answer(sign_in(make, make.coordinator_email, ANOTHER), 201)
    assert ("password_set", "account") in entries(make)


def test_the_present_password_is_asked_for_where_there_is_one(make: Making) -> None:
    client = make.client(make.token(make.coordinator_email))
    none_yet = _change(client, current_password=PASSWORD)
    assert flaws(none_yet, 422) == [] and set(none_yet.get_json()["errors"]) == {"current_password"}
    assert _change(client, PASSWORD).status_code == 204
    client = make.client(make.token(make.coordinator_email))
    for given in ({}, {"current_password": None}, {"current_password": "not this one at all"}):
        refused = _change(client, **given)
        assert flaws(refused, 422) == [] and set(refused.get_json()["errors"]) == {"current_password"}
    answer(client.get("/me"), 200)
    assert entries(make)[-2] == ("current_password_wrong", "account")
    answer(sign_in(make, make.coordinator_email), 201)


def test_everybody_changes_their_own_and_a_weak_one_is_refused_before_the_present_one_is_looked_at(
    make: Making,
) -> None:
    for kind, person_id in ((Kind.MENTEE, make.mentee()), (Kind.MENTOR, make.mentor())):
        client = make.client_of(kind, person_id)
        email = email_of_account(make, kind, person_id)
        for weak in (email, "passwordpassword", "Program harbor 1", "onedayatatime12"):
            refused = _change(client, weak, current_password="not this one at all")
            assert flaws(refused, 422) == [] and set(refused.get_json()["errors"]) == {"password"}
        assert _change(client).status_code == 204
        answer(sign_in(make, email, ANOTHER), 201)
    assert counted(make, "sign_in_tries") == {"sign_in_tries": 0}


def test_fifteen_characters_are_asked_for_wherever_a_password_is_chosen(make: Making, anyone: Client) -> None:
    mentee_id = make.mentee()
    answer(make.client().post(f"/mentees/{mentee_id}/invitation"), 201)
    secret = delivered(make, Kind.MENTEE, mentee_id)
    client = make.client(make.token(make.administrator_email))
    for short in ("gravel mosaics", "gravel mosaic\u0301s", "x"):
        for response in (redeem(make, secret, short), _change(client, short)):
            assert answer(response, 422)["errors"] == {"password": [TOO_SHORT]}
    for wrong in ("", "x" * 1025, 15, None, "\ud800" * 20):
        assert answer(_change(client, wrong), 422)["errors"].keys() == {"password"}  # type: ignore[arg-type]
    assert redeem(make, secret, "gravel mosaic s").status_code == 204
    assert _change(client, "walrus cabinet sorry tuesday " * 35).status_code == 204


def test_no_token_that_was_asked_for_with_the_old_password_outlives_it(make: Making) -> None:
    set_password(make, make.coordinator_email)
    passwords = [PASSWORD, ANOTHER]
    for _round in range(10):
        client = make.client(make.token(make.coordinator_email))
        start = Barrier(3)

        def change(
            client: Client = client, start: Barrier = start, old_and_new: tuple[str, ...] = (*passwords,)
        ) -> None:
            start.wait()
            assert _change(client, old_and_new[1], current_password=old_and_new[0]).status_code == 204

        def ask(start: Barrier = start, old: str = passwords[0]) -> Any:
            start.wait()
            return sign_in(make, make.coordinator_email, old)

        with ThreadPoolExecutor(3) as pool:
            changed, *asked = pool.submit(change), pool.submit(ask), pool.submit(ask)
            changed.result()
            answers = [future.result() for future in asked]
        for response in answers:
            if response.status_code == 201:
                answer(make.client(response.get_json()["token"]).get("/me"), 401)
            else:
                answer(response, 401)
        passwords.reverse()
