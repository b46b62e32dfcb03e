"""Mentees and mentors see all that is held on them, and change it question by question without losing anything."""

from typing import Any

import pytest

from api.pages.answers import questions
from api.pages.answers.mine import ON_MY_WEEK
from api.services.kinds import Kind
from tests.api.pages.filled_in import filled_in
from tests.api.pages.test_own_forms import SAID
from tests.making import Making
from tests.visiting import Visitor, coordinator, person

ODD_WEEK = [{"day": "tue", "from": "18:15", "to": "20:45"}, {"day": "sat", "from": "09:00", "to": "12:00"}]
ODD_MUST = [{"about": "gender", "any_of": ["woman"]}, {"about": "languages", "any_of": ["en"]}]


def _profile(make: Making, kind: Kind, person_id: str) -> dict[str, Any]:
    profile: dict[str, Any] = make.client().get(f"/{kind}s/{person_id}").get_json()
    return profile


def _save_all_unchanged(visitor: Visitor, kind: Kind) -> None:
    for question in questions.of(kind):
        if question.is_once or question.key in ON_MY_WEEK.get(kind, ()):
            continue
        fields = filled_in(visitor.get(f"/my-answers/{question.key}"))
        assert visitor.post(f"/my-answers/{question.key}", **fields, shown=list(question.paths)) == "/my-answers"


@pytest.mark.parametrize("kind", Kind)
def test_all_that_is_held_is_shown_and_saving_it_as_it_stands_changes_nothing(make: Making, kind: Kind) -> None:
    more = {"availability": {"time_zone": "Europe/Madrid", "weekly": ODD_WEEK, "time_off": []}}
    person_id = (make.mentee if kind == Kind.MENTEE else make.mentor)(
        **more,
        may_tell=["experiences", "goals"],
        preferences={"must": ODD_MUST},
        about="Words <of> mine.",
        interests=["music", "own:kites"],
    )
    before = _profile(make, kind, person_id)
    visitor = person(make, kind, person_id)
    page = visitor.get("/my-answers")
    for words in ("Words &lt;of&gt; mine.", "kites", "Tuesday: 18:15–20:45", "Only with: woman", "Only with: English"):
        assert words in page, words
    assert before["identity"]["preferred_name"] in page
    assert ("January 10, 2026" if kind == Kind.MENTOR else "Waiting since") in page
    _save_all_unchanged(visitor, kind)
    assert _profile(make, kind, person_id) == before


@pytest.mark.parametrize("kind", Kind)
def test_each_answer_is_changed_and_taken_back(make: Making, kind: Kind) -> None:
    person_id = (make.mentee if kind == Kind.MENTEE else make.mentor)()
    visitor = person(make, kind, person_id)
    for question in questions.of(kind):
        if question.is_once or question.key in ON_MY_WEEK.get(kind, ()):
            visitor.get(f"/my-answers/{question.key}", 404)
            continue
        visitor.get(f"/my-answers/{question.key}")
        said = {**SAID[question.key], "shown": list(question.paths)}
        assert visitor.post(f"/my-answers/{question.key}", **said) == "/my-answers"
        assert "Saved." in visitor.get("/my-answers")
    profile = _profile(make, kind, person_id)
    assert profile["identity"]["pronouns"] == "they/them"
    assert profile["background"]["region"] == "us-il"
    visitor.get("/my-answers/gender")
    visitor.post("/my-answers/gender", **{"background.gender": "", "shown": "background.gender"})
    assert _profile(make, kind, person_id)["background"]["gender"] is None


def test_what_was_changed_meanwhile_is_shown_beside_what_was_typed_and_nothing_is_overwritten_unseen(
    make: Making,
) -> None:
    mentee_id = make.mentee(about="The first words.")
    visitor = person(make, Kind.MENTEE, mentee_id)
    visitor.get("/my-answers/about")
    make.client().patch(f"/mentees/{mentee_id}", {"about": "Of a coordinator."})
    page = visitor.post("/my-answers/about", 412, about="My own words.")
    assert "changed meanwhile" in page and "Of a coordinator." in page
    assert filled_in(page)["about"] == ["My own words."]
    assert _profile(make, Kind.MENTEE, mentee_id)["about"] == "Of a coordinator."
    assert visitor.post("/my-answers/about", about="My own words.") == "/my-answers"
    assert _profile(make, Kind.MENTEE, mentee_id)["about"] == "My own words."
    page = visitor.post("/my-answers/about", 422, about="x" * 2001)
    assert filled_in(page)["about"] == ["x" * 2001]
    visitor.get("/my-answers/reach")
    page = visitor.post("/my-answers/reach", 422, **{"identity.email": "", "identity.phone": ""})
    assert 'href="#f-identity-email"' in page


def test_who_says_that_they_are_not_safe_reads_of_help_first(make: Making) -> None:
    mentee_id = make.mentee()
    visitor = person(make, Kind.MENTEE, mentee_id)
    visitor.get("/my-answers/right-now")
    visitor.post("/my-answers/right-now", right_now="not_safe")
    for path in ("/my-answers", "/my-answers/about"):
        page = visitor.get(path)
        assert page.index('id="help-first"') < page.index("<h1")
    assert _profile(make, Kind.MENTEE, mentee_id)["status"] == "on_hold"


def test_staff_have_no_answers_of_their_own(make: Making) -> None:
    visitor = coordinator(make)
    for path in ("/my-answers", "/my-answers/about"):
        visitor.get(path, 403)
