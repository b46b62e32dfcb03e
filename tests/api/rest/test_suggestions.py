"""The main job: ranked mentors for a mentee, each with its reasons, kept as they were shown."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from data.db import db, reading
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.rest.asking import NOBODY, add_role, administrator, coordinator, elsewhere, seen, today
from tests.conftest import answer
from tests.making import EVERY_EVENING, Making

CANARY = "Zanzibarbara"
RUN = {"run_id", "generated_at", "as_of", "weights_version", "pool", "suggestions", "ordered_by", "also"}
ROW = {
    "rank", "mentor_id", "score", "mentor", "factors", "shared", "cautions", "unknown", "known", "margin", "steady",
}  # fmt: skip
SHARED = {"experiences", "interests", "background", "languages", "formats", "windows"}
FACTORS = ("experience", "availability", "stage", "background", "interests", "goals", "pathways", "style", "about")


def _mentee(make: Making, **changes: Any) -> str:
    return make.mentee(
        interests=["hiking", "books"],
        goals=["housing", "work"],
        recovery_stage={"since": date(2026, 1, 1), "experiences": ["alcohol", "anxiety"], "pathways": ["therapy"]},
        background={"shared": ["parent"], "age_band": "25-34"},
        support={"formats": ["video", "text"], "styles": ["listening"], "hours_per_week": 1},
        about="Long walks by the river help me.",
        **changes,
    )


def _pool(make: Making) -> list[str]:
    """Three who may be paired, and others who may not, each for another first reason."""
    name = {"preferred_name": CANARY, "email": "zanzibarbara@example.org"}
    eligible = [
        make.mentor(interests=["hiking"], goals=["housing"], identity=name, about="River walks.", capacity=4),
        make.mentor(interests=[], background={"shared": ["parent"], "age_band": "25-34"}),
        make.mentor(recovery_stage={"stage": "sustained", "experiences": ["gambling"]}),
    ]
    make.mentor(status="paused", capacity=0)
    make.mentor(status="applied", consents=[])
    make.mentor(consents=[], training=None)
    make.mentor(training=None, capacity=0)
    make.mentor(capacity=0)
    make.mentor(languages=["es"])
    return eligible


def _ask(make: Making, mentee_id: str, query: str = "") -> dict[str, Any]:
    run: dict[str, Any] = answer(make.client().get(f"/mentees/{mentee_id}/suggestions{query}"), 200)
    return run


def _stored(make: Making, run_id: str) -> str:
    with make.app.app_context(), reading(None):
        return str(db.session.execute(text(f"SELECT shown FROM runs WHERE id = '{run_id}'")).scalar_one())


def test_every_mentor_is_considered_and_each_excluded_one_counted_once_by_the_first_reason(make: Making) -> None:
    mentee_id, eligible = _mentee(make), _pool(make)
    run = _ask(make, mentee_id)
    assert run["pool"] == {
        "considered": 9,
        "eligible": 3,
        "excluded": [
            {"reason": "not_active", "count": 2},
            {"reason": "no_consent", "count": 1},
            {"reason": "training_missing", "count": 1},
            {"reason": "at_capacity", "count": 1},
            {"reason": "no_shared_language", "count": 1},
        ],
    }
    assert {row["mentor_id"] for row in run["suggestions"]} == set(eligible)


def test_an_answer_has_exactly_the_shape_of_the_contract_and_its_parts_add_up(make: Making) -> None:
    mentee_id, eligible = _mentee(make), _pool(make)
    run = _ask(make, mentee_id)
    assert set(run) == RUN
    assert (run["as_of"], run["weights_version"]) == (today().isoformat(), 1)
    assert run["generated_at"].endswith("Z")
    assert [row["rank"] for row in run["suggestions"]] == [1, 2, 3]
    scores = [row["score"] for row in run["suggestions"]]
    assert scores == sorted(scores, reverse=True)
    for row in run["suggestions"]:
        assert set(row) == ROW
        assert set(row["mentor"]) == {"preferred_name", "stage_words", "free_places"}
        assert set(row["shared"]) == SHARED
        assert 0 < row["score"] <= 1
        assert 0 <= row["known"] <= 1
        assert [each["factor"] for each in row["factors"]] == list(FACTORS)
        for each in row["factors"]:
            assert set(each) == {"factor", "weight", "similarity", "contribution", "because"}
            assert 0 <= each["similarity"] <= 1
            assert each["contribution"] == pytest.approx(each["weight"] * each["similarity"], abs=1e-12)
            assert each["because"].endswith(".")
        assert sum(each["weight"] for each in row["factors"]) == pytest.approx(1, abs=1e-9)
        assert sum(each["contribution"] for each in row["factors"]) == pytest.approx(row["score"], abs=1e-9)
        assert set(row["unknown"]) <= set(FACTORS)
    first = next(row for row in run["suggestions"] if row["mentor_id"] == eligible[0])
    assert first["mentor"] == {"preferred_name": CANARY, "stage_words": "more than five years", "free_places": 4}
    assert first["shared"]["experiences"] == ["alcohol"]
    assert first["shared"]["interests"] == ["hiking"]
    assert first["shared"]["formats"] == ["video"]


def test_a_factor_that_the_mentee_left_unsaid_is_left_out_and_the_weights_still_sum_to_one(make: Making) -> None:
    make.mentor()
    row = _ask(make, make.mentee(interests=None, goals=None))["suggestions"][0]
    named = [each["factor"] for each in row["factors"]]
    assert named == ["experience", "availability", "stage"]
    assert sum(each["weight"] for each in row["factors"]) == pytest.approx(1, abs=1e-9)


def test_with_no_factor_left_the_score_is_nothing(make: Making) -> None:
    make.mentor()
    silent = make.mentee(recovery_stage=None, support=None, availability={"time_zone": "America/Chicago"})
    row = _ask(make, silent)["suggestions"][0]
    assert (row["factors"], row["score"], row["known"]) == ([], 0, 0)


def test_two_runs_on_unchanged_data_differ_in_their_id_and_moment_only(make: Making) -> None:
    mentee_id, _ = _mentee(make), _pool(make)
    first, second = _ask(make, mentee_id), _ask(make, mentee_id)
    assert first["run_id"] != second["run_id"]
    assert first["generated_at"] < second["generated_at"]
    same = {"run_id": "", "generated_at": ""}
    assert first | same == second | same


def test_times_are_shown_in_the_mentees_zone(make: Making) -> None:
    make.mentor()
    mentee_id = make.mentee(
        availability={
            "time_zone": "America/New_York",
            "weekly": [{"day": "tue", "from": "16:00", "to": "19:30"}, {"day": "sun", "from": "08:00", "to": "24:00"}],
        }
    )
    windows = _ask(make, mentee_id)["suggestions"][0]["shared"]["windows"]
    assert windows == [{"day": "tue", "from": "18:00", "to": "19:30"}]


def test_the_limit_bounds_what_is_shown_and_nothing_else(make: Making) -> None:
    mentee_id = make.mentee()
    for _ in range(11):
        make.mentor()
    every = _ask(make, mentee_id, "?limit=100")
    assert len(every["suggestions"]) == 11
    for query, shown in (("", 10), ("?limit=1", 1), ("?limit=11", 11)):
        run = _ask(make, mentee_id, query)
        assert run["suggestions"] == every["suggestions"][:shown]
        assert run["pool"] == every["pool"]
    for query, field in (("?limit=0", "limit"), ("?limit=101", "limit"), ("?limit=ten", "limit"), ("?top=3", "top")):
        refused = answer(make.client().get(f"/mentees/{mentee_id}/suggestions{query}"), 422)
        assert list(refused["errors"]) == [field]


def test_nobody_is_ranked_for_whom_nobody_is_looked_for_and_the_first_reason_is_told(make: Making) -> None:
    def refusal(mentee_id: str) -> str:
        code: str = answer(make.client().get(f"/mentees/{mentee_id}/suggestions"), 409)["code"]
        return code

    asked = make.mentee()
    make.match(mentee_id=asked)
    matched = make.mentee()
    make.match(MatchState.INTRODUCED, mentee_id=matched)
    consent = answer(make.client().get(f"/mentees/{matched}/consents"), 200)["items"][0]
    answer(make.client().post(f"/mentees/{matched}/consents/{consent['id']}/revocation"), 200)
    assert refusal(asked) == refusal(matched) == "already_matched"
    for status in ("new", "on_hold", "ended"):
        assert refusal(make.mentee(status=status, consents=[])) == "not_waiting"
    assert refusal(make.mentee(consents=[])) == "no_consent"


def test_a_run_is_read_again_as_it_was_shown(make: Making) -> None:
    mentee_id, eligible = _mentee(make), _pool(make)
    shown = _ask(make, mentee_id, "?limit=2")
    path = f"/runs/{shown['run_id']}"
    assert answer(make.client().get(path), 200) == shown
    # Whatever changes later, but for the names, which are looked up.
    answer(make.client().patch(f"/mentors/{eligible[0]}", {"interests": [], "capacity": 0}), 200)
    answer(make.client().post(f"/mentors/{eligible[1]}/moves", {"action": "pause"}), 200)
    answer(make.client().post(f"/mentees/{mentee_id}/moves", {"action": "end"}), 200)
    assert answer(make.client().get(path), 200) == shown
    answer(make.client().patch(f"/mentors/{eligible[0]}", {"identity": {"preferred_name": "Renamed"}}), 200)
    names = [row["mentor"]["preferred_name"] for row in answer(make.client().get(path), 200)["suggestions"]]
    assert names == ["Renamed" if name == CANARY else name for name in _names(shown)]
    assert "Renamed" in names


def test_a_run_keeps_no_name_and_no_free_words(make: Making) -> None:
    mentee_id, _ = _mentee(make), _pool(make)
    run = _ask(make, mentee_id)
    stored = _stored(make, run["run_id"])
    assert run["suggestions"][0]["mentor_id"] in stored
    for words in [*_names(run), "Mentee-", "Mentor-", "@", "River", "river", "Both have"]:
        assert words not in stored


def test_parties_ask_for_no_list(make: Making) -> None:
    mentee_id, other_id, mentor_id = make.mentee(), make.mentee(), make.mentor()
    run = _ask(make, mentee_id)
    mentee, mentor = make.client_of(Kind.MENTEE, mentee_id), make.client_of(Kind.MENTOR, mentor_id)
    assert answer(mentee.get(f"/mentees/{mentee_id}/suggestions"), 403)["code"] == "forbidden"
    for asker, theirs in ((mentee, other_id), (mentor, mentee_id), (mentor, mentor_id)):
        refused = asker.get(f"/mentees/{theirs}/suggestions")
        assert refused.status_code == 404
        assert seen(refused) == seen(asker.get(f"/mentees/{NOBODY}/suggestions"))
    lakeside = elsewhere(make).client()
    for asker in (mentee, mentor, administrator(make), lakeside):
        refused = asker.get(f"/runs/{run['run_id']}")
        assert refused.status_code == 404
        assert seen(refused) == seen(asker.get(f"/runs/{NOBODY}"))
    for asker in (administrator(make), lakeside):
        refused = asker.get(f"/mentees/{mentee_id}/suggestions")
        assert refused.status_code == 404


def test_another_programs_mentors_are_neither_shown_nor_counted(make: Making) -> None:
    lakeside = elsewhere(make)
    lakeside.mentor(), lakeside.mentor(status="paused")
    own = make.mentor()
    run = _ask(make, make.mentee())
    assert run["pool"] == {"considered": 1, "eligible": 1, "excluded": []}
    assert [row["mentor_id"] for row in run["suggestions"]] == [own]


def test_whoever_coordinates_is_not_on_the_lists_that_they_read_as_a_mentor(make: Making) -> None:
    """Nor counted: a reason of theirs alone would say whose card they had seen, and what the other answered."""
    mentee_id, own, other = make.mentee(), make.mentor(), make.mentor()
    answer(make.client().post("/kept-apart", {"mentee_id": mentee_id, "mentor_id": own}), 201)
    assert _ask(make, mentee_id)["pool"]["excluded"] == [{"reason": "kept_apart", "count": 1}]
    add_role(make, make.coordinator_email, Kind.MENTOR, own)
    for path in (f"/mentees/{mentee_id}", f"/mentees/{make.mentee()}"):
        run = answer(coordinator(make).get(f"{path}/suggestions?also=true&spread=true"), 200)
        assert run["pool"] == {"considered": 1, "eligible": 1, "excluded": []}
        assert [row["mentor_id"] for row in run["suggestions"]] == [other]
        assert run["also"] == []


def _names(run: dict[str, Any]) -> list[str]:
    return [row["mentor"]["preferred_name"] for row in run["suggestions"]]


def test_evenings_stand_in_the_sentence_that_tells_when_they_could_meet(make: Making) -> None:
    make.mentor()
    factors = _ask(make, make.mentee())["suggestions"][0]["factors"]
    because = next(each["because"] for each in factors if each["factor"] == "availability")
    assert "17:00-22:00" in because
    assert len(EVERY_EVENING) == 5
