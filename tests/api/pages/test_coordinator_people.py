"""A person's page: what a coordinator sees and does there."""

import re

from api.services.kinds import Kind
from data.db import transaction
from data.ids import new_id
from data.store import accounts
from matcher.lifecycle import MatchState
from tests.making import Making
from tests.visiting import Visitor, coordinator, person

ARABIC = "عبد الرحمن"
LONG = "Wolfeschlegelsteinhausenbergerdorff" * 2


def buttons(page: str) -> list[str]:
    return re.findall(r'name="action" value="(\w+)"', page)


def test_a_mentee_is_moved_by_the_buttons_that_are_there(make: Making) -> None:
    mentee = make.mentee(status="new")
    visitor, here = coordinator(make), f"/mentees/{mentee}"
    for action, then in (
        ("welcome", ["hold", "end"]),
        ("hold", ["release", "end"]),
        ("release", ["hold", "end"]),
        ("end", ["return"]),
        ("return", ["hold", "end"]),
    ):
        assert action in buttons(visitor.get(here))
        assert visitor.post(f"{here}/moves", action=action) == here
        assert buttons(visitor.get(here)) == then, action


def test_a_mentor_is_brought_in_step_by_step(make: Making) -> None:
    mentor = make.mentor(status="applied")
    visitor, here = coordinator(make), f"/mentors/{mentor}"
    for action in ("screen", "train", "activate", "pause", "resume", "retire", "return"):
        assert action in buttons(visitor.get(here)), action
        assert visitor.post(f"{here}/moves", action=action) == here
    other = make.mentor(status="applied")
    visitor.get(f"/mentors/{other}")
    visitor.post(f"/mentors/{other}/moves", action="decline_application")
    assert buttons(visitor.get(f"/mentors/{other}")) == []


def test_a_step_that_is_not_possible_any_more_is_told_on_the_page(make: Making) -> None:
    mentee = make.mentee()
    visitor = coordinator(make)
    visitor.get(f"/mentees/{mentee}")
    page = visitor.post(f"/mentees/{mentee}/moves", 422, action="welcome")
    assert 'href="#f-moves"' in page
    assert "hold" in buttons(page)
    assert 'href="#f-action"' in visitor.post(f"/mentees/{mentee}/moves", 422, action="introduce")


def test_a_person_is_shown_whole_and_named_in_no_title(make: Making) -> None:
    identity = {"preferred_name": ARABIC, "email": "far@person.example.org", "phone": "+13125550142"}
    mentee = make.mentee(identity=identity, keep_apart_words="Not my cousin", goals=["sleep"], interests=[])
    make.match(MatchState.ACCEPTED, mentee_id=mentee)
    page = coordinator(make).get(f"/mentees/{mentee}")
    title = re.search(r"<title>(.*?)</title>", page)
    assert title is not None
    assert ARABIC not in title[1]
    for words in (f"<bdi>{ARABIC}</bdi>", "tel:+13125550142", "Not my cousin", "Both said yes", "Mon 17:00–22:00"):
        assert words in page, words


def test_what_is_written_down_is_changed_and_a_change_of_another_is_not_overwritten(make: Making) -> None:
    mentor = make.mentor()
    here = f"/mentors/{mentor}"
    visitor, colleague = coordinator(make), coordinator(make)
    fields = {
        "identity.preferred_name": LONG,
        "identity.email": "new@person.example.org",
        "identity.phone": "",
        "availability.time_zone": "America/Denver",
        "external_id": "M-1",
        "training.completed_on": "2026-02-01",
        "training.expires_on": "2027-02-01",
    }
    colleague.get(f"{here}/edit")
    visitor.get(f"{here}/edit")
    assert visitor.post(f"{here}/edit", **fields) == here
    page = visitor.get(here)
    for words in (LONG, "new@person.example.org", "America/Denver", "M-1", "until Feb 1, 2027"):
        assert words in page, words
    late = colleague.post(f"{here}/edit", 422, **{**fields, "external_id": "M-2"})
    assert "changed this" in late
    assert 'value="M-2"' in late
    assert colleague.post(f"{here}/edit", **{**fields, "external_id": "M-2"}) == here
    wrong = visitor.post(f"{here}/edit", 422, **{**fields, "identity.email": "", "training.expires_on": "2025-01-01"})
    assert 'href="#f-identity-email"' in wrong or 'href="#f-training-expires_on"' in wrong


