"""Consents: given online or recorded, read, and taken back with effect at once."""

from datetime import timedelta
from typing import Any

import pytest

from data import consent_texts
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.rest.asking import (
    NOBODY,
    administrator,
    counted,
    elsewhere,
    for_each,
    last_event,
    seen,
    state_of,
    today,
    told,
)
from tests.conftest import answer
from tests.making import Client, Making


def _person(make: Making, kind: Kind, **changes: Any) -> str:
    return make.mentee(**changes) if kind == Kind.MENTEE else make.mentor(**changes)


def _consents(client: Client, kind: Kind, person_id: str, purpose: str = "matching") -> list[dict[str, Any]]:
    items = answer(client.get(f"/{kind}s/{person_id}/consents"), 200)["items"]
    return [consent for consent in items if consent["purpose"] == purpose]


def _revoke(client: Client, kind: Kind, person_id: str, consent: dict[str, Any]) -> Any:
    return client.post(f"/{kind}s/{person_id}/consents/{consent['id']}/revocation")


@for_each(Kind)
def test_a_person_agrees_online(make: Making, kind: Kind) -> None:
    person_id = _person(make, kind, consents=[])
    person, path = make.client_of(kind, person_id), f"/{kind}s/{person_id}/consents"
    response = person.post(path, {"purpose": "messages", "text_version": 1, "how": "online"})
    given = answer(response, 201)
    assert given == {
        "id": given["id"],
        "purpose": "messages",
        "how": "online",
        "given_on": today().isoformat(),
        "text_version": 1,
        "revoked_at": None,
    }
    assert response.headers["Location"]
    assert answer(person.get(path), 200) == {"items": [given], "next_cursor": None}
    assert answer(make.client().get(path), 200)["items"] == [given]
    for how in ("paper", "phone", "in_person"):
        assert list(answer(person.post(path, {"purpose": "matching", "how": how}), 422)["errors"]) == ["how"]


@for_each(Kind)
def test_a_coordinator_records_what_was_said_otherwise(make: Making, kind: Kind) -> None:
    path = f"/{kind}s/{_person(make, kind, consents=[])}/consents"
    for how in ("phone", "in_person", "paper"):
        given = answer(make.client().post(path, {"purpose": "matching", "how": how, "given_on": "2026-02-03"}), 201)
        assert (given["how"], given["given_on"], given["text_version"]) == (how, "2026-02-03", 1)
    assert [each["how"] for each in answer(make.client().get(path), 200)["items"]] == ["phone", "in_person", "paper"]
    for body, field in (
        ({"purpose": "matching", "how": "online"}, "how"),
        ({"purpose": "matching"}, "how"),
        ({"how": "paper"}, "purpose"),
        ({"purpose": "matching", "how": "paper", "match_id": NOBODY}, "match_id"),
    ):
        assert list(answer(make.client().post(path, body), 422)["errors"]) == [field]


