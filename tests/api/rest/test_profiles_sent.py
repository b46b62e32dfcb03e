"""Profiles as they are sent: whole, in part, taken back; and what each asker may not send."""

from copy import deepcopy
from typing import Any

import pytest

from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.rest.asking import LEAST, counted, elsewhere, for_each, last_event, state_of, today, whole
from tests.conftest import answer
from tests.making import Making


def _create(make: Making, kind: Kind, **changes: Any) -> dict[str, Any]:
    created: dict[str, Any] = answer(make.client().post(f"/{kind}s", whole(kind) | changes), 201)
    return created


@for_each(Kind)
def test_every_answer_comes_back_as_it_was_sent(make: Making, kind: Kind) -> None:
    sent = whole(kind)
    response = make.client().post(f"/{kind}s", sent)
    created = answer(response, 201)
    consents = sent.pop("consents")
    assert created == {"id": created["id"], **sent}
    assert response.headers["Location"] == f"/api/v1/{kind}s/{created['id']}"
    assert answer(make.client().get(f"/{kind}s/{created['id']}"), 200) == created
    given = answer(make.client().get(f"/{kind}s/{created['id']}/consents"), 200)["items"]
    assert [{name: consent[name] for name in consents[0]} for consent in given] == consents


@for_each(Kind)
def test_only_a_name_a_way_to_reach_and_a_time_zone_are_needed(make: Making, kind: Kind) -> None:
    created = answer(make.client().post(f"/{kind}s", LEAST), 201)
    assert created["status"] == {Kind.MENTEE: "new", Kind.MENTOR: "applied"}[kind]
    assert created["languages"] == ["en"]
    assert created["recovery_stage"] == {"stage": None, "since": None, "experiences": None, "pathways": None}
    assert (created["interests"], created["goals"], created["may_tell"], created["about"]) == (None, None, None, None)
    if kind == Kind.MENTEE:
        assert (created["waiting_since"], created["right_now"]) == (today().isoformat(), None)
    else:
        assert (created["capacity"], created["story"], created["story_approved"]) == (1, None, False)
        assert created["training"] == {"completed_on": None, "expires_on": None}
    refused = answer(make.client().post(f"/{kind}s", {}), 422)
    assert set(refused["errors"]) == {"identity.preferred_name", "identity.email", "availability.time_zone"}
    by_phone = LEAST | {"identity": {"preferred_name": "Sam", "phone": "+1 312 555 0100"}}
    answer(make.client().post(f"/{kind}s", by_phone), 201)


@for_each(Kind)
def test_not_said_null_and_none_are_told_apart(make: Making, kind: Kind) -> None:
    nothing = LEAST | {"interests": [], "recovery_stage": {"experiences": []}, "background": {"shared": []}}
    said_none = answer(make.client().post(f"/{kind}s", nothing), 201)
    assert (
        said_none["interests"] == said_none["recovery_stage"]["experiences"] == said_none["background"]["shared"] == []
    )
    assert said_none["recovery_stage"]["pathways"] is None
    rather_not = LEAST | {"interests": None, "recovery_stage": None, "languages": None, "may_tell": None, "about": None}
    if kind == Kind.MENTOR:
        rather_not |= {"capacity": None, "training": None}
    silent = answer(make.client().post(f"/{kind}s", rather_not), 201)
    left_out = answer(make.client().post(f"/{kind}s", LEAST), 201)
    assert silent | {"id": ""} == left_out | {"id": ""}


@for_each(Kind)
def test_a_patch_merges_objects_replaces_lists_and_leaves_the_rest(make: Making, kind: Kind) -> None:
    before = _create(make, kind)
    patch = {
        "identity": {"pronouns": "she/her", "contact": {"text_ok": True}},
        "recovery_stage": {"experiences": ["gambling"]},
        "interests": ["books"],
        "availability": {"weekly": [{"day": "sun", "from": "10:00", "to": "11:00"}]},
        "preferences": {"must": []},
    }
    expected = deepcopy(before)
    expected["identity"]["pronouns"] = "she/her"
    expected["identity"]["contact"]["text_ok"] = True
    expected["recovery_stage"]["experiences"] = ["gambling"]
    expected["interests"] = ["books"]
    expected["availability"]["weekly"] = patch["availability"]["weekly"]  # type: ignore[index]
    expected["preferences"]["must"] = []
    path = f"/{kind}s/{before['id']}"
    assert answer(make.client().patch(path, patch), 200) == expected
    assert answer(make.client().get(path), 200) == expected
    as_merge_patch = {"Content-Type": "application/merge-patch+json", "If-Match": "*"}
    assert answer(make.client().patch(path, {"goals": ["work"]}, headers=as_merge_patch), 200)["goals"] == ["work"]
    assert answer(make.client().patch(path, {}), 200) == expected | {"goals": ["work"]}


