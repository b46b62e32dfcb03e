"""The forms as pages: one question after the other, nothing lost, nothing shown to whoever finds the address."""

import re
from typing import Any

import pytest

from api.pages.answers import questions
from api.services.kinds import Kind
from data.db import reading
from data.models import Draft
from tests.api.pages.filled_in import filled_in
from tests.api.rest.asking import counted
from tests.making import Making
from tests.visiting import Visitor

JOIN, APPLY = "/join/harbor", "/apply/harbor"
NAME, EMAIL = "Zanzibar «Zaz» Quill", "zanzibar@example.org"
SAID: dict[str, dict[str, Any]] = {
    "adult": {"adult": "true"},
    "right-now": {"right_now": "ok"},
    "name": {"identity.preferred_name": NAME, "identity.pronouns": "they/them"},
    "reach": {
        "identity.email": EMAIL,
        "identity.phone": "312 555 0100",
        "identity.contact.channel": "text",
        "identity.contact.text_ok": "true",
    },
    "languages": {"languages": ["en", "uk", "yo", "es"]},
    "experiences": {"recovery_stage.experiences": ["alcohol", "grief"]},
    "stage": {"recovery_stage.stage": "early", "recovery_stage.since": "2026-03-01"},
    "pathways": {"recovery_stage.pathways": "none"},
    "goals": {"goals": ["housing"]},
    "formats": {"support.formats": ["video", "text"]},
    "styles": {"support.styles": ["listening"]},
    "hours": {"support.hours_per_week": "0.5"},
    "interests": {"interests": ["hiking"], "own_words": "sourdough, old maps"},
    "week": {"when": ["tue 17:00-21:00", "sun 09:00-12:00"], "availability.time_zone": "America/Denver"},
    "places": {"capacity": "2"},
    "background": {"background.shared": ["parent"]},
    "gender": {"background.gender": "woman"},
    "age": {"background.age_band": "25-34"},
    "region": {"background.region": "us-il"},
    "comfortable": {"preferences.not_comfortable_with": ["gambling", "medication"]},
    "only-with": {"only_gender": ["woman", "nonbinary"]},
    "keep-apart": {"keep_apart_words": "my former partner\nvolunteers <here>"},
    "matters": {"preferences.matters": ["alcohol", "parent"]},
    "story": {"story": "A long way, and a good one."},
    "about": {"about": "Words of my own."},
    "may-tell": {"may_tell": ["experiences", "goals"]},
    "consent": {"consent": "1"},
}


def _visitor(make: Making, language: str = "en") -> Visitor:
    visitor = Visitor(make.app, language=language)
    visitor.get(JOIN)
    return visitor


def _listed(fields: dict[str, Any]) -> dict[str, list[str]]:
    return {name: sorted([value] if isinstance(value, str) else value) for name, value in fields.items()}


def _form(way: str, key: str) -> dict[str, Any]:
    """As a browser sends it: with the hidden names of what can be left unticked."""
    kind = Kind.MENTEE if way == JOIN else Kind.MENTOR
    question = questions.find(kind, key)
    assert question is not None
    ticked = [f"identity.contact.{name}" for name in ("email_ok", "text_ok", "voicemail_ok")]
    return {**SAID[key], "shown": [*question.paths, *(ticked if key == "reach" else [])]}


def _fill_in(visitor: Visitor, way: str, *keys: str) -> None:
    for key in keys:
        visitor.post(f"{way}/{key}", **_form(way, key))


def _drafts(make: Making) -> int:
    with make.app.app_context(), reading(None) as session:
        return session.query(Draft).count()


def _code(visitor: Visitor, way: str) -> str:
    return re.search(r'translate="no">([^<]+)<', visitor.get(f"{way}/later")).group(1)  # type: ignore[union-attr]


