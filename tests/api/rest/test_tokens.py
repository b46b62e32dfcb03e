"""Signing in for a token, and one's own tokens."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from data.store.people import Kind
from tests.api.rest.asking import NOBODY, add_role, elsewhere, seen
from tests.api.rest.signing_in import PASSWORD, email_of_account, secret_for, set_password, sign_in
from tests.conftest import answer
from tests.making import Client, Making

ROLES_OF_STAFF = ("administrator", "coordinator")
pytestmark = pytest.mark.usefixtures("quick_passwords")


def _staff(make: Making) -> Client:
    """Signed in anew at every call."""
    return make.client(make.token(make.coordinator_email))


def _bearer(make: Making, token: str) -> Client:
    return make.client(token)


def test_a_coordinator_signs_in_for_twelve_hours(make: Making) -> None:
    set_password(make, make.coordinator_email)
    response = sign_in(make, make.coordinator_email.replace("harbor", "HARBOR"))
    token = answer(response, 201)
    assert set(token) == {"token", "expires_at", "role", "program_id", "person_id"}
    assert (token["role"], token["program_id"], token["person_id"]) == ("coordinator", make.program_id, None)
    lasts = datetime.fromisoformat(token["expires_at"]) - datetime.now(UTC)
    assert timedelta(hours=11, minutes=59) < lasts <= timedelta(hours=12)
    assert token["expires_at"].endswith("Z")
    assert response.headers["Location"].startswith("/api/v1/tokens/")
    assert "Set-Cookie" not in response.headers
    answer(_bearer(make, token["token"]).get("/mentees"), 200)


def test_a_mentees_token_names_their_profile(make: Making) -> None:
    mentee_id = make.mentee()
    email = email_of_account(make, Kind.MENTEE, mentee_id)
    set_password(make, email)
    token = answer(sign_in(make, email), 201)
    assert (token["role"], token["person_id"]) == ("mentee", mentee_id)
    assert answer(_bearer(make, token["token"]).get(f"/mentees/{mentee_id}"), 200)["id"] == mentee_id


def test_a_wrong_password_an_unknown_address_and_an_unset_password_look_the_same(make: Making) -> None:
    set_password(make, make.coordinator_email)
    wrong = sign_in(make, make.coordinator_email, "not this one at all")
    assert answer(wrong, 401)["code"] == "wrong_credentials"
    assert wrong.headers["WWW-Authenticate"] == "Bearer"
    unknown = sign_in(make, "nobody@harbor.example.org")
    not_set = sign_in(make, make.administrator_email)
    with_role = sign_in(make, make.coordinator_email, "not this one at all", role="mentor", program_id=NOBODY)
    assert seen(wrong) == seen(unknown) == seen(not_set) == seen(with_role)


def test_several_roles_are_told_only_after_the_password_was_right(make: Making) -> None:
    add_role(make, make.coordinator_email, Kind.MENTOR, mentor_id := make.mentor())
    set_password(make, make.coordinator_email)
    choose = answer(sign_in(make, make.coordinator_email), 409)
    assert choose["code"] == "choose_role"
    assert choose["memberships"] == [
        {"program_id": make.program_id, "program_name": "Program harbor", "role": role}
        for role in ("coordinator", "mentor")
    ]
    assert answer(sign_in(make, make.coordinator_email, "wrong"), 401)["code"] == "wrong_credentials"
    as_mentor = answer(sign_in(make, make.coordinator_email, role="mentor"), 201)
    assert (as_mentor["role"], as_mentor["person_id"]) == ("mentor", mentor_id)


def test_of_several_memberships_the_one_that_is_named_signs_in(make: Making) -> None:
    other, email = elsewhere(make), make.coordinator_email
    here, there = make.program_id, other.program_id
    for program, kind, person_id in ((make, Kind.MENTOR, make.mentor()), (other, Kind.MENTOR, other.mentor())):
        add_role(program, email, kind, person_id)
    set_password(make, email)

    def signed_in(**named: str) -> tuple[str, str]:
        token = answer(sign_in(make, email, **named), 201)
        return token["program_id"], token["role"]

    def not_plain(**named: str) -> list[tuple[str, str]]:
        choose = answer(sign_in(make, email, **named), 409)
        return [(each["program_id"], each["role"]) for each in choose["memberships"]]

    assert signed_in(program_id=there) == (there, "mentor")
    assert signed_in(role="coordinator") == (here, "coordinator")
    assert signed_in(program_id=here, role="mentor") == (here, "mentor")
    every = [(here, "coordinator"), (here, "mentor"), (there, "mentor")]
    unclear = [{}, {"program_id": here}, {"role": "mentor"}, {"role": "mentee"}, {"program_id": NOBODY}]
    for named in (*unclear, {"program_id": there, "role": "coordinator"}):
        assert not_plain(**named) == every, named


def test_a_membership_that_was_taken_away_is_not_offered_and_without_any_nobody_signs_in(make: Making) -> None:
    administrator = make.client(make.token(make.administrator_email))
    email = "rosa@harbor.example.org"
    ids = [answer(administrator.post("/staff", {"email": email, "role": role}), 201)["id"] for role in ROLES_OF_STAFF]
    set_password(make, email)
    assert answer(sign_in(make, email), 409)["code"] == "choose_role"
    assert administrator.delete(f"/staff/{ids[0]}").status_code == 204
    assert answer(sign_in(make, email), 201)["role"] == ROLES_OF_STAFF[1]
    assert administrator.delete(f"/staff/{ids[1]}").status_code == 204
    assert seen(sign_in(make, email)) == seen(sign_in(make, email, "not this one at all"))


def test_a_token_acts_in_one_role_only(make: Making) -> None:
    add_role(make, make.coordinator_email, Kind.MENTOR, mentor_id := make.mentor())
    as_mentor = make.client(make.token(make.coordinator_email, "mentor"))
    answer(as_mentor.get("/mentees"), 403)
    answer(as_mentor.get(f"/mentors/{mentor_id}"), 200)
    answer(as_mentor.get(f"/mentors/{make.mentor()}"), 404)


def test_a_password_is_taken_exactly_as_it_was_typed(make: Making) -> None:
    for password in ("pässwörd\u0000 with a NUL", "  led by spaces  ", "walrus cabinet sorry " + "😀" * 1000):
        set_password(make, make.coordinator_email, password)
        answer(sign_in(make, make.coordinator_email, password), 201)
        answer(sign_in(make, make.coordinator_email, password + " "), 401)


def test_setting_a_password_ends_all_tokens_and_uses_the_secret_up(make: Making, anyone: Client) -> None:
    token = make.token(make.coordinator_email)
    secret = secret_for(make, make.coordinator_email)
    assert anyone.post("/invitations/redemptions", {"secret": secret, "password": PASSWORD}).status_code == 204
    answer(_bearer(make, token).get("/mentees"), 401)
    again = anyone.post("/invitations/redemptions", {"secret": secret, "password": "another of the tests"})
    unknown = anyone.post("/invitations/redemptions", {"secret": "never given", "password": "another of the tests"})
    assert again.status_code == 404
    assert seen(again) == seen(unknown)
    answer(sign_in(make, make.coordinator_email), 201)


def test_ones_own_tokens_are_listed_newest_first(make: Making) -> None:
    older, newer = _staff(make), _staff(make)
    make.token(make.administrator_email)
    listed = answer(newer.get("/tokens"), 200)
    assert listed["next_cursor"] is None
    assert {"id", "created_at", "expires_at"} <= set(listed["items"][0])
    assert "token" not in newer.get("/tokens").get_data(as_text=True).replace("tokens", "")
    created = [token["created_at"] for token in listed["items"]]
    assert created == sorted(created, reverse=True)
    assert answer(older.get("/tokens"), 200) == listed
    assert len(answer(newer.get("/tokens?limit=1"), 200)["items"]) == 1


def test_signing_out_ends_this_token_and_no_other(make: Making) -> None:
    here, elsewhere = _staff(make), _staff(make)
    assert here.delete("/tokens/current").status_code == 204
    answer(here.get("/mentees"), 401)
    answer(elsewhere.get("/mentees"), 200)


def test_one_token_is_ended_by_its_id_and_then_is_not_there(make: Making) -> None:
    here, elsewhere = _staff(make), _staff(make)
    newest = answer(here.get("/tokens"), 200)["items"][0]["id"]
    assert here.delete(f"/tokens/{newest}").status_code == 204
    answer(elsewhere.get("/mentees"), 401)
    answer(here.get("/mentees"), 200)
    assert seen(here.delete(f"/tokens/{newest}")) == seen(here.delete(f"/tokens/{NOBODY}"))


def test_signing_out_everywhere_ends_all_of_ones_own_and_nobody_elses(make: Making) -> None:
    here, elsewhere, colleague = _staff(make), _staff(make), make.client(make.token(make.administrator_email))
    assert here.delete("/tokens").status_code == 204
    answer(here.get("/program"), 401)
    answer(elsewhere.get("/program"), 401)
    answer(colleague.get("/program"), 200)


def test_somebody_elses_token_is_not_there(make: Making) -> None:
    colleague = make.client(make.token(make.administrator_email))
    theirs = answer(colleague.get("/tokens"), 200)["items"][0]["id"]
    other = _staff(make).delete(f"/tokens/{theirs}")
    assert other.status_code == 404
    assert seen(other) == seen(_staff(make).delete(f"/tokens/{NOBODY}"))
    answer(colleague.get("/program"), 200)


def test_a_token_past_its_time_is_as_good_as_none(make: Making) -> None:
    client, nobody = _staff(make), Client(make.app.test_client(), None)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=24, seconds=5), tick=False):
        expired = client.get("/mentees")
        assert answer(expired, 401)["code"] == "unauthenticated"
        assert seen(expired) == seen(nobody.get("/mentees"))


def test_what_is_no_token_is_told_to_sign_in(make: Making, anyone: Client) -> None:
    without = anyone.get("/mentees")
    assert answer(without, 401)["code"] == "unauthenticated"
    assert without.headers["WWW-Authenticate"] == "Bearer"
    for header in ("", "Bearer", "Bearer ", "Basic Y2FzZXk6eA==", "Bearer " + "x" * 600, "Bearer \xff"):
        assert seen(anyone.get("/mentees", headers={"Authorization": header})) == seen(without), header