@for_each(Kind)
def test_null_takes_an_answer_back(make: Making, kind: Kind) -> None:
    path = f"/{kind}s/{_create(make, kind)['id']}"
    patch: dict[str, Any] = {
        "identity": {"pronouns": None, "contact": {"channel": None}},
        "recovery_stage": None,
        "background": {"gender": None},
        "interests": None,
        "support": {"hours_per_week": None},
        "availability": {"weekly": None, "time_off": None},
        "preferences": None,
        "may_tell": None,
        "keep_apart_words": None,
        "about": None,
        "external_id": None,
        "languages": None,
    }
    after = answer(make.client().patch(path, patch), 200)
    assert after["identity"]["pronouns"] is None
    assert after["identity"]["contact"] == {"channel": None, "email_ok": True, "text_ok": False, "voicemail_ok": False}
    assert set(after["recovery_stage"].values()) == set(after["preferences"].values()) == {None}
    assert after["background"]["gender"] is None
    assert after["background"]["shared"] == ["parent", "veteran"]
    assert after["support"] == {"formats": ["video", "text"], "styles": ["listening"], "hours_per_week": None}
    assert after["availability"] == {"time_zone": "America/Chicago", "weekly": None, "time_off": None}
    for name in ("interests", "may_tell", "keep_apart_words", "about", "external_id"):
        assert after[name] is None, name
    # Never unsaid: the program's language stands in.
    assert after["languages"] == ["en"]
    assert answer(make.client().get(path), 200) == after


@for_each(Kind)
def test_what_is_needed_cannot_be_taken_back(make: Making, kind: Kind) -> None:
    path = f"/{kind}s/{_create(make, kind)['id']}"
    before = answer(make.client().get(path), 200)
    refused: list[tuple[dict[str, Any], str]] = [
        ({"identity": {"preferred_name": None}}, "identity.preferred_name"),
        ({"availability": {"time_zone": None}}, "availability.time_zone"),
        ({"identity": {"email": None}}, "identity.email"),
        ({"identity": {"email": None, "phone": None}}, "identity.email"),
    ]
    for patch, field in refused:
        assert list(answer(make.client().patch(path, {"interests": []} | patch), 422)["errors"]) == [field]
    assert answer(make.client().get(path), 200) == before
    answer(make.client().patch(path, {"identity": {"email": None, "phone": "312 555 0100"}}), 200)
    assert list(answer(make.client().patch(path, {"identity": {"phone": None}}), 422)["errors"]) == ["identity.email"]


@for_each(Kind)
def test_people_do_not_send_what_coordinators_look_after(make: Making, kind: Kind) -> None:
    person_id = _create(make, kind)["id"]
    path, person = f"/{kind}s/{person_id}", make.client_of(kind, person_id)
    before = answer(make.client().get(path), 200)
    forbidden: dict[str, Any] = {"id": "x", "status": "waiting", "external_id": "B-2", "consents": [], "revision": 3}
    if kind == Kind.MENTEE:
        forbidden |= {"waiting_since": "2020-01-01", "story": "x", "training": {}}
    else:
        forbidden |= {
            "training": {"completed_on": "2026-01-01"},
            "screening": {"checked_on": "2026-01-01"},
            "story_approved": True,
            "right_now": "ok",
            "preferences": {"matters": []},
        }
    for name, value in forbidden.items():
        refused = answer(person.patch(path, {"interests": [], name: value}), 422)
        assert [field.split(".")[0] for field in refused["errors"]] == [name]
    assert answer(make.client().get(path), 200) == before


