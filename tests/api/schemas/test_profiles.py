from datetime import date
from typing import Any

import pytest
import time_machine
from marshmallow import Schema, ValidationError

from api.schemas.problems import flatten
from api.schemas.profiles import (
    Availability,
    Capacity,
    MenteeByCoordinator,
    MenteeForCoordinator,
    MenteeForThemselves,
    MenteePatchByCoordinator,
    MenteePatchByThemselves,
    MentorByCoordinator,
    MentorForCoordinator,
    MentorForThemselves,
    MentorPatchByCoordinator,
    MentorPatchByThemselves,
)

LEAST = {
    "identity": {"preferred_name": "Sam", "email": "sam@example.org"},
    "availability": {"time_zone": "America/Chicago"},
}
PERSON = {
    "identity": {
        "preferred_name": "Sam",
        "pronouns": "they/them",
        "email": "sam@example.org",
        "phone": None,
        "contact": {"channel": "email", "email_ok": True, "text_ok": False, "voicemail_ok": None},
    },
    "recovery_stage": {
        "stage": "early",
        "since": "2026-03-01",
        "experiences": ["alcohol", "anxiety"],
        "pathways": ["smart_recovery", "medication"],
    },
    "interests": ["hiking", "cooking", "own:sourdough"],
    "background": {"shared": ["parent", "veteran"], "gender": "woman", "age_band": "25-34", "region": "us-il"},
    "languages": ["en", "es"],
    "goals": ["housing", "social_life"],
    "support": {"formats": ["video", "text"], "styles": ["listening"], "hours_per_week": 1},
    "availability": {
        "time_zone": "America/Chicago",
        "weekly": [{"day": "tue", "from": "18:00", "to": "20:00"}],
        "time_off": [{"from": "2026-12-20", "to": "2027-01-03"}],
    },
    "may_tell": ["interests", "goals"],
    "keep_apart_words": "my former partner volunteers here",
    "about": "free words",
}
CONSENT = {"purpose": "matching", "how": "paper", "given_on": "2026-11-01"}
MENTEE = PERSON | {
    "preferences": {"must": [{"about": "gender", "any_of": ["woman"]}], "matters": ["parent", "medication"]},
    "right_now": "ok",
}
MENTEE_BY_COORDINATOR = MENTEE | {
    "status": "waiting",
    "waiting_since": "2026-11-02",
    "external_id": "A-1",
    "consents": [CONSENT],
}
MENTOR = PERSON | {
    "identity": PERSON["identity"] | {"full_name": "Sam Doe"},  # type: ignore[operator]
    "capacity": 3,
    "preferences": {"not_comfortable_with": ["gambling"], "must": []},
    "story": "their own words",
}
MENTOR_BY_COORDINATOR = MENTOR | {
    "external_id": "B-1",
    "training": {"completed_on": "2026-01-10", "expires_on": "2028-01-10"},
    "screening": {"checked_on": "2026-01-05", "expires_on": None},
    "story_approved": False,
}


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-11-23T12:00:00Z"):
        yield


def problems(schema: type[Schema], body: Any) -> dict[str, list[str]]:
    try:
        schema().load(body)
    except ValidationError as error:
        return flatten(error.messages)
    return {}


