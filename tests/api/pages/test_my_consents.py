"""What somebody agreed to, and what a card may tell of them: read, given and taken back by themselves."""

import re

import pytest

from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.making import Making
from tests.visiting import Visitor, person

ONE = re.compile(r'href="/my-consents/([\w-]{20,})"')


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("sqlite_url"))


def taking_back(visitor: Visitor, words: str) -> str:
    """The address on which the consent with these words is taken back."""
    paths = [f"/my-consents/{consent_id}" for consent_id in ONE.findall(visitor.get("/my-consents"))]
    return next(path for path in paths if words in visitor.get(path))


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_consent_stands_there_with_its_words_and_the_page_says_what_taking_it_back_does(
    make: Making, language: str
) -> None:
    mentee_id = make.mentee()
    make.match(MatchState.MENTEE_ACCEPTED, mentee_id=mentee_id)
    mentee = person(make, Kind.MENTEE, mentee_id, language)
    page = mentee.get("/my-consents")
    for words in {
        "en": ("We may use your answers", "the other person of this match your chosen name"),
        "es": ("Podemos usar sus respuestas", "el nombre que usted eligió"),
    }[language]:
        assert words in page
        assert words in mentee.get(taking_back(mentee, words))
    mentee.get("/my-consents/nobody-has-this-id", 404)
    stranger = person(make, Kind.MENTEE, make.mentee())
    stranger.get(taking_back(mentee, words), 404)
    stranger.post(taking_back(mentee, words), 404)


def test_taking_back_works_at_once_and_agreeing_again_needs_the_box(make: Making) -> None:
    mentee_id = make.mentee()
    match_id = make.match(MatchState.CONFIRMED, mentee_id=mentee_id)
    mentee = person(make, Kind.MENTEE, mentee_id)
    assert mentee.post(taking_back(mentee, "We may use your answers")) == "/my-consents"
    assert make.client().get(f"/matches/{match_id}").get_json()["state"] == MatchState.CLOSED
    start = mentee.get("/my-match")
    assert "We need your agreement first" in start and "We are looking for" not in start
    page = mentee.get("/my-consents")
    assert "Without this one we can" in page and "taken back on" in page
    refused = mentee.post("/my-consents", 422, purpose="matching")
    assert "Tick the box if you agree" in refused and 'id="f-text_version"' in refused
    mentee.post("/my-consents", 422, purpose="introduction", text_version="1")
    mentee.post("/my-consents", 422, purpose="matching", text_version="99")
    assert mentee.post("/my-consents", purpose="matching", text_version="1") == "/my-consents"
    assert "Without this one we can" not in mentee.get("/my-consents")
    assert "We need your agreement first" not in mentee.get("/my-match")


@pytest.mark.parametrize("kind", Kind)
def test_what_may_be_told_is_chosen_topic_by_topic_beside_what_one_would_read(make: Making, kind: Kind) -> None:
    answers = {"interests": ["hiking"], "may_tell": ["interests"]}
    person_id = make.mentee(**answers) if kind == Kind.MENTEE else make.mentor(**answers)
    me = person(make, kind, person_id)
    page = me.get("/my-consents/telling")
    assert "You both like hiking." in page and "You have both lived with alcohol." in page
    assert "there is nothing to tell" in page
    stale = me.hidden["revision"]
    shown = {"shown": "may_tell"}
    assert me.post("/my-consents/telling", **shown, may_tell=["experiences", "goals"]) == "/my-consents"
    assert _may_tell(make, kind, person_id) == ["experiences", "goals"]
    me.hidden["revision"] = stale
    assert "changed meanwhile" in me.post("/my-consents/telling", 409, **shown, may_tell=["goals"])
    assert _may_tell(make, kind, person_id) == ["experiences", "goals"]
    me.post("/my-consents/telling", 422, **shown, may_tell=["my_name"])
    me.post("/my-consents/telling", **shown)
    assert not _may_tell(make, kind, person_id)
    assert "told nothing of your answers" in me.get("/my-consents")


def _may_tell(make: Making, kind: Kind, person_id: str) -> list[str] | None:
    found: list[str] | None = make.client().get(f"/{kind}s/{person_id}").get_json()["may_tell"]
    return found