@for_each(Kind)
def test_coordinators_do_not_patch_what_moves_set(make: Making, kind: Kind) -> None:
    path = f"/{kind}s/{_create(make, kind)['id']}"
    for name, value in {"id": "x", "status": "waiting", "waiting_since": "2020-01-01", "consents": []}.items():
        assert list(answer(make.client().patch(path, {name: value}), 422)["errors"]) == [name]


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_an_external_id_is_one_persons_in_its_program_and_kind(make: Making, kind: Kind) -> None:
    first, other = _create(make, kind), next(other for other in Kind if other != kind)
    before = counted(make, "mentees", "mentors", "consents", "sealed_identities")
    taken = answer(make.client().post(f"/{kind}s", whole(kind)), 422)
    assert list(taken["errors"]) == ["external_id"]
    assert counted(make, "mentees", "mentors", "consents", "sealed_identities") == before
    second = _create(make, kind, external_id="A-2")
    refused = make.client().patch(f"/{kind}s/{second['id']}", {"external_id": "A-1", "interests": []})
    assert list(answer(refused, 422)["errors"]) == ["external_id"]
    assert answer(make.client().get(f"/{kind}s/{second['id']}"), 200) == second
    # One's own is not somebody else's; the other kind and other programs count for themselves.
    answer(make.client().patch(f"/{kind}s/{first['id']}", {"external_id": "A-1"}), 200)
    _create(make, other)
    _create(elsewhere(make), kind)


def test_an_unknown_text_of_a_consent_on_paper_is_refused_with_its_place(make: Making) -> None:
    consents = [{"purpose": "messages", "how": "phone"}, {"purpose": "matching", "how": "paper", "text_version": 999}]
    before = counted(make, "mentees", "consents")
    refused = answer(make.client().post("/mentees", LEAST | {"consents": consents}), 422)
    assert list(refused["errors"]) == ["consents.1.text_version"]
    assert counted(make, "mentees", "consents") == before


@for_each(Kind)
def test_a_person_may_start_in_any_status_but_matched(make: Making, kind: Kind) -> None:
    statuses = {
        Kind.MENTEE: ["new", "waiting", "on_hold", "ended"],
        Kind.MENTOR: ["applied", "screening", "training", "active", "paused", "declined", "retired"],
    }[kind]
    for status in statuses:
        assert answer(make.client().post(f"/{kind}s", LEAST | {"status": status}), 201)["status"] == status
    assert list(answer(make.client().post(f"/{kind}s", LEAST | {"status": "matched"}), 422)["errors"]) == ["status"]


def test_a_stage_is_derived_from_its_date_when_it_is_read(make: Making) -> None:
    def stage(**recovery_stage: Any) -> Any:
        return _create(make, Kind.MENTEE, external_id=None, recovery_stage=recovery_stage)["recovery_stage"]["stage"]

    this_year = today().replace(day=1)
    assert stage(stage="exploring") == "exploring"
    assert stage(stage="stable", since=this_year.isoformat()) == "early"
    assert stage(since=this_year.replace(year=this_year.year - 2).isoformat()) == "sustained"
    assert stage(stage="early", since="2001-03-01") == "stable"
    assert stage() is None


def test_a_changed_story_waits_for_approval_again(make: Making) -> None:
    mentor_id = _create(make, Kind.MENTOR)["id"]
    path, mentor = f"/mentors/{mentor_id}", make.client_of(Kind.MENTOR, mentor_id)
    same = answer(mentor.patch(path, {"story": "I found my way with small steps."}), 200)
    assert same["story_approved"] is True
    changed = answer(mentor.patch(path, {"story": "A new beginning."}), 200)
    assert (changed["story"], changed["story_approved"]) == ("A new beginning.", False)
    assert answer(make.client().patch(path, {"story_approved": True}), 200)["story_approved"] is True
    assert answer(make.client().patch(path, {"story": "Said on the phone."}), 200)["story_approved"] is False
    answer(make.client().patch(path, {"story_approved": True}), 200)
    gone = answer(mentor.patch(path, {"story": None}), 200)
    assert (gone["story"], gone["story_approved"]) == (None, False)


def test_dates_that_contradict_each_other_are_refused_also_across_two_patches(make: Making) -> None:
    path = f"/mentors/{_create(make, Kind.MENTOR)['id']}"
    answer(make.client().patch(path, {"training": {"completed_on": "2026-01-10", "expires_on": "2026-01-09"}}), 422)
    refused = answer(make.client().patch(path, {"training": {"expires_on": "2026-01-09"}}), 422)
    assert list(refused["errors"]) == ["training.expires_on"]
    answer(make.client().patch(path, {"training": {"expires_on": "2026-01-10"}}), 200)