def test_the_version_left_out_is_the_one_in_use_on_that_day(make: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    first = next(text for text in consent_texts.load() if text.purpose == "research")
    later = [
        consent_texts.ConsentText("research", version, today() - timedelta(days=days), first.words)
        for version, days in ((2, 20), (3, 10))
    ]
    texts = (first, *later)
    monkeypatch.setattr(consent_texts, "load", lambda: texts)
    path = f"/mentees/{make.mentee(consents=[])}/consents"
    for days, version in ((0, 3), (10, 3), (11, 2), (20, 2), (21, 1)):
        body = {"purpose": "research", "how": "paper", "given_on": (today() - timedelta(days=days)).isoformat()}
        assert answer(make.client().post(path, body), 201)["text_version"] == version
    before_any = {"purpose": "research", "how": "paper", "given_on": "1999-12-31"}
    assert answer(make.client().post(path, before_any), 201)["text_version"] == 1
    assert answer(make.client().post(path, {"purpose": "research", "how": "paper"}), 201)["text_version"] == 3
    listed = answer(make.client().get("/consent-texts"), 200)["items"]
    assert [(item["purpose"], item["version"]) for item in listed] == [
        ("research", 1),
        ("research", 2),
        ("research", 3),
    ]
    assert set(listed[0]) == {"purpose", "version", "text"}


@for_each(Kind)
def test_what_cannot_be_agreed_to_is_refused_and_nothing_is_kept(make: Making, kind: Kind) -> None:
    person_id = _person(make, kind)
    before = counted(make, "consents")
    path = f"/{kind}s/{person_id}/consents"
    for client, how in ((make.client_of(kind, person_id), "online"), (make.client(), "paper")):
        for body, field in (
            ({"purpose": "matching", "text_version": 2}, "text_version"),
            ({"purpose": "matching", "text_version": 9999}, "text_version"),
            ({"purpose": "matching", "text_version": 0}, "text_version"),
            ({"purpose": "introduction"}, "purpose"),
            ({"purpose": "introduction", "text_version": 1}, "purpose"),
            ({"purpose": "everything"}, "purpose"),
            ({"purpose": "matching", "given_on": (today() + timedelta(days=3)).isoformat()}, "given_on"),
        ):
            assert list(answer(client.post(path, body | {"how": how}), 422)["errors"]) == [field]
    assert counted(make, "consents") == before


def test_others_consents_are_not_there(make: Making) -> None:
    mentee_id, other_id, mentor_id = make.mentee(), make.mentee(), make.mentor()
    theirs = _consents(make.client(), Kind.MENTEE, other_id)[0]
    mentee, lakeside = make.client_of(Kind.MENTEE, mentee_id), elsewhere(make).client()
    body = {"purpose": "messages", "how": "online"}
    for asker in (mentee, administrator(make), lakeside, make.client_of(Kind.MENTOR, mentor_id)):
        nobody = asker.get(f"/mentees/{NOBODY}/consents")
        assert nobody.status_code == 404
        assert seen(asker.get(f"/mentees/{other_id}/consents")) == seen(nobody)
        sent = body | {"how": "paper"} if asker is lakeside else body
        answered = [asker.post(f"/mentees/{who}/consents", sent) for who in (other_id, NOBODY)]
        assert seen(answered[0]) == seen(answered[1])
        assert seen(_revoke(asker, Kind.MENTEE, other_id, theirs)) == seen(
            _revoke(asker, Kind.MENTEE, NOBODY, {"id": NOBODY})
        )
    # Under one's own id, somebody else's consent is none; so it is for the coordinator under the wrong person.
    for asker in (mentee, make.client()):
        refused = _revoke(asker, Kind.MENTEE, mentee_id, theirs)
        assert refused.status_code == 404
        assert seen(refused) == seen(_revoke(asker, Kind.MENTEE, mentee_id, {"id": NOBODY}))
    assert _consents(make.client(), Kind.MENTEE, other_id) == [theirs]


@for_each(Kind)
def test_taking_back_twice_is_taking_back_once(make: Making, kind: Kind) -> None:
    person_id = _person(make, kind)
    person = make.client_of(kind, person_id)
    consent = _consents(person, kind, person_id)[0]
    revoked = answer(_revoke(person, kind, person_id, consent), 200)
    assert revoked | {"revoked_at": None} == consent
    assert revoked["revoked_at"].endswith("Z")
    assert answer(_revoke(make.client(), kind, person_id, consent), 200) == revoked
    assert _consents(person, kind, person_id) == [revoked]
    answer(person.post(f"/{kind}s/{person_id}/consents/{consent['id']}/revocation", {"why": "x"}), 422)


def test_a_mentee_who_takes_matching_back_is_no_longer_looked_for(make: Making) -> None:
    mentee_id = make.mentee()
    match_id = make.match(MatchState.ACCEPTED, mentee_id=mentee_id)
    mentee = make.client_of(Kind.MENTEE, mentee_id)
    answer(_revoke(mentee, Kind.MENTEE, mentee_id, _consents(mentee, Kind.MENTEE, mentee_id)[0]), 200)
    event = last_event(make, match_id)
    assert (event["action"], event["by"], event["reason"]) == ("withdraw", "system", "consent_revoked")
    assert answer(make.client().get(f"/mentees/{mentee_id}/suggestions"), 409)["code"] == "no_consent"
    body = {"mentee_id": mentee_id, "mentor_id": make.mentor(), "rationale": "A good fit."}
    assert answer(make.client().post("/matches", body), 409)["code"] == "no_consent"
    # Agreeing again is enough: nothing else was lost.
    answer(mentee.post(f"/mentees/{mentee_id}/consents", {"purpose": "matching", "how": "online"}), 201)
    answer(make.client().get(f"/mentees/{mentee_id}/suggestions"), 200)


def test_a_mentor_who_takes_matching_back_is_no_longer_suggested(make: Making) -> None:
    mentor_id, mentee_id = make.mentor(capacity=3), make.mentee()
    proposed = make.match(mentor_id=mentor_id)
    introduced = make.match(MatchState.INTRODUCED, mentor_id=mentor_id)
    before = told(make, introduced)
    mentor = make.client_of(Kind.MENTOR, mentor_id)
    answer(_revoke(mentor, Kind.MENTOR, mentor_id, _consents(mentor, Kind.MENTOR, mentor_id)[0]), 200)
    assert (state_of(make, proposed), state_of(make, introduced)) == ("closed", "introduced")
    assert {who for who, _ in set(told(make, introduced)) - set(before)} == {"account"}
    run = answer(make.client().get(f"/mentees/{mentee_id}/suggestions"), 200)
    assert run["pool"]["excluded"] == [{"reason": "no_consent", "count": 1}]
    refused = make.client().post(
        "/matches", {"mentee_id": mentee_id, "mentor_id": mentor_id, "rationale": "A good fit."}
    )
    assert [reason["reason"] for reason in answer(refused, 409)["reasons"]] == ["no_consent"]


def test_a_no_takes_back_every_yes_to_the_same_thing(make: Making) -> None:
    mentee_id = make.mentee()
    match_id = make.match(mentee_id=mentee_id)
    mentee = make.client_of(Kind.MENTEE, mentee_id)
    answer(mentee.post(f"/mentees/{mentee_id}/consents", {"purpose": "matching", "how": "online"}), 201)
    first, _second = _consents(mentee, Kind.MENTEE, mentee_id)
    answer(_revoke(mentee, Kind.MENTEE, mentee_id, first), 200)
    assert all(consent["revoked_at"] for consent in _consents(mentee, Kind.MENTEE, mentee_id))
    assert state_of(make, match_id) == "closed"


def test_other_purposes_taken_back_touch_no_match(make: Making) -> None:
    mentee_id = make.mentee(consents=[{"purpose": each, "how": "paper"} for each in ("matching", "messages")])
    match_id = make.match(mentee_id=mentee_id)
    messages = _consents(make.client(), Kind.MENTEE, mentee_id, "messages")[0]
    answer(_revoke(make.client(), Kind.MENTEE, mentee_id, messages), 200)
    assert state_of(make, match_id) == "confirmed"


@for_each(Kind)
def test_a_yes_taken_back_before_the_introduction_withdraws_that_match(make: Making, kind: Kind) -> None:
    match_id = make.match(MatchState.ACCEPTED)
    match = answer(make.client().get(f"/matches/{match_id}"), 200)
    person_id = match[f"{kind}_id"]
    person = make.client_of(kind, person_id)
    answer(_revoke(person, kind, person_id, _consents(person, kind, person_id, "introduction")[0]), 200)
    event = last_event(make, match_id)
    assert (event["action"], event["by"], event["reason"]) == ("withdraw", "system", "consent_revoked")


@for_each(Kind)
def test_a_yes_taken_back_after_the_introduction_goes_to_the_coordinators(make: Making, kind: Kind) -> None:
    match_id = make.match(MatchState.ACTIVE)
    person_id = answer(make.client().get(f"/matches/{match_id}"), 200)[f"{kind}_id"]
    before = told(make, match_id)
    person = make.client_of(kind, person_id)
    answer(_revoke(person, kind, person_id, _consents(person, kind, person_id, "introduction")[0]), 200)
    assert state_of(make, match_id) == "active"
    assert {who for who, _ in set(told(make, match_id)) - set(before)} == {"account"}
