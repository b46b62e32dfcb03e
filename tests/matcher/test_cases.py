"""The stories of the shared cases: small programs with what must come out."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from matcher.people import Mentee, Program
from matcher.rank import PairExamination, Ranking
from matcher.weights import DEFAULT_WEIGHTS
from tests.matcher.made import NOTHING_BETWEEN, VOCABULARY, date, examine, mentee_from, mentor_from, program, rank

STORIES = [json.loads(path.read_text()) for path in sorted((Path(__file__).parent / "cases").glob("*.json"))]
EVERYONE = 1000


def told(story: Mapping[str, Any], mentee_id: str) -> tuple[Mentee, Program]:
    person = next(mentee_from(profile) for profile in story["mentees"] if profile["id"] == mentee_id)
    mentors = [mentor_from(profile) for profile in story["mentors"]]
    return person, program(*mentors, as_of=date.fromisoformat(story["as_of"]))


def ranked(story: Mapping[str, Any], mentee_id: str) -> Ranking:
    return rank(*told(story, mentee_id), NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY, EVERYONE)


def examined(story: Mapping[str, Any], mentee_id: str, mentor_id: str) -> PairExamination:
    person, mentors = told(story, mentee_id)
    return examine(person, mentor_id, mentors, NOTHING_BETWEEN, DEFAULT_WEIGHTS, VOCABULARY)


def expectations(form: str) -> list[Any]:
    return [
        pytest.param(story, mentee_id, expect[form], id=f"{story['name']}-{mentee_id}")
        for story in STORIES
        for mentee_id, expect in story["expect"].items()
        if form in expect
    ]


def test_every_story_is_told_and_every_form_of_expectation_is_read() -> None:
    forms = {form for story in STORIES for expect in story["expect"].values() for form in expect}
    assert len(STORIES) == 12
    assert forms <= {"order", "above", "excluded", "similarity", "unknown"}


@pytest.mark.parametrize(("story", "mentee_id", "order"), expectations("order"))
def test_the_eligible_mentors_come_in_this_order(story: Any, mentee_id: str, order: list[str]) -> None:
    assert [row.mentor_id for row in ranked(story, mentee_id).suggestions] == order


@pytest.mark.parametrize(("story", "mentee_id", "above"), expectations("above"))
def test_the_first_of_each_two_scores_higher(story: Any, mentee_id: str, above: list[list[str]]) -> None:
    score = {row.mentor_id: row.score for row in ranked(story, mentee_id).suggestions}
    assert all(score[higher] > score[lower] for higher, lower in above)


@pytest.mark.parametrize(("story", "mentee_id", "excluded"), expectations("excluded"))
def test_these_are_all_the_reasons_against(story: Any, mentee_id: str, excluded: dict[str, list[str]]) -> None:
    reasons = {id: [o.reason.value for o in examined(story, mentee_id, id).objections] for id in excluded}
    assert reasons == excluded


@pytest.mark.parametrize(("story", "mentee_id", "similarity"), expectations("similarity"))
def test_two_people_are_this_alike(story: Any, mentee_id: str, similarity: dict[str, dict[str, float]]) -> None:
    rows = {row.mentor_id: row for row in ranked(story, mentee_id).suggestions}
    for mentor_id, by_factor in similarity.items():
        found = {score.factor: round(score.similarity, 4) for score in rows[mentor_id].factors}
        assert {factor: found[factor] for factor in by_factor} == by_factor


@pytest.mark.parametrize(("story", "mentee_id", "unknown"), expectations("unknown"))
def test_what_a_mentor_did_not_say_is_listed(story: Any, mentee_id: str, unknown: dict[str, list[str]]) -> None:
    rows = {row.mentor_id: row for row in ranked(story, mentee_id).suggestions}
    assert {id: list(rows[id].unknown) for id in unknown} == unknown