def test_who_is_not_safe_just_now_is_put_on_hold_while_waiting(make: Making) -> None:
    mentee_id = make.mentee()
    match_id = make.match(mentee_id=mentee_id)
    mentee = make.client_of(Kind.MENTEE, mentee_id)
    after = answer(mentee.patch(f"/mentees/{mentee_id}", {"right_now": "not_safe"}), 200)
    assert (after["status"], after["right_now"]) == ("on_hold", "not_safe")
    assert state_of(make, match_id) == "closed"
    event = last_event(make, match_id)
    assert (event["action"], event["by"], event["reason"]) == ("withdraw", "system", "status_changed")


def test_who_is_not_safe_and_not_waiting_stays_where_they_are(make: Making) -> None:
    matched = make.mentee()
    make.match(MatchState.INTRODUCED, mentee_id=matched)
    for mentee_id, status in ((make.mentee(status="new"), "new"), (matched, "matched")):
        after = answer(make.client().patch(f"/mentees/{mentee_id}", {"right_now": "not_safe"}), 200)
        assert after["status"] == status
    added = answer(make.client().post("/mentees", LEAST | {"status": "waiting", "right_now": "not_safe"}), 201)
    assert added["status"] == "on_hold"
    assert answer(make.client().post("/mentees", LEAST | {"right_now": "not_safe"}), 201)["status"] == "new"


def test_availability_is_put_whole(make: Making) -> None:
    for kind in Kind:
        person_id = _create(make, kind)["id"]
        path, person = f"/{kind}s/{person_id}", make.client_of(kind, person_id)
        before = answer(person.get(path), 200)
        week = [{"day": "mon", "from": "00:00", "to": "24:00"}]
        after = answer(person.put(f"{path}/availability", {"time_zone": "Asia/Kathmandu", "weekly": week}), 200)
        availability = {"time_zone": "Asia/Kathmandu", "weekly": week, "time_off": []}
        assert after == before | {"availability": availability}
        assert answer(make.client().get(path), 200)["availability"] == availability
        for wrong in (
            {"time_zone": "Asia/Kathmandu"},
            {"weekly": []},
            {"time_zone": "Asia/Kathmandu", "weekly": [{"day": "mon", "from": "23:00", "to": "01:00"}]},
            {"time_zone": "Asia/Kathmandu", "weekly": [{"day": "mon", "from": "18:05", "to": "19:00"}]},
            {"time_zone": "Nowhere/Else", "weekly": []},
            {"time_zone": "Asia/Kathmandu", "weekly": [], "capacity": 3},
        ):
            answer(person.put(f"{path}/availability", wrong), 422)
        not_said = answer(person.put(f"{path}/availability", {"time_zone": "Asia/Kathmandu", "weekly": None}), 200)
        assert not_said["availability"]["weekly"] is None


def test_capacity_below_its_use_undoes_nothing_and_blocks_the_next(make: Making) -> None:
    mentor_id = make.mentor(capacity=2)
    matches = [make.match(mentor_id=mentor_id) for _ in range(2)]
    mentor = make.client_of(Kind.MENTOR, mentor_id)
    for wrong in (-1, 51, 1.5, "1", True, None):
        assert list(answer(mentor.put(f"/mentors/{mentor_id}/capacity", {"capacity": wrong}), 422)["errors"]) == [
            "capacity"
        ]
    assert answer(mentor.put(f"/mentors/{mentor_id}/capacity", {"capacity": 1}), 200)["capacity"] == 1
    assert [state_of(make, match_id) for match_id in matches] == ["confirmed", "confirmed"]
    row = answer(make.client().get("/mentors"), 200)["items"][0]
    assert (row["capacity"], row["free_places"]) == (1, 0)
    body = {"mentee_id": make.mentee(), "mentor_id": mentor_id, "rationale": "A good fit."}
    assert answer(make.client().post("/matches", body), 409)["code"] == "at_capacity"
    answer(make.client().post(f"/matches/{matches[0]}/moves", {"action": "withdraw"}), 200)
    assert answer(make.client().post("/matches", body), 409)["code"] == "at_capacity"
    answer(make.client().put(f"/mentors/{mentor_id}/capacity", {"capacity": 2}), 200)
    answer(make.client().post("/matches", body), 201)


def test_what_has_a_default_goes_back_to_it_when_it_is_taken_back(make: Making) -> None:
    mentor_id = make.mentor(capacity=4, languages=["es"], story="A way through.", story_approved=True)
    taken_back = {"capacity": None, "languages": None, "story_approved": None}
    mentor = answer(make.client().patch(f"/mentors/{mentor_id}", taken_back), 200)
    assert (mentor["capacity"], mentor["languages"], mentor["story_approved"]) == (1, ["en"], False)
