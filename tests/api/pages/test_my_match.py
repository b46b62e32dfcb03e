"""Where somebody stands, the card and its answers, and the introduction."""

import re

import pytest

from api.pages.party.answering import ACTIONS
from data.store.people import Kind
from matcher.lifecycle import MatchAction, MatchState
from tests.making import Making
from tests.visiting import Visitor, coordinator, person

TOKENS = re.compile(r'name="(csrf_token|once)" value="[^"]*"')
AGREED = {"consent.text_version": "1"}


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("sqlite_url"))


def the_two(make: Making, state: MatchState = MatchState.CONFIRMED) -> tuple[str, Visitor, Visitor]:
    """The match, its mentee and its mentor."""
    mentee_id, mentor_id = make.mentee(), make.mentor()
    match_id = make.match(state, mentee_id=mentee_id, mentor_id=mentor_id)
    return match_id, at_start(make, Kind.MENTEE, mentee_id), at_start(make, Kind.MENTOR, mentor_id)


def at_start(make: Making, kind: Kind, person_id: str, language: str = "en") -> Visitor:
    visitor = person(make, kind, person_id, language)
    visitor.get("/my-match")
    return visitor


def state_of(make: Making, match_id: str) -> str:
    return str(make.client().get(f"/matches/{match_id}").get_json()["state"])


def seen(visitor: Visitor, match_id: str) -> list[str]:
    """Both pages, without what differs each time that they are read."""
    pages = [visitor.get(path) for path in ("/my-match", f"/my-match/{match_id}")]
    return [TOKENS.sub("", page).replace(match_id, "ID") for page in pages]


@pytest.mark.parametrize("kind", Kind)
def test_a_page_is_the_same_whether_the_other_has_answered_or_not(make: Making, kind: Kind) -> None:
    pages = {True: [], False: []}  # type: dict[bool, list[list[str]]]
    for other_answers in (False, True):
        match_id, *both = the_two(make)
        me, other = both if kind == Kind.MENTEE else reversed(both)
        if other_answers:
            other.post(f"/my-match/{match_id}/yes", **AGREED)
        pages[other_answers].append(seen(me, match_id))
        me.post(f"/my-match/{match_id}/yes", **AGREED)
        pages[other_answers].append(seen(me, match_id))
        assert state_of(make, match_id) == MatchState.ACCEPTED if other_answers else f"{kind}_accepted"
    assert pages[True] == pages[False]


def test_a_yes_needs_its_consent_and_a_second_tap_does_nothing_more(make: Making) -> None:
    match_id, mentee, _ = the_two(make)
    assert f"/my-match/{match_id}" in mentee.get("/my-match")
    mentee.get(f"/my-match/{match_id}")
    again = mentee.post(f"/my-match/{match_id}/yes", 422)
    assert "Error:" in again and "f-consent-text_version" in again
    assert state_of(make, match_id) == MatchState.CONFIRMED
    once = dict(mentee.hidden)
    for _tap in range(2):
        mentee.hidden.update(once)
        assert mentee.post(f"/my-match/{match_id}/yes", **AGREED) == f"/my-match/{match_id}"
    assert state_of(make, match_id) == MatchState.MENTEE_ACCEPTED
    page = mentee.get(f"/my-match/{match_id}")
    assert "We told nobody else yet" in page and "Your yes is noted" in page


def test_a_no_says_nothing_of_why_to_the_other(make: Making) -> None:
    match_id, mentee, mentor = the_two(make)
    mentor.get(f"/my-match/{match_id}/no")
    assert "reason" in mentor.post(f"/my-match/{match_id}/no", 422, reason="completed", note="My words")
    mentor.post(f"/my-match/{match_id}/no", reason="safety", note="My words")
    event = make.client().get(f"/matches/{match_id}/events").get_json()["items"][-1]
    assert (event["action"], event["reason"]) == ("decline", "safety")
    here, card = mentee.get("/my-match"), mentee.get(f"/my-match/{match_id}")
    assert "We are looking for another person" in here and "We are looking for another person" in card
    assert "safe with" not in card and "My words" not in card
    assert "My words" not in mentor.get(f"/my-match/{match_id}")


def test_an_answer_that_comes_too_late_shows_where_things_are_now(make: Making) -> None:
    match_id, mentee, mentor = the_two(make)
    mentee.get(f"/my-match/{match_id}")
    mentor.post(f"/my-match/{match_id}/not-now", reason="not_now")
    assert mentee.post(f"/my-match/{match_id}/yes", **AGREED) == f"/my-match/{match_id}"
    assert "Things had moved on" in mentee.get(f"/my-match/{match_id}")
    mentee.get(f"/my-match/{match_id}/no", 303)
    assert state_of(make, match_id) == MatchState.CLOSED


def test_a_yes_is_taken_back_as_easily_as_it_was_given(make: Making) -> None:
    match_id, mentee, _ = the_two(make, MatchState.MENTEE_ACCEPTED)
    assert "Take my yes back" in mentee.get(f"/my-match/{match_id}")
    assert "Take my yes back" in mentee.get(f"/my-match/{match_id}/no")
    mentee.post(f"/my-match/{match_id}/no", reason="")
    assert state_of(make, match_id) == MatchState.CLOSED