def test_somebody_is_added_with_the_least_and_what_lacks_is_told(make: Making) -> None:
    visitor = coordinator(make)
    for kind, status in (("mentees", "new"), ("mentors", "training")):
        visitor.get(f"/{kind}/new")
        least = {"availability.time_zone": "America/Chicago", "status": status, "identity.preferred_name": "Jo"}
        page = visitor.post(f"/{kind}/new", 422, **least | {"identity.email": "", "identity.phone": ""})
        assert 'href="#f-identity-email"' in page
        assert 'value="Jo"' in page
        place = visitor.post(f"/{kind}/new", 303, **least | {"identity.phone": "312 555 0142"})
        assert "They have not been invited yet" in visitor.get(place)


def test_consents_are_written_down_and_taken_back(make: Making) -> None:
    mentee = make.mentee(consents=[])
    here, visitor = f"/mentees/{mentee}", coordinator(make)
    assert "We may use your answers" in visitor.get(f"{here}/consents")
    assert 'href="#f-purpose"' in visitor.post(f"{here}/consents", 422, how="phone")
    assert visitor.post(f"{here}/consents", purpose="matching", how="phone", given_on="") == here
    page = visitor.get(here)
    taking_back = re.search(rf"{here}/consents/[^/]+/revocation", page)
    assert taking_back is not None
    visitor.post(taking_back[0])
    assert "taken back on" in visitor.get(here)


def test_an_invitation_is_sent_once_however_often_the_button_is_tapped(make: Making) -> None:
    mentee = make.mentee()
    here, visitor = f"/mentees/{mentee}", coordinator(make)
    visitor.get(here)
    visitor.post(f"{here}/invitation")
    visitor.post(f"{here}/invitation")
    assert "An invitation is on its way" in visitor.get(here)
    audit = make.client().get(f"/mentees/{mentee}/invitation").get_json()
    assert audit["state"] == "queued"
    called = make.mentee(identity={"preferred_name": "Phone", "phone": "+13125550142"})
    assert "There is no email address" in visitor.get(f"/mentees/{called}")
    assert 'href="#f-invitation"' in visitor.post(f"/mentees/{called}/invitation", 422)


def test_two_are_kept_apart_and_may_be_matched_again(make: Making) -> None:
    mentee, mentor = make.mentee(), make.mentor()
    visitor = coordinator(make)
    visitor.get(f"/mentees/{mentee}/keep-apart")
    assert 'href="#f-mentor_id"' in visitor.post(f"/mentees/{mentee}/keep-apart", 422, mentor_id="")
    visitor.post(f"/mentees/{mentee}/keep-apart", mentor_id=mentor)
    page = visitor.get(f"/mentors/{mentor}")
    undo = re.search(rf"/mentors/{mentor}/keep-apart/[^/]+/undo", page)
    assert undo is not None
    visitor.post(undo[0])
    assert "nobody whom they are kept apart from" in visitor.get(f"/mentees/{mentee}")


def test_a_story_is_shown_once_it_was_read_and_a_newer_one_is_read_again(make: Making) -> None:
    mentor = make.mentor(story="It got better.")
    here, visitor = f"/mentors/{mentor}", coordinator(make)
    assert "It is not shown before" in visitor.get(here)
    make.client_of(Kind.MENTOR, mentor).patch(here, {"story": "It got much better."})
    assert "Somebody changed this" in visitor.post(f"{here}/story", 422, story_approved="true")
    visitor.post(f"{here}/story", story_approved="true")
    assert "You have read it, and it is shown." in visitor.get(here)


def test_a_coordinator_does_not_move_or_edit_their_own_profile(make: Making) -> None:
    mentor = make.mentor()
    act = make.act()
    with make.app.app_context(), transaction(make.program_id):
        account = accounts.find(make.coordinator.account_id)
        assert account is not None
        accounts.add_membership(account, make.program_id, "mentor", act.now, mentor_id=mentor)
    visitor = coordinator(make)
    page = visitor.get(f"/mentors/{mentor}")
    assert "This is your own profile" in page
    assert buttons(page) == []
    assert "This is not yours to do" in visitor.post(f"/mentors/{mentor}/moves", 403, action="pause")
    assert visitor.client.get(f"/mentors/{new_id()}").status_code == 404


def test_the_person_themselves_sees_none_of_this_page(make: Making) -> None:
    mentor = make.mentor()
    themselves: Visitor = person(make, Kind.MENTOR, mentor)
    assert themselves.client.get(f"/mentors/{mentor}").status_code == 403
