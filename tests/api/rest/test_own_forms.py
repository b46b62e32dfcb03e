"""Intakes and applications: anyone may send one in, learns nothing by it, and reads of help before anything else."""

from typing import Any

import pytest
from flask import Flask

from data.db import reading
from data.store import audit
from data.store.people import Kind
from tests.api.mail.posting import rows
from tests.api.rest.asking import LEAST, counted, elsewhere, seen, whole
from tests.conftest import answer
from tests.making import Client, Making

FORMS = {Kind.MENTEE: "/programs/harbor/intakes", Kind.MENTOR: "/programs/harbor/applications"}
LEAST_FORM: dict[str, Any] = {"adult": True, **LEAST}
WRITTEN = ("mentees", "mentors", "sealed_identities", "consents", "outbox", "accounts", "memberships", "audit")
NOT_THEIRS = ("external_id", "status", "waiting_since", "training", "screening", "story_approved")


@pytest.fixture
def anyone(app: Flask) -> Client:
    return Client(app.test_client(), None)


def _form(kind: Kind, **changes: Any) -> dict[str, Any]:
    """Every answer that a person can give about themselves."""
    answers = {field: said for field, said in whole(kind).items() if field not in NOT_THEIRS}
    return {**answers, "adult": True, "consents": [{"purpose": "matching"}], **changes}


def _told(make: Making) -> list[tuple[str, str, str]]:
    return sorted((row.channel, row.recipient_kind, row.notice) for row in rows(make))


@pytest.mark.parametrize("kind", Kind)
def test_a_form_is_kept_as_it_came_and_waits_for_a_coordinator(make: Making, anyone: Client, kind: Kind) -> None:
    form = _form(kind)
    answer(anyone.post(FORMS[kind], form), 202)
    (row,) = answer(make.client().get(f"/{kind}s"), 200)["items"]
    assert row["status"] == {Kind.MENTEE: "new", Kind.MENTOR: "applied"}[kind]
    kept = answer(make.client().get(f"/{kind}s/{row['id']}"), 200)
    assert {field: kept[field] for field in form if field in kept} == {
        field: said for field, said in form.items() if field in kept
    } | {"recovery_stage": kept["recovery_stage"]}
    (consent,) = answer(make.client().get(f"/{kind}s/{row['id']}/consents"), 200)["items"]
    assert (consent["purpose"], consent["how"]) == ("matching", "online")
    assert _told(make) == [("email", kind.value, "invitation")]
    with make.app.app_context(), reading(None):
        entries = audit.entries(make.program_id)
    by_nobody = [(entry.act, entry.actor_id) for entry in entries if entry.role == "nobody"]
    assert sorted(by_nobody) == sorted([(f"{kind}_created", None), ("consent_given", None)])


@pytest.mark.parametrize("kind", Kind)
def test_the_answer_is_the_same_whatever_was_written_and_whoever_is_here(
    make: Making, anyone: Client, kind: Kind
) -> None:
    known = answer(make.client().get(f"/mentees/{make.mentee()}"), 200)["identity"]["email"]
    forms = [
        LEAST_FORM,
        _form(kind),
        _form(kind, identity={"preferred_name": "Sam", "phone": "312 555 0100"}),
        *(LEAST_FORM | {"identity": {"preferred_name": "X", "email": known}} for _ in range(2)),
        LEAST_FORM | {"identity": {"preferred_name": "X", "email": make.coordinator_email}},
        *([LEAST_FORM | {"right_now": "not_safe"}] if kind == Kind.MENTEE else []),
    ]
    answers = [anyone.post(FORMS[kind], form) for form in forms]
    assert {response.status_code for response in answers} == {202}
    assert len({repr(seen(response)) for response in answers}) == 1
    assert counted(make, f"{kind}s")[f"{kind}s"] == len(forms) + (kind == Kind.MENTEE)


def test_help_comes_before_anything_else_in_every_answer(make: Making, anyone: Client) -> None:
    too_much = {"data": b"x" * 300_000, "content_type": "application/json"}
    for path in FORMS.values():
        for response, status in (
            (anyone.post(path, LEAST_FORM), 202),
            (anyone.post(path, {}), 422),
            (anyone.post(path, LEAST_FORM | {"adult": False}), 422),
            (anyone.post(path.replace("harbor", "nowhere"), LEAST_FORM), 404),
            (anyone.send("POST", path, data=b"{", content_type="application/json"), 400),
            (anyone.send("POST", path, data=b"a=1", content_type="text/plain"), 415),
            (anyone.send("POST", path, **too_much), 413),
        ):
            body = answer(response, status)
            assert next(iter(body)) == "help"
            assert [line["code"] for line in body["help"]][:2] == ["988", "emergency"]
            here = "nowhere" not in str(response.request.path)
            assert ("program" in [line["code"] for line in body["help"]]) == here