def test_those_introduced_read_names_and_the_mentor_says_that_they_have_talked(make: Making) -> None:
    name = "مريم <b>" + "w" * 60
    mentee_id = make.mentee(
        identity={
            "preferred_name": name,
            "pronouns": "she/her",
            "phone": "+1 555 010 7771",
            "contact": {"channel": "phone", "email_ok": False, "text_ok": True, "voicemail_ok": False},
        }
    )
    match_id = make.match(MatchState.INTRODUCED, mentee_id=mentee_id, mentor_id=make.mentor())
    mentor_id = make.client().get(f"/matches/{match_id}").get_json()["mentor_id"]
    mentor, mentee = at_start(make, Kind.MENTOR, mentor_id, "es"), at_start(make, Kind.MENTEE, mentee_id)
    page = mentor.get(f"/my-match/{match_id}")
    assert f"<bdi>مريم &lt;b&gt;{'w' * 60}</bdi>" in page and "she/her" in page
    assert 'href="tel:+15550107771"' in page and 'href="sms:+15550107771"' in page
    assert "Lunes" in page and "17:00" in page
    assert f"/my-match/{match_id}/talked" not in mentee.get(f"/my-match/{match_id}")
    mentee.post(f"/my-match/{match_id}/talked", 403)
    mentor.post(f"/my-match/{match_id}/talked")
    assert state_of(make, match_id) == MatchState.ACTIVE
    mentee.post(f"/my-match/{match_id}/pause")
    mentor.post(f"/my-match/{match_id}/resume")
    assert state_of(make, match_id) == MatchState.ACTIVE
    mentee.get(f"/my-match/{match_id}/close")
    mentee.post(f"/my-match/{match_id}/close", reason="know_each_other", note="")
    assert state_of(make, match_id) == MatchState.CLOSED
    assert "مريم" not in mentor.get(f"/my-match/{match_id}") + mentor.get("/my-match")
    assert "We are looking for another person" in mentee.get("/my-match")


def test_a_name_is_not_shown_any_more_once_its_owner_took_the_consent_back(make: Making) -> None:
    match_id, mentee, mentor = the_two(make, MatchState.INTRODUCED)
    mentee.get("/my-consents")
    of_introduction = re.findall(r'/my-consents/([\w-]{20,})"', mentee.get("/my-consents"))
    for consent_id in of_introduction:
        if "introduction" in mentee.get(f"/my-consents/{consent_id}"):
            mentee.post(f"/my-consents/{consent_id}")
    page = mentor.get("/my-match") + mentor.get(f"/my-match/{match_id}")
    assert "Mentee-" not in page and "A coordinator will be in touch" in page


def test_nobody_else_finds_a_match_and_staff_have_no_pages_of_their_own_here(make: Making) -> None:
    match_id, _, _ = the_two(make)
    stranger = at_start(make, Kind.MENTEE, make.mentee())
    for path in ("", "/no", "/anything"):
        stranger.get(f"/my-match/{match_id}{path}", 404)
    stranger.post(f"/my-match/{match_id}/yes", 404, **AGREED)
    staff = coordinator(make)
    for path in ("/my-match", f"/my-match/{match_id}", "/my-consents", "/my-consents/telling", "/my-place/leave"):
        staff.get(path, 403)
    staff.get("/nowhere", 404)
    staff.post(f"/my-match/{match_id}/yes", 403, **AGREED)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_status_has_its_words(make: Making, language: str) -> None:
    for status in ("new", "waiting", "on_hold", "ended"):
        safe = "not_safe" if status == "new" else "ok"
        page = person(make, Kind.MENTEE, make.mentee(status=status, right_now=safe), language).get("/my-match")
        assert ('class="help-first"' in page) == (safe == "not_safe")
    for status in ("applied", "screening", "training", "active", "paused", "declined", "retired"):
        page = person(make, Kind.MENTOR, make.mentor(status=status), language).get("/my-match")
        assert ("/not-just-now" in page) == (status == "active")
        assert ("/back-again" in page) == (status == "paused")


def test_a_mentor_pauses_with_one_tap_from_any_page_and_comes_back(make: Making) -> None:
    match_id, mentee, mentor = the_two(make)
    assert "/not-just-now" in mentor.get("/nowhere", 404)
    assert "/not-just-now" not in mentee.get("/nowhere", 404)
    mentor.post("/not-just-now")
    assert state_of(make, match_id) == MatchState.CLOSED
    assert "/back-again" in mentor.get("/my-consents")
    mentor.post("/not-just-now")
    assert "Nothing had to be changed" in mentor.get("/my-match")
    mentor.post("/back-again")
    assert "/not-just-now" in mentor.get("/my-match")
    mentee.post("/not-just-now", 403)


def test_a_break_and_a_leaving_say_first_what_they_mean(make: Making) -> None:
    mentee_id = make.mentee()
    mentee, mentor = at_start(make, Kind.MENTEE, mentee_id), at_start(make, Kind.MENTOR, make.mentor())
    assert "/my-place/break" in mentee.get("/my-match")
    assert "until you tell us" in mentee.get("/my-place/break")
    assert mentee.post("/my-place/break") == "/my-match"
    mentee.get("/my-place/break", 303)
    mentee.get("/my-place/leave")
    mentee.post("/my-place/leave")
    assert "You can, at any time" in mentee.get("/my-match")
    assert make.client().get(f"/mentees/{mentee_id}").get_json()["status"] == "ended"
    for path in ("/my-place/break", "/my-place/return"):
        mentor.get(path, 404)
        mentor.post(path, 404)
    mentor.get("/my-place/leave")
    mentor.post("/my-place/leave")
    assert "/not-just-now" not in mentor.get("/my-match")


def test_the_actions_of_the_page_are_those_of_a_party() -> None:
    assert set(ACTIONS.values()) == set(MatchAction) - {
        MatchAction.WITHDRAW,
        MatchAction.LAPSE,
        MatchAction.INTRODUCE,
    }
