"""Mentors beside a list, and a list that spreads the load."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from data.db import db
from data.models import Run
from tests.conftest import answer
from tests.making import Making


def _ask(make: Making, mentee_id: str, query: str = "") -> dict[str, Any]:
    run: dict[str, Any] = answer(make.client().get(f"/mentees/{mentee_id}/suggestions{query}"), 200)
    return run


def _ids(run: dict[str, Any]) -> list[str]:
    return [row["mentor_id"] for row in run["suggestions"]]


def _mentee(make: Making) -> str:
    return make.mentee(
        recovery_stage={"since": date(2026, 5, 1), "experiences": ["alcohol"]}, background={"age_band": "25-34"}
    )


def _mentor(make: Making, since: date, age_band: str = "25-34") -> str:
    return make.mentor(
        recovery_stage={"since": since, "experiences": ["alcohol"]}, background={"age_band": age_band}, capacity=1
    )


def _busy_and_fresh(make: Making) -> tuple[list[str], str, str]:
    """Three who are first, then one hardly ahead of the last."""
    first = [_mentor(make, date(2015, 1, 1)) for _ in range(3)]
    return first, _mentor(make, date(2025, 4, 1)), _mentor(make, date(2025, 5, 1))


def test_who_was_on_the_lists_of_others_gives_way_below_the_third_place_and_no_score_changes(make: Making) -> None:
    first, busy, fresh = _busy_and_fresh(make)
    mentee_id = _mentee(make)
    _ask(make, _mentee(make), "?limit=4")
    by_score, spread = _ask(make, mentee_id), _ask(make, mentee_id, "?spread=true")
    assert (by_score["ordered_by"], spread["ordered_by"]) == ("score", "spread")
    assert _ids(by_score)[3:] == [busy, fresh]
    assert _ids(spread) == [*_ids(by_score)[:3], fresh, busy]
    assert set(_ids(spread)[:3]) == set(first)
    assert [row["rank"] for row in spread["suggestions"]] == [1, 2, 3, 4, 5]
    scores = {row["mentor_id"]: (row["score"], row["margin"]) for row in by_score["suggestions"]}
    assert {row["mentor_id"]: (row["score"], row["margin"]) for row in spread["suggestions"]} == scores


def test_asking_again_for_the_same_person_moves_nobody_and_lists_are_forgotten_after_30_days(make: Making) -> None:
    _first, busy, fresh = _busy_and_fresh(make)
    mentee_id = _mentee(make)
    for _ in range(2):
        assert _ids(_ask(make, mentee_id, "?limit=4&spread=true"))[3:] == [busy]
    _ask(make, _mentee(make), "?limit=4")
    assert _ids(_ask(make, mentee_id, "?spread=true"))[3:] == [fresh, busy]
    with make.app.app_context(), db.engine.begin() as connection:
        old = datetime.now(UTC) - timedelta(days=30, minutes=1)
        connection.execute(Run.__table__.update().values(generated_at=old))
    assert _ids(_ask(make, mentee_id, "?spread=true"))[3:] == [busy, fresh]


def test_two_more_to_consider_are_named_with_why_and_may_be_confirmed_from_the_run(make: Making) -> None:
    mentee_id = _mentee(make)
    first = _mentor(make, date(2015, 1, 1))
    different = _mentor(make, date(2015, 1, 1), age_band="65+")
    near = _mentor(make, date(2025, 5, 1))
    run = _ask(make, mentee_id, "?limit=1&also=true")
    assert _ids(run) == [first]
    assert [(row["why"], row["mentor_id"]) for row in run["also"]] == [("different_background", different)]
    assert run["also"][0]["text"] == "Has lived with much the same, and brings a different background."
    assert run["also"][0]["rank"] == 3
    assert answer(make.client().get(f"/runs/{run['run_id']}"), 200)["also"] == run["also"]
    body = {"mentee_id": mentee_id, "rationale": "They share a lot.", "run_id": run["run_id"]}
    answer(make.client().post("/matches", body | {"mentor_id": near}), 422)
    answer(make.client().post("/matches", body | {"mentor_id": different}), 201)


def test_nobody_beside_the_list_is_told_when_not_asked_for(make: Making) -> None:
    mentee_id = _mentee(make)
    _mentor(make, date(2015, 1, 1))
    assert _ask(make, mentee_id)["also"] is None
    assert _ask(make, mentee_id, "?also=true&spread=false")["also"] == []


@pytest.mark.parametrize("query", ["also=1", "also=True", "spread=yes", "spread="])
def test_a_flag_is_true_or_false_and_nothing_else(make: Making, query: str) -> None:
    refused = answer(make.client().get(f"/mentees/{_mentee(make)}/suggestions?{query}"), 422)
    assert list(refused["errors"]) == [query.split("=")[0]]