def at(body: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The body with one answer exchanged."""
    name, _, rest = path.partition(".")
    return body | {name: at(body.get(name, {}), rest, value) if rest else value}


@pytest.mark.parametrize(
    ("schema", "body"),
    [
        (MenteeByCoordinator, LEAST),
        (MenteeByCoordinator, MENTEE_BY_COORDINATOR),
        (MenteePatchByCoordinator, MENTEE | {"external_id": None}),
        (MenteePatchByThemselves, MENTEE),
        (MentorByCoordinator, LEAST),
        (MentorByCoordinator, MENTOR_BY_COORDINATOR | {"status": "active", "consents": [CONSENT]}),
        (MentorPatchByCoordinator, MENTOR_BY_COORDINATOR),
        (MentorPatchByThemselves, MENTOR),
        (MenteePatchByThemselves, {}),
        (MentorPatchByThemselves, {"availability": {"weekly": []}}),
    ],
)
def test_the_documented_profile_is_taken(schema: type[Schema], body: dict[str, Any]) -> None:
    assert problems(schema, body) == {}
    assert set(schema().load(body)) == set(body)


def test_answers_come_out_as_plain_values() -> None:
    loaded = MenteeByCoordinator().load(MENTEE_BY_COORDINATOR)
    assert loaded["status"] == "waiting"
    assert loaded["waiting_since"] == date(2026, 11, 2)
    assert loaded["recovery_stage"]["since"] == date(2026, 3, 1)
    assert loaded["availability"]["weekly"] == [{"day": "tue", "from": "18:00", "to": "20:00"}]
    assert loaded["consents"] == [CONSENT | {"given_on": date(2026, 11, 1)}]
    assert "bio" not in loaded


BY_COORDINATOR_ONLY = ("external_id", "status", "waiting_since", "consents", "id")


@pytest.mark.parametrize("name", BY_COORDINATOR_ONLY)
def test_a_mentee_cannot_send_what_coordinators_look_after(name: str) -> None:
    assert list(problems(MenteePatchByThemselves, {name: None})) == [name]


@pytest.mark.parametrize(
    "name", [*BY_COORDINATOR_ONLY, "training", "screening", "story_approved", "free_places", "right_now"]
)
def test_a_mentor_cannot_send_what_coordinators_look_after(name: str) -> None:
    assert list(problems(MentorPatchByThemselves, {name: None})) == [name]


@pytest.mark.parametrize("name", ["id", "status", "waiting_since", "consents", "free_places"])
@pytest.mark.parametrize("schema", [MenteePatchByCoordinator, MentorPatchByCoordinator])
def test_a_coordinator_cannot_patch_what_moves_and_the_service_decide(schema: type[Schema], name: str) -> None:
    assert list(problems(schema, {name: None})) == [name]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("identity.nickname", "S"),
        ("identity.contact.fax", True),
        ("availability.weekly", [{"day": "tue", "from": "18:00", "to": "20:00", "note": "x"}]),
        ("preferences.must", [{"about": "gender", "any_of": ["woman"], "why": "x"}]),
        ("consents", [CONSENT | {"by": "x"}]),
        ("identity.full_name", "asked of mentors only"),
        ("capacity", 1),
    ],
)
def test_unknown_fields_are_refused_at_every_depth(path: str, value: Any) -> None:
    assert problems(MenteeByCoordinator, at(MENTEE, path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("status", "matched"),
        ("status", "Waiting"),
        ("waiting_since", "2026-11-25"),
        ("recovery_stage.stage", "sober"),
        ("recovery_stage.since", "2026-11-25"),
        ("recovery_stage.experiences", ["alcohol", "hiking"]),
        ("support.hours_per_week", 0),
        ("support.hours_per_week", "1"),
        ("background.age_band", "13-17"),
        ("languages", []),
        ("preferences.matters", ["own:x"]),
        ("may_tell", ["identity"]),
        ("right_now", "not ok"),
        ("about", "x" * 2001),
        ("keep_apart_words", ""),
        ("identity.contact.email_ok", "yes"),
        ("consents", [{"purpose": "introduction", "how": "paper"}]),
        ("consents", [{"purpose": "matching", "how": "online"}]),
        ("consents", [CONSENT, CONSENT]),
        ("consents", [CONSENT | {"given_on": "2026-11-25"}]),
        ("consents", [CONSENT | {"text_version": 0}]),
    ],
)
def test_a_wrong_answer_is_named_by_its_path(path: str, value: Any) -> None:
    found = problems(MenteeByCoordinator, at(MENTEE, path, value))
    assert found
    assert all(name == path or name.startswith(f"{path}.") for name in found)


def test_only_a_name_a_way_to_reach_and_a_zone_are_required() -> None:
    missing = ["identity.preferred_name", "identity.email", "availability.time_zone"]
    assert list(problems(MentorByCoordinator, {})) == missing
    assert list(problems(MentorByCoordinator, {"identity": None, "availability": None})) == missing
    assert problems(MentorByCoordinator, at(at(LEAST, "identity.email", None), "identity.phone", "312 555 0100")) == {}


def test_an_email_with_a_slip_is_not_called_missing() -> None:
    found = problems(MenteeByCoordinator, at(LEAST, "identity.email", "sam@"))
    assert found == {
        "identity.email": ["This does not look like an email address. It should look like name@example.org."]
    }


def test_null_in_a_post_is_the_same_as_leaving_out() -> None:
    defaults = dict.fromkeys(("status", "consents", "languages", "capacity", "story_approved"))
    assert MentorByCoordinator().load(LEAST | defaults) == LEAST


def test_null_for_a_section_takes_all_of_its_answers_back() -> None:
    loaded = MenteePatchByThemselves().load({"background": None, "identity": {"contact": None}})
    assert loaded == {
        "background": {"shared": None, "gender": None, "age_band": None, "region": None},
        "identity": {"contact": dict.fromkeys(("channel", "email_ok", "text_ok", "voicemail_ok"))},
    }


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"identity": None}, "identity.preferred_name"),
        ({"identity": {"preferred_name": None}}, "identity.preferred_name"),
        ({"identity": {"email": None, "phone": None}}, "identity.email"),
        ({"availability": None}, "availability.time_zone"),
        ({"availability": {"weekly": [{"day": "tue"}]}}, "availability.weekly.0.from"),
    ],
)
def test_a_patch_cannot_take_back_what_is_required(body: dict[str, Any], path: str) -> None:
    assert path in problems(MentorPatchByThemselves, body)


@pytest.mark.parametrize(("section", "done"), [("training", "completed_on"), ("screening", "checked_on")])
def test_nothing_expires_before_it_was_done(section: str, done: str) -> None:
    body = {section: {done: "2026-01-10", "expires_on": "2026-01-09"}}
    assert list(problems(MentorPatchByCoordinator, body)) == [f"{section}.expires_on"]


def test_a_put_of_availability_is_the_whole_week() -> None:
    assert list(problems(Availability, {"time_zone": "Europe/Berlin"})) == ["weekly"]
    assert list(problems(Availability, {"weekly": []})) == ["time_zone"]
    week = Availability().load({"time_zone": "Europe/Berlin", "weekly": []})
    assert week == {"time_zone": "Europe/Berlin", "weekly": [], "time_off": []}


@pytest.mark.parametrize("value", [-1, 51, "3", 1.5, True, None])
def test_capacity_is_a_number_from_0_to_50(value: Any) -> None:
    assert list(problems(Capacity, {"capacity": value})) == ["capacity"]


def test_coordinators_read_the_external_id_and_the_person_does_not() -> None:
    mentee = MenteeByCoordinator().load(MENTEE_BY_COORDINATOR) | {"id": "m1"}
    ours = MenteeForCoordinator().dump(mentee)
    theirs = MenteeForThemselves().dump(mentee)
    assert ours == {name: value for name, value in MENTEE_BY_COORDINATOR.items() if name != "consents"} | {"id": "m1"}
    assert set(ours) - set(theirs) == {"external_id"}
    assert theirs["keep_apart_words"]
    assert theirs["right_now"] == "ok"


def test_a_mentor_reads_their_records() -> None:
    mentor = MentorByCoordinator().load(MENTOR_BY_COORDINATOR) | {"id": "m2", "status": "active"}
    ours = MentorForCoordinator().dump(mentor)
    theirs = MentorForThemselves().dump(mentor)
    assert ours == MENTOR_BY_COORDINATOR | {"id": "m2", "status": "active"}
    assert list(theirs)[:2] == ["id", "status"]
    assert set(ours) - set(theirs) == {"external_id"}
