"""Today and the lists, as a coordinator opens them."""

import re

from flask import Flask

from api.services.kinds import Kind
from matcher.lifecycle import MatchState
from tests.making import Making
from tests.visiting import coordinator, person


def test_whoever_is_not_safe_stands_on_top_in_words_until_somebody_has_seen_to_it(make: Making) -> None:
    make.mentee()
    mentee = make.mentee()
    make.client_of(Kind.MENTEE, mentee).patch(f"/mentees/{mentee}", {"right_now": "not_safe"})
    visitor = coordinator(make)
    page = visitor.get("/today")
    assert page.index("Not safe right now") < page.index("waits for someone")
    assert f'href="/mentees/{mentee}#reach"' in page
    done = re.search(r"/today/tasks/[^/]+/done", page)
    assert done is not None
    assert visitor.post(done[0]) == "/today"
    after = visitor.get("/today")
    assert "Not safe right now" not in after
    assert "Thank you for seeing to it" in after


def test_a_day_with_nothing_to_do_says_so_kindly_and_in_spanish_too(make: Making) -> None:
    assert "Everything is seen to" in coordinator(make).get("/today")
    assert "Todo está atendido" in coordinator(make, "es").get("/today")


def test_the_waiting_list_tells_how_long_and_leads_to_the_next_step_a_page_at_a_time(make: Making) -> None:
    agreed = make.mentee()
    not_agreed = make.mentee(consents=[])
    new = make.mentee(status="new")
    visitor = coordinator(make)
    page = visitor.get("/waiting")
    assert f"/mentees/{agreed}/suggestions" in page
    assert f"/mentees/{not_agreed}/consents" in page
    assert new not in page
    assert new in visitor.get("/waiting?status=new")
    assert new in visitor.get("/waiting?status=all")
    for _ in range(50):
        make.mentee()
    following = re.search(r'href="(/waiting\?[^"]*cursor=[^"]+)"', visitor.get("/waiting"))
    assert following is not None
    assert "Back to the beginning" in visitor.get(following[1].replace("&amp;", "&"))
    for odd in ("/waiting?status=odd", "/mentors?cursor=odd"):
        assert visitor.client.get(odd).headers["Location"] == odd.partition("?")[0]


def test_mentors_are_listed_with_places_and_what_ran_out(make: Making) -> None:
    make.match(mentor_id=make.mentor(capacity=3))
    make.mentor(screening=None)
    page = coordinator(make).get("/mentors")
    assert "1 of 3 places in use, 2 free" in page
    assert "screening is not written down" in page


def test_matches_are_counted_by_state_and_tell_whose_turn_it_is(make: Making) -> None:
    ready, asked = make.match(MatchState.ACCEPTED), make.match(MatchState.MENTOR_ACCEPTED)
    visitor = coordinator(make)
    page = visitor.get("/matches")
    assert f"/matches/{ready}/introduce" in page
    assert "Waits for the mentee" in page
    assert re.search(r'Both said yes <span class="count">1</span>', page)
    only = visitor.get("/matches?state=accepted")
    assert ready in only
    assert asked not in only
    assert "No match is in this list" in visitor.get("/matches?state=closed")


def test_no_page_of_a_coordinator_opens_for_others_or_for_another_program(make: Making, app: Flask) -> None:
    other = Making(app, slug="meadow")
    mentee, mentor = other.mentee(), other.mentor()
    match = other.match()
    visitor = coordinator(make)
    for path in (f"/mentees/{mentee}", f"/mentors/{mentor}", f"/matches/{match}"):
        for more in ("", "/edit", "/consents", "/keep-apart", "/answer", "/introduce", "/end"):
            assert visitor.client.get(path + more).status_code == 404, path + more
        for more in ("/moves", "/edit", "/consents", "/invitation", "/answer"):
            assert visitor.client.post(path + more, data=visitor.hidden).status_code in (404, 400), path + more
    own = make.mentee()
    theirs = person(make, Kind.MENTEE, own)
    for path in ("/today", "/waiting", "/mentors", "/matches", f"/mentees/{own}", "/mentees/new"):
        assert theirs.client.get(path).status_code == 403, path
