"""A match's page: answers that were heard, the introduction, and every move."""

import re

from matcher.lifecycle import MatchState
from tests.making import Making
from tests.visiting import Visitor, coordinator


def state(make: Making, match_id: str) -> str:
    return str(make.client().get(f"/matches/{match_id}").get_json()["state"])


def answer(visitor: Visitor, match_id: str, status: int = 303, **fields: str) -> str:
    visitor.get(f"/matches/{match_id}/answer")
    return visitor.post(f"/matches/{match_id}/answer", status, **{"consent.text_version": "1"}, **fields)


def test_both_answers_are_heard_and_the_two_introduced(make: Making) -> None:
    match = make.match()
    visitor, here = coordinator(make), f"/matches/{match}"
    assert "Waits for both" in visitor.get(here)
    assert answer(visitor, match, **{"for": "mentee", "heard": "phone", "action": "accept"}) == here
    assert "Waits for the mentor" in visitor.get(here)
    assert answer(visitor, match, **{"for": "mentor", "heard": "paper", "action": "accept", "reason": ""}) == here
    page = visitor.get(f"{here}/introduce")
    assert "What <bdi>Mentee" in page
    assert "@person.example.org" in page
    assert visitor.post(f"{here}/moves", action="introduce") == here
    shown = visitor.get(here)
    for words in ("Said yes", "by phone", "on paper", "They have talked", "They share a lot."):
        assert words in shown, words
    for action in ("start", "pause", "resume"):
        visitor.get(here)
        visitor.post(f"{here}/moves", action=action)
    assert "Under way" in visitor.get(here)
    assert visitor.get(f"{here}/end").count("they came to a good end") == 1
    visitor.post(f"{here}/moves", action="close", reason="completed", note="They go on as friends.")
    closed = visitor.get(here)
    assert "reason: they came to a good end" in closed
    assert "nothing to do here any more" in closed


def test_a_no_is_heard_with_its_reason_and_a_proposal_is_taken_back(make: Making) -> None:
    declined, withdrawn = make.match(), make.match()
    visitor = coordinator(make)
    answer(visitor, declined, **{"for": "mentor", "heard": "in_person", "action": "decline", "reason": "times_changed"})
    assert "reason: the times changed" in visitor.get(f"/matches/{declined}")
    assert "Take the proposal back" in visitor.get(f"/matches/{withdrawn}/end")
    visitor.post(f"/matches/{withdrawn}/moves", action="withdraw", reason="", note="")
    assert state(make, withdrawn) == "closed"


def test_what_lacks_or_is_not_possible_is_told_where_it_was_asked_and_changes_nothing(make: Making) -> None:
    match = make.match(MatchState.MENTEE_ACCEPTED)
    visitor, here = coordinator(make), f"/matches/{match}"
    page = answer(visitor, match, 422, action="accept")
    assert 'href="#f-for"' in page
    assert 'href="#f-heard"' in page
    assert 'value="accept" checked' in page
    twice = answer(visitor, match, 422, **{"for": "mentee", "heard": "phone", "action": "accept"})
    assert 'href="#f-for"' in twice
    assert 'href="#f-moves"' in visitor.post(f"{here}/moves", 422, action="introduce")
    assert 'href="#f-reason"' in visitor.post(f"{here}/moves", 422, action="withdraw", reason="completed")
    assert state(make, match) == "mentee_accepted"
    assert visitor.client.get(f"{here}/introduce").status_code == 200


def test_an_introduction_that_is_not_possible_today_says_why_and_has_no_button(make: Making) -> None:
    mentor = make.mentor()
    match = make.match(MatchState.ACCEPTED, mentor_id=mentor)
    make.client().patch(f"/mentors/{mentor}", {"training": {"completed_on": None, "expires_on": None}})
    visitor = coordinator(make)
    page = visitor.get(f"/matches/{match}/introduce")
    assert "Not possible today" in page
    assert 'value="introduce"' not in page
    refused = visitor.post(f"/matches/{match}/moves", 422, action="introduce")
    assert 'href="#f-moves"' in refused
    assert state(make, match) == "accepted"


def test_a_coordinator_who_is_one_of_the_two_sees_no_name_no_history_and_no_step(make: Making) -> None:
    alike = {"preferred_name": "Casey", "email": make.coordinator_email}
    match = make.match(MatchState.MENTOR_ACCEPTED, mentee_id=make.mentee(identity=alike))
    visitor = coordinator(make)
    page = visitor.get(f"/matches/{match}")
    assert "A match of your own" in page
    assert "You are asked" in page
    assert "Said yes" not in page
    assert "They share a lot" not in page
    for more in ("answer", "introduce"):
        assert "A match of your own" in visitor.get(f"/matches/{match}/{more}")
    assert match not in visitor.get("/matches")
    theirs = make.client().get("/matches").get_json()["items"]
    mentee = re.search(r"/mentees/(\w+)", visitor.get("/waiting"))
    assert theirs
    assert mentee is None or f"/matches/{match}" not in visitor.get(f"/mentees/{mentee[1]}")


def test_a_coordinator_who_is_asked_as_a_mentor_is_not_led_to_the_match_from_the_mentee(make: Making) -> None:
    """As a mentor they know its address: beside a name, it would say whom they are asked about."""
    alike = {"preferred_name": "Casey", "email": make.coordinator_email}
    mentee, other = make.mentee(), make.mentee()
    own = make.match(mentee_id=mentee, mentor_id=make.mentor(identity=alike))
    theirs = make.match(mentee_id=other)
    visitor = coordinator(make)
    waiting = visitor.get("/waiting?status=all")
    assert f"/mentees/{mentee}" in waiting
    assert f"/matches/{theirs}" in waiting
    assert f"/matches/{theirs}" in visitor.get(f"/mentees/{other}/suggestions", 409)
    for page in (waiting, visitor.get(f"/mentees/{mentee}/suggestions", 409), visitor.get(f"/mentees/{mentee}")):
        assert own not in page