@pytest.mark.parametrize(("way", "kind"), [(JOIN, Kind.MENTEE), (APPLY, Kind.MENTOR)])
def test_every_answer_is_read_back_as_it_was_given_and_comes_in_as_the_api_takes_it(
    make: Making, way: str, kind: Kind
) -> None:
    visitor = _visitor(make)
    for question in questions.of(kind):
        assert '<h1 class="question">' in visitor.get(f"{way}/{question.key}")
        leads_to = visitor.post(f"{way}/{question.key}", **_form(way, question.key))
        following = questions.after(kind, question)
        assert leads_to == f"{way}/{following.key if following else 'check'}"
        again = {name: sorted(values) for name, values in filled_in(visitor.get(f"{way}/{question.key}")).items()}
        assert again == _listed(SAID[question.key]), question.key
    page = visitor.get(f"{way}/check")
    assert "volunteers &lt;here&gt;" in page
    assert "Not answered" not in page
    assert visitor.post(f"{way}/check") == f"{way}/sent"
    assert visitor.post(f"{way}/check") == f"{way}/sent"
    assert page.index("988") and visitor.get(f"{way}/sent").index("Call 988") < visitor.get(f"{way}/sent").index("<h1>")
    (row,) = make.client().get(f"/{kind}s").get_json()["items"]
    person = make.client().get(f"/{kind}s/{row['id']}").get_json()
    assert person["identity"] | {"full_name": None} == {
        "full_name": None,
        "preferred_name": NAME,
        "pronouns": "they/them",
        "email": EMAIL,
        "phone": "312 555 0100",
        "contact": {"channel": "text", "email_ok": False, "text_ok": True, "voicemail_ok": False},
    }
    assert person["interests"] == ["hiking", "own:sourdough", "own:old maps"]
    assert person["recovery_stage"]["pathways"] == []
    assert person["availability"]["weekly"] == [
        {"day": "tue", "from": "17:00", "to": "21:00"},
        {"day": "sun", "from": "09:00", "to": "12:00"},
    ]
    assert person["preferences"]["must"] == [{"about": "gender", "any_of": ["woman", "nonbinary"]}]
    assert person["keep_apart_words"] == "my former partner\nvolunteers <here>"
    assert person["may_tell"] == ["experiences", "goals"]
    assert person["support"]["hours_per_week"] == 0.5
    consents = make.client().get(f"/{kind}s/{row['id']}/consents").get_json()["items"]
    assert [(each["purpose"], each["text_version"], each["how"]) for each in consents] == [("matching", 1, "online")]


def test_the_least_that_is_needed_can_be_sent_and_silence_is_no(make: Making) -> None:
    visitor = _visitor(make)
    _fill_in(visitor, JOIN, "adult", "name")
    visitor.get(f"{JOIN}/check")
    assert visitor.post(f"{JOIN}/check") == f"{JOIN}/reach?again&check"
    page = visitor.get(f"{JOIN}/reach?again&check")
    assert 'href="#f-identity-email"' in page
    assert visitor.post(f"{JOIN}/reach?check", **{"identity.phone": "312 555 0100"}) == f"{JOIN}/check"
    visitor.get(f"{JOIN}/check")
    assert visitor.post(f"{JOIN}/check") == f"{JOIN}/sent"
    (row,) = make.client().get("/mentees").get_json()["items"]
    person = make.client().get(f"/mentees/{row['id']}").get_json()
    assert person["availability"] == {"time_zone": "America/Chicago", "weekly": None, "time_off": None}
    assert make.client().get(f"/mentees/{row['id']}/consents").get_json()["items"] == []


def test_of_somebody_younger_nothing_is_kept_and_they_are_sent_where_help_is(make: Making) -> None:
    visitor = _visitor(make)
    assert visitor.post(f"{JOIN}/adult", adult="false") == f"{JOIN}/younger"
    page = visitor.get(f"{JOIN}/younger")
    assert "young people" in page and "Call 988" in page
    _fill_in(visitor, JOIN, "adult", "name", "experiences")
    assert _drafts(make) == 1
    visitor.post(f"{JOIN}/adult", adult="false")
    assert _drafts(make) == 0
    assert visitor.client.get(f"{JOIN}/name").headers["Location"] == JOIN


def test_who_is_not_safe_sees_help_at_once_and_first_on_every_page_and_may_go_on(make: Making) -> None:
    visitor = _visitor(make)
    _fill_in(visitor, JOIN, "adult")
    assert visitor.post(f"{JOIN}/right-now", right_now="not_safe") == f"{JOIN}/help-first"
    for page in ("name", "reach", "list", "check", "later", "consent"):
        html = visitor.get(f"{JOIN}/{page}")
        assert html.index('id="help-first"') < html.index("<h1"), page
    html = visitor.get(f"{JOIN}/help-first")
    assert html.index("Call 988") < html.index("Go on with the form")
    _fill_in(visitor, JOIN, "name", "reach")
    visitor.get(f"{JOIN}/check")
    assert visitor.post(f"{JOIN}/check") == f"{JOIN}/sent"
    tasks = make.client().get("/tasks").get_json()["items"]
    assert tasks[0]["notice"] == "not_safe"


