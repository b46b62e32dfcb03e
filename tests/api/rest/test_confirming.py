"""A coordinator confirms: one test for each way out, and the order in which they hold."""

from datetime import timedelta
from typing import Any

from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.rest.asking import (
    NOBODY,
    add_role,
    administrator,
    coordinator,
    counted,
    elsewhere,
    for_each,
    seen,
    today,
    told,
)
from tests.conftest import answer
from tests.making import Making

TRACES = ("matches", "match_events", "outbox", "sealed_notes")
MATCH = {
    "id", "mentee_id", "mentor_id", "state", "confirmed_at", "answer_by", "rationale", "run_id", "actions",
}  # fmt: skip


def _body(mentee_id: str, mentor_id: str, **more: Any) -> dict[str, Any]:
    return {"mentee_id": mentee_id, "mentor_id": mentor_id, "rationale": "They share a lot.", **more}


def _refused(make: Making, body: dict[str, Any], status: int) -> dict[str, Any]:
    """The refusal, which has to leave no trace."""
    before = counted(make, *TRACES)
    refusal: dict[str, Any] = answer(coordinator(make).post("/matches", body), status)
    assert counted(make, *TRACES) == before
    return refusal


def _run(make: Making, mentee_id: str, query: str = "") -> dict[str, Any]:
    run: dict[str, Any] = answer(make.client().get(f"/mentees/{mentee_id}/suggestions{query}"), 200)
    return run


