"""What a stranger, or one of the two, could try with an address that is not theirs: it opens and shuts nothing."""

from typing import Any

from data.db import transaction
from data.store import accounts
from data.store.people import Kind
from matcher.lifecycle import MatchState
from tests.api.mail.posting import rows
from tests.api.rest.asking import LEAST, coordinator, counted, seen
from tests.api.rest.signing_in import PASSWORD, delivered, redeem, set_password, sign_in
from tests.conftest import answer
from tests.making import Client, Making

ANOTHER = "four calm otters row home"
INTAKES = "/programs/harbor/intakes"


def _form(email: str, **more: Any) -> dict[str, Any]:
    return {"adult": True, **LEAST, "identity": {"preferred_name": "Sam", "email": email}, **more}


def _nobody(make: Making) -> Client:
    return Client(make.app.test_client(), None)


def test_a_form_with_somebody_s_address_is_no_way_to_their_account(make: Making) -> None:
    email = make.coordinator_email
    set_password(make, email)
    answer(_nobody(make).post(INTAKES, _form(email)), 202)
    (row,) = answer(coordinator(make).get("/mentees"), 200)["items"]
    secret = delivered(make, Kind.MENTEE, row["id"])
    assert redeem(make, secret, ANOTHER).status_code == 422
    answer(sign_in(make, email, ANOTHER), 401)
    token = answer(sign_in(make, email), 201)["token"]
    changed = make.client(token).put("/me/password", {"current_password": PASSWORD, "password": ANOTHER})
    assert changed.status_code == 204
    # Whatever was mailed before the change of the password opens nothing any more.
    for password in (PASSWORD, ANOTHER):
        assert redeem(make, secret, password).status_code == 404


def test_an_address_that_a_party_wrote_takes_no_right_of_a_coordinator_away(make: Making) -> None:
    mentee_id, mentor_id = make.mentee(), make.mentor()
    match_id = make.match(MatchState.INTRODUCED, mentee_id=mentee_id, mentor_id=mentor_id)
    mentor = make.client_of(Kind.MENTOR, mentor_id)
    answer(mentor.patch(f"/mentors/{mentor_id}", {"identity": {"email": make.coordinator_email}}), 200)
    staff = coordinator(make)
    answer(staff.post(f"/matches/{match_id}/moves", {"action": "close", "reason": "safety"}), 200)
    answer(staff.post(f"/mentors/{mentor_id}/moves", {"action": "retire"}), 200)
    answer(staff.patch(f"/mentors/{mentor_id}", {"identity": {"email": "theirs@example.org"}}), 200)


def test_whoever_has_the_address_of_a_party_is_not_shown_what_the_other_said(make: Making) -> None:
    mentor_id = make.mentor()
    match_id = make.match(MatchState.MENTEE_ACCEPTED, mentor_id=mentor_id)
    staff = coordinator(make)
    answer(staff.patch(f"/mentors/{mentor_id}", {"identity": {"email": make.coordinator_email}}), 200)
    assert answer(staff.get(f"/matches/{match_id}"), 200)["state"] == "asked"
    assert answer(staff.get(f"/matches/{match_id}/events"), 403)
    # Nor do the pages of a list tell it, by where they end.
    make.match(MatchState.MENTEE_ACCEPTED)
    page = answer(staff.get("/matches?state=mentee_accepted&limit=1"), 200)
    assert len(page["items"]) == 1 and page["next_cursor"] is None


def test_nobody_can_tell_how_often_an_address_was_asked_for_and_its_owner_is_heard(make: Making) -> None:
    asked, unused = "asked@example.org", "unused@example.org"
    for _ in range(5):
        answer(_nobody(make).post(INTAKES, _form(asked)), 202)
    theirs = _nobody(make).post(INTAKES, _form(asked, right_now="not_safe"))
    assert seen(theirs) == seen(_nobody(make).post(INTAKES, _form(unused)))
    assert counted(make, "mentees") == {"mentees": 7}
    assert len([row for row in rows(make) if row.notice == "invitation"]) == 6
    assert [row.notice for row in rows(make) if row.channel == "task"] == ["not_safe"]


def test_pausing_over_and_over_fills_nobody_s_mailbox(make: Making) -> None:
    match_id = make.match(MatchState.ACTIVE)
    mentee = next(client for party, client in make.party_clients(match_id).items() if party == "mentee")
    before = counted(make, "outbox")["outbox"]
    for action in ("pause", "resume") * 5:
        answer(mentee.post(f"/matches/{match_id}/moves", {"action": action}), 200)
    assert counted(make, "outbox")["outbox"] == before + 2


def test_one_spelling_of_an_address_is_shown_whichever_was_known_before(make: Making) -> None:
    with make.app.app_context(), transaction(None):
        accounts.add("Rosa.Known@example.org", make.act().now)
    admin = make.client(make.token(make.administrator_email))
    known, new = (
        answer(admin.post("/staff", {"email": email, "role": "coordinator"}), 201)["email"]
        for email in ("rosa.KNOWN@example.org", "rosa.NEW@example.org")
    )
    assert (known, new) == ("rosa.known@example.org", "rosa.new@example.org")