def test_the_address_alone_shows_the_first_page_only_and_no_address_tells_of_an_answer(make: Making) -> None:
    visitor = _visitor(make)
    _fill_in(visitor, JOIN, "adult", "name", "experiences")
    stranger = _visitor(make)
    for page in ("name", "experiences", "list", "check", "later", "sent"):
        assert stranger.client.get(f"{JOIN}/{page}").headers["Location"] == JOIN, page
    assert "Zanzibar" not in stranger.get(JOIN)
    assert "Zanzibar" not in visitor.get(f"{APPLY}")
    for path in ("/join/nowhere", "/join/nowhere/name", "/join/harbor/no-such-question", "/apply/harbor/right-now"):
        assert "Call 988" in stranger.get(path, 404)
    visitor.client.get("/leave")
    assert visitor.client.get(f"{JOIN}/name").headers["Location"] == JOIN


def test_stopped_on_one_device_it_goes_on_on_another_by_its_code(make: Making) -> None:
    phone, laptop = _visitor(make), _visitor(make, "es")
    _fill_in(phone, JOIN, "adult", "name")
    code = _code(phone, JOIN)
    assert laptop.post(f"{JOIN}/return", code=code.lower().replace("-", " ")) == f"{JOIN}/list"
    assert filled_in(laptop.get(f"{JOIN}/name"))["identity.preferred_name"] == [NAME]
    _fill_in(laptop, JOIN, "reach")
    phone.get(f"{JOIN}/check")
    _fill_in(laptop, JOIN, "goals")
    assert phone.post(f"{JOIN}/check") == f"{JOIN}/check"
    assert "changed on another page or device" in phone.get(f"{JOIN}/check")
    assert phone.post(f"{JOIN}/check") == f"{JOIN}/sent"
    assert laptop.post(f"{JOIN}/check") == f"{JOIN}/sent"
    assert counted(make, "mentees") == {"mentees": 1}
    assert "There is no form with this code" in _visitor(make).post(f"{JOIN}/return", 422, code=code)
    assert 'value="NO-SUCH"' in _visitor(make).post(f"{JOIN}/return", 422, code="NO-SUCH")


def test_what_was_typed_is_there_again_beside_what_is_wrong_with_it(make: Making) -> None:
    visitor = _visitor(make)
    _fill_in(visitor, JOIN, "adult")
    typed: dict[str, Any] = {"identity.email": "no address", "identity.phone": "312 555 0100"}
    page = visitor.post(f"{JOIN}/reach", 422, **typed)
    assert filled_in(page).items() >= _listed(typed).items()
    assert 'href="#f-identity-email"' in page and "<title>Error:" in page
    long = "x" * 2001
    assert filled_in(visitor.post(f"{JOIN}/about", 422, about=long))["about"] == [long]
    page = visitor.post(f"{JOIN}/interests", 422, own_words="y" * 41)
    assert filled_in(page)["own_words"] == ["y" * 41] and 'href="#f-own_words"' in page
    assert "Please fill this in" in visitor.post(f"{JOIN}/adult", 422, shown="adult")
    page = visitor.post(f"{JOIN}/name", 422, **{"identity.preferred_name": " ", "identity.pronouns": "she/her"})
    assert "Please fill this in" in page and filled_in(page)["identity.pronouns"] == ["she/her"]
    for odd in ({"when": ["mon", "xxx 1-2"]}, {"availability.time_zone": "Moon/Base"}):
        visitor.post(f"{JOIN}/week", 422, **odd)
    visitor.post(f"{JOIN}/only-with", 422, only_other=["age_band=none", "=", "x"])
    visitor.post(f"{JOIN}/consent", 422, consent="yes")
    visitor.post(f"{JOIN}/goals", 303, story="not asked here", identity="x")


def test_a_form_that_is_gone_begins_anew_with_the_answer_in_it(make: Making) -> None:
    visitor, other = _visitor(make), _visitor(make)
    _fill_in(visitor, JOIN, "adult", "name")
    other.post(f"{JOIN}/return", code=_code(visitor, JOIN))
    other.post(f"{JOIN}/throw-away")
    assert _drafts(make) == 0
    _fill_in(visitor, JOIN, "about")
    page = visitor.get(f"{JOIN}/about")
    assert "this is a new form" in page and "Words of my own." in page


def test_a_link_by_mail_is_asked_for_with_an_address_and_acts_on_a_press_only(make: Making) -> None:
    visitor = _visitor(make)
    _fill_in(visitor, JOIN, "adult")
    assert "Please fill this in" in visitor.post(f"{JOIN}/later", 422, email=" ")
    assert visitor.post(f"{JOIN}/later", email=EMAIL) == f"{JOIN}/later"
    assert EMAIL not in visitor.get(f"{JOIN}/later")
    assert "Open my form" in _visitor(make).get("/form/some-secret")
    assert "This link is used up" in _visitor(make).post("/form/some-secret", 404)