def test_a_confirmed_match_holds_a_place_and_asks_the_two(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor(capacity=2)
    run_id = _run(make, mentee_id)["run_id"]
    rationale = "They share a lot.\nBoth like mornings."
    response = make.client().post("/matches", _body(mentee_id, mentor_id, run_id=run_id, rationale=rationale))
    match = answer(response, 201)
    assert response.headers["Location"] == f"/api/v1/matches/{match['id']}"
    assert "ETag" not in response.headers
    assert set(match) == MATCH
    assert match["confirmed_at"].endswith("Z")
    assert match == {
        "id": match["id"],
        "mentee_id": mentee_id,
        "mentor_id": mentor_id,
        "state": "confirmed",
        "confirmed_at": match["confirmed_at"],
        "answer_by": (today() + timedelta(days=14)).isoformat(),
        "rationale": rationale,
        "run_id": run_id,
        "actions": ["withdraw"],
    }
    assert answer(make.client().get(f"/matches/{match['id']}"), 200) == match
    assert answer(make.client().get("/matches?state=confirmed"), 200) == {"items": [match], "next_cursor": None}
    assert answer(make.client().get("/mentors"), 200)["items"][0]["free_places"] == 1
    assert answer(make.client().get(f"/mentees/{mentee_id}"), 200)["status"] == "waiting"
    assert told(make, match["id"]) == [("mentee", "asked"), ("mentor", "asked")]
    events = answer(make.client().get(f"/matches/{match['id']}/events"), 200)["items"]
    assert [(event["action"], event["by"], event["from"], event["to"]) for event in events] == [
        ("confirm", "coordinator", None, "confirmed")
    ]
    assert "Both like" not in make.client().get(f"/matches/{match['id']}/events").get_data(as_text=True)


def test_without_a_run_the_match_names_none(make: Making) -> None:
    for more in ({}, {"run_id": None}):
        body = _body(make.mentee(), make.mentor(), **more)
        assert answer(make.client().post("/matches", body), 201)["run_id"] is None


def test_already_matched_is_told_before_all_else(make: Making) -> None:
    full, mentee_id = make.mentor(capacity=0), make.mentee()
    make.match(mentee_id=mentee_id)
    assert _refused(make, _body(mentee_id, make.mentor()), 409)["code"] == "already_matched"
    matched = make.mentee()
    make.match(MatchState.INTRODUCED, mentee_id=matched)
    consent = answer(make.client().get(f"/mentees/{matched}/consents"), 200)["items"][0]
    answer(make.client().post(f"/mentees/{matched}/consents/{consent['id']}/revocation"), 200)
    # Neither waiting, nor agreed any longer, nor is there a place.
    assert _refused(make, _body(matched, full), 409)["code"] == "already_matched"


def test_not_waiting_is_told_before_consent_and_place(make: Making) -> None:
    full = make.mentor(capacity=0)
    for status in ("new", "on_hold", "ended"):
        assert _refused(make, _body(make.mentee(status=status, consents=[]), full), 409)["code"] == "not_waiting"


def test_a_missing_consent_is_told_before_place_and_eligibility(make: Making) -> None:
    for mentor_id in (make.mentor(capacity=0), make.mentor(status="paused")):
        assert _refused(make, _body(make.mentee(consents=[]), mentor_id), 409)["code"] == "no_consent"


def test_no_place_is_told_by_its_own_code_only_when_nothing_else_stands_against_it(make: Making) -> None:
    full = make.mentor(capacity=1)
    make.match(mentor_id=full)
    refused = _refused(make, _body(make.mentee(), full), 409)
    assert refused["code"] == "at_capacity"
    assert "reasons" not in refused
    also_untrained = make.mentor(capacity=0, training=None)
    refused = _refused(make, _body(make.mentee(), also_untrained), 409)
    assert refused["code"] == "not_eligible"
    assert [reason["reason"] for reason in refused["reasons"]] == ["training_missing", "at_capacity"]


def test_who_is_not_eligible_is_told_every_reason_in_words(make: Making) -> None:
    mentor_id = make.mentor(
        status="paused",
        consents=[],
        training=None,
        screening=None,
        recovery_stage=None,
        capacity=0,
        languages=["es"],
        support={"formats": ["phone"]},
        availability={"time_zone": "America/Chicago", "weekly": []},
        preferences={"not_comfortable_with": ["alcohol"], "must": [{"about": "gender", "any_of": ["man"]}]},
    )
    mentee_id = make.mentee(preferences={"must": [{"about": "gender", "any_of": ["woman"]}]})
    answer(make.client().post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": mentor_id}), 201)
    refused = _refused(make, _body(mentee_id, mentor_id), 409)
    assert refused["code"] == "not_eligible"
    assert all(set(reason) == {"reason", "text"} and reason["text"].endswith(".") for reason in refused["reasons"])
    assert [reason["reason"] for reason in refused["reasons"]] == [
        "not_active",
        "no_consent",
        "kept_apart",
        "training_missing",
        "screening_missing",
        "too_early",
        "at_capacity",
        "no_shared_language",
        "no_shared_format",
        "no_shared_time",
        "not_comfortable",
        "mentee_preference",
        "mentor_preference",
    ]


def test_one_person_is_not_matched_with_themselves(make: Making) -> None:
    identity = {"preferred_name": "Sam", "email": "Sam.Twice@example.org"}
    same_address = _body(
        make.mentee(identity=identity), make.mentor(identity=identity | {"email": "sam.twice@example.org"})
    )
    assert [each["reason"] for each in _refused(make, same_address, 409)["reasons"]] == ["same_person"]
    mentee_id, mentor_id = make.mentee(), make.mentor()
    for kind, person_id in ((Kind.MENTEE, mentee_id), (Kind.MENTOR, mentor_id)):
        add_role(make, make.administrator_email, kind, person_id)
    assert [each["reason"] for each in _refused(make, _body(mentee_id, mentor_id), 409)["reasons"]] == ["same_person"]


def test_ids_that_are_not_known_here_are_told_by_field(make: Making) -> None:
    mentee_id, mentor_id, lakeside = make.mentee(), make.mentor(), elsewhere(make)
    for mentee, mentor, fields in (
        (NOBODY, mentor_id, {"mentee_id"}),
        (mentee_id, NOBODY, {"mentor_id"}),
        (lakeside.mentee(), mentor_id, {"mentee_id"}),
        (mentee_id, lakeside.mentor(), {"mentor_id"}),
        (mentor_id, mentee_id, {"mentee_id", "mentor_id"}),
        (NOBODY, NOBODY, {"mentee_id", "mentor_id"}),
    ):
        refused = _refused(make, _body(mentee, mentor), 422)
        assert refused["code"] == "invalid"
        assert refused["errors"] == {field: ["not known here"] for field in fields}


def test_a_run_has_to_be_this_mentees_and_to_have_shown_this_mentor(make: Making) -> None:
    mentee_id, mentors = make.mentee(), [make.mentor(), make.mentor()]
    shown_one = _run(make, mentee_id, "?limit=1")
    shown, hidden = sorted(mentors, key=lambda each: each != shown_one["suggestions"][0]["mentor_id"])
    other_mentees = _run(make, make.mentee())["run_id"]
    lakeside = elsewhere(make)
    anothers = _run(lakeside, lakeside.mentee())["run_id"]
    for mentor_id, run_id in (
        (hidden, shown_one["run_id"]),
        (shown, other_mentees),
        (shown, anothers),
        (shown, NOBODY),
    ):
        refused = _refused(make, _body(mentee_id, mentor_id, run_id=run_id), 422)
        assert refused["errors"] == {"run_id": ["not known here"]}
    answer(make.client().post("/matches", _body(mentee_id, shown, run_id=shown_one["run_id"])), 201)


def test_a_run_that_was_shown_before_still_counts_when_a_newer_one_was(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    older = _run(make, mentee_id)["run_id"]
    _run(make, mentee_id)
    assert answer(make.client().post("/matches", _body(mentee_id, mentor_id, run_id=older)), 201)["run_id"] == older


@for_each(Kind)
def test_a_coordinator_who_is_one_of_the_two_confirms_nothing(make: Making, kind: Kind) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    add_role(make, make.coordinator_email, kind, mentee_id if kind == Kind.MENTEE else mentor_id)
    assert _refused(make, _body(mentee_id, mentor_id), 403)["code"] == "forbidden"
    others = _body(mentee_id, make.mentor()) if kind == Kind.MENTOR else _body(make.mentee(), mentor_id)
    answer(coordinator(make).post("/matches", others), 201)


def test_only_coordinators_confirm(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    body = _body(mentee_id, mentor_id)
    before = counted(make, *TRACES)
    for asker in (
        make.client_of(Kind.MENTEE, mentee_id),
        make.client_of(Kind.MENTOR, mentor_id),
        administrator(make),
    ):
        refused = asker.post("/matches", body)
        assert answer(refused, 403)["code"] == "forbidden"
        assert seen(refused) == seen(asker.post("/matches", _body(NOBODY, NOBODY)))
    assert counted(make, *TRACES) == before


def test_a_rationale_is_asked_for_and_bounded(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    body = _body(mentee_id, mentor_id)
    for rationale in (None, "", " \n ", "x" * 2001, 7, "a\u0000b", "\u200b"):
        refused = _refused(make, body | {"rationale": rationale}, 422)
        assert list(refused["errors"]) == ["rationale"]
    del body["rationale"]
    assert list(_refused(make, body, 422)["errors"]) == ["rationale"]
    for wrong in (
        {"mentee_id": None},
        {"mentor_id": 7},
        {"mentee_id": "x" * 65},
        {"state": "accepted"},
        {"run_id": ""},
    ):
        assert list(_refused(make, _body(mentee_id, mentor_id) | wrong, 422)["errors"]) == list(wrong)
    answer(make.client().post("/matches", body | {"rationale": "x" * 2000}), 201)