def test_the_answer_speaks_the_language_that_was_asked_for(anyone: Client, make: Making) -> None:
    for language, thanks in (("es-MX", "Gracias"), ("en", "Thank you"), ("tlh", "Thank you")):
        response = anyone.post(FORMS[Kind.MENTEE], LEAST_FORM, headers={"Accept-Language": language})
        assert answer(response, 202)["text"].startswith(thanks)
        assert response.headers["Content-Language"] == ("es" if thanks == "Gracias" else "en")


def test_nothing_is_kept_of_a_younger_person_or_of_a_form_with_a_slip(make: Making, anyone: Client) -> None:
    before = counted(make, *WRITTEN)
    for path in FORMS.values():
        for adult in (False, None, "yes", 1):
            assert "adult" in answer(anyone.post(path, LEAST_FORM | {"adult": adult}), 422)["errors"]
        missing = answer(anyone.post(path, LEAST), 422)
        assert list(missing["errors"]) == ["adult"]
        kind_words = answer(anyone.post(path, LEAST_FORM | {"adult": False}), 422)["errors"]["adult"]
        assert "help for you" in kind_words[0]
        for field in (*NOT_THEIRS, "id", "program_id", "revision", "right_now_", "capacity_"):
            assert field in answer(anyone.post(path, LEAST_FORM | {field: "x"}), 422)["errors"], field
        unreachable = {"adult": True, **LEAST, "identity": {"preferred_name": "Sam"}}
        assert "identity.email" in answer(anyone.post(path, unreachable), 422)["errors"]
    assert counted(make, *WRITTEN) == before


def test_who_is_not_safe_is_nobody_s_match_and_is_brought_to_the_coordinators(make: Making, anyone: Client) -> None:
    answer(anyone.post(FORMS[Kind.MENTEE], LEAST_FORM | {"right_now": "not_safe"}), 202)
    assert _told(make) == [
        ("email", "account", "not_safe"),
        ("email", "mentee", "invitation"),
        ("task", "mentee", "not_safe"),
    ]
    (row,) = answer(make.client().get("/mentees"), 200)["items"]
    assert row["status"] == "new"


def test_saying_not_safe_later_answers_with_help_first_and_asks_a_coordinator_once(make: Making) -> None:
    mentee_id = make.mentee()
    mentee = make.client_of(Kind.MENTEE, mentee_id)
    for _ in range(2):
        body = answer(mentee.patch(f"/mentees/{mentee_id}", {"right_now": "not_safe"}), 200)
        assert next(iter(body)) == "help"
        assert [line["code"] for line in body["help"]] == ["988", "emergency", "program"]
        assert body["status"] == "on_hold"
    assert _told(make) == [("email", "account", "not_safe"), ("task", "mentee", "not_safe")]
    assert "help" not in answer(mentee.patch(f"/mentees/{mentee_id}", {"right_now": "ok"}), 200)


def test_who_does_not_want_mail_is_called(make: Making, anyone: Client) -> None:
    identity = {"preferred_name": "Sam", "email": "sam@example.org", "phone": "312 555 0100"}
    for contact in ({"email_ok": False}, {"channel": "phone"}):
        answer(anyone.post(FORMS[Kind.MENTEE], LEAST_FORM | {"identity": {**identity, "contact": contact}}), 202)
    assert _told(make) == [("task", "mentee", "invitation")] * 2


def test_a_form_sent_again_with_its_key_is_kept_once_and_keys_are_nobody_s_to_find(
    make: Making, anyone: Client
) -> None:
    key = {"headers": {"Idempotency-Key": "one"}}
    first = anyone.post(FORMS[Kind.MENTEE], LEAST_FORM, **key)
    assert seen(anyone.post(FORMS[Kind.MENTEE], LEAST_FORM, **key)) == seen(first)
    assert counted(make, "mentees") == {"mentees": 1}
    other = anyone.post(FORMS[Kind.MENTEE], LEAST_FORM | {"about": "someone else"}, **key)
    assert seen(other) == seen(first)
    assert counted(make, "mentees") == {"mentees": 2}


def test_a_form_goes_to_its_own_program(make: Making, anyone: Client) -> None:
    answer(anyone.post("/programs/lakeside/intakes", LEAST_FORM), 404)
    other = elsewhere(make)
    answer(anyone.post("/programs/lakeside/intakes", LEAST_FORM), 202)
    assert answer(make.client().get("/mentees"), 200)["items"] == []
    assert len(answer(other.client().get("/mentees"), 200)["items"]) == 1
    for slug in ("HARBOR", "harbor%20", "h%00", "x" * 61, "harbor.json", ""):
        assert anyone.post(f"/programs/{slug}/intakes", LEAST_FORM).status_code == 404
