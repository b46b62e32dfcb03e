"""One's own account, invitations, roles, languages and the first page."""

import re

import pytest

from data.store.people import Kind
from tests.api.rest.signing_in import PASSWORD, email_of_account, secret_for, set_password
from tests.api.services.test_browser_sessions import add_role
from tests.api.services.test_sign_in_links import invited
from tests.making import Making
from tests.visiting import Visitor, coordinator
from tests.visiting import secret_for as session_for

ANOTHER = "lantern gravel mosaic otter"
SESSION = re.compile(r'name="session" value="([^"]+)"')
MEMBERSHIP = re.compile(r'name="membership" value="([^"]+)"')
TOKEN = re.compile(r'csrf_token" value="[^"]+"')
pytestmark = pytest.mark.usefixtures("quick_passwords")


def test_the_first_page_leads_to_the_forms_of_the_only_program_and_names_none_of_several(make: Making) -> None:
    page = Visitor(make.app).get("/")
    assert 'href="/join/harbor"' in page and 'href="/apply/harbor"' in page
    Making(make.app, "elsewhere")
    page = Visitor(make.app).get("/")
    assert "harbor" not in page and "elsewhere" not in page and "has a link of its own" in page
    assert coordinator(make).client.get("/").headers["Location"] == "/today"


def test_an_invitation_leads_to_a_password_and_in(make: Making) -> None:
    secret = secret_for(make, make.coordinator_email)
    visitor = Visitor(make.app)
    shown = visitor.get(f"/invitation/{secret}")
    assert TOKEN.sub("", shown).replace(secret, "unknown") == TOKEN.sub("", visitor.get("/invitation/unknown"))
    path = f"/invitation/{secret}"
    assert "Please type a password." in visitor.post(path, 422)
    page = visitor.post(path, 422, password="too short")
    assert "<title>Error: Choose a password" in page and "too short" not in page
    assert "Here you need a password" in visitor.post(f"{path}/without-password", 422)
    assert visitor.post(path, password=PASSWORD) == "/today"
    assert make.coordinator_email in visitor.get("/my-account")
    assert "This link is over" in visitor.post(path, 404, password=PASSWORD)
    assert "This link is over" in visitor.post("/invitation/unknown", 404, password=PASSWORD)
    assert "This link is over" in visitor.post("/invitation/unknown/without-password", 404)


def test_an_invited_person_may_do_without_a_password_and_choose_one_later(make: Making) -> None:
    person_id = make.mentee(identity={"preferred_name": "Sam", "email": "sam@person.example.org"})
    path = f"/invitation/{invited(make, Kind.MENTEE, person_id)}"
    visitor = Visitor(make.app, language="es")
    visitor.get(path)
    assert visitor.post(f"{path}/without-password") == "/my-match"
    assert "entra con enlaces por correo" in visitor.get("/my-account")
    assert "current_password" not in visitor.get("/my-account/password")
    assert visitor.post("/my-account/password", password=ANOTHER) == "/my-account"
    assert "Su contraseña nueva" in visitor.get("/my-account")
    again = Visitor(make.app)
    again.get("/sign-in")
    assert again.post("/sign-in", email="sam@person.example.org", password=ANOTHER) == "/my-match"
    # Another profile at the same address: the password that is there is asked for.
    other = make.mentor(identity={"preferred_name": "Sam", "email": "sam@person.example.org"})
    path = f"/invitation/{invited(make, Kind.MENTOR, other)}"
    again.get(path)
    assert "Use its password here" in again.post(path, 422, password=PASSWORD)
    assert "Use its password here" in again.post(f"{path}/without-password", 422)
    assert again.post(path, password=ANOTHER).startswith("/roles")


def test_sessions_are_listed_and_ended_one_by_one_or_all_others(make: Making) -> None:
    visitor = coordinator(make)
    other, third = (session_for(make, make.coordinator_email) for _ in range(2))
    make.token(make.coordinator_email)
    page = visitor.get("/my-account")
    assert page.count("This browser") == 1 and page.count("Another browser") == 2 and "for other programs" in page
    assert "Signed in 0" not in page
    for session_id in SESSION.findall(page)[:1] * 2:
        assert visitor.post("/my-account/sessions/end", session=session_id) == "/my-account"
    assert visitor.get("/my-account").count("Another browser") == 1
    assert visitor.post("/my-account/sessions/end-others") == "/my-account"
    page = visitor.get("/my-account")
    assert "Another browser" not in page and "other programs" not in page
    assert {Visitor(make.app, each).client.get("/my-account").status_code for each in (other, third)} == {303}


def test_a_changed_password_signs_out_everywhere_else(make: Making) -> None:
    set_password(make, make.coordinator_email)
    visitor, other = (Visitor(make.app) for _ in range(2))
    for each in (visitor, other):
        each.get("/sign-in")
        each.post("/sign-in", email=make.coordinator_email, password=PASSWORD)
    old = session_of(visitor)
    visitor.get("/my-account/password")
    for fields, told in (
        ({"password": ANOTHER}, "the password that you have now"),
        ({"current_password": ANOTHER, "password": ANOTHER}, "not the password that you have now"),
        ({"current_password": PASSWORD}, "Please type a password."),
        ({"current_password": PASSWORD, "password": "short"}, "15 characters or more"),
    ):
        page = visitor.post("/my-account/password", 422, **fields)
        assert told in page and ANOTHER not in page and PASSWORD not in page
    assert visitor.post("/my-account/password", current_password=PASSWORD, password=ANOTHER) == "/my-account"
    assert "All other browsers are signed out." in visitor.get("/my-account")
    assert session_of(visitor) != old
    for secret in (old, session_of(other)):
        assert Visitor(make.app, secret).client.get("/my-account").status_code == 303


def session_of(visitor: Visitor) -> str:
    with visitor.client.session_transaction() as session:
        return str(session["_user_id"])


def test_whoever_has_two_roles_chooses_and_sees_in_which_they_act(make: Making) -> None:
    add_role(make, make.coordinator_email, Kind.MENTOR, make.mentor())
    set_password(make, make.coordinator_email)
    visitor = Visitor(make.app)
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", email=make.coordinator_email, password=PASSWORD) == "/roles"
    page = visitor.get("/roles?next=/my-week")
    assert "You act as coordinator" in page and page.count("You act in this role now.") == 1
    first, second = MEMBERSHIP.findall(page)
    before = session_of(visitor)
    assert "There is nothing here" in visitor.post("/roles", 404, membership="unknown")
    first_place = visitor.post("/roles", membership=first)
    visitor.get("/roles")
    assert {first_place, visitor.post("/roles", membership=second)} == {"/today", "/my-match"}
    assert Visitor(make.app, before).client.get("/my-account").status_code == 303
    alone = Visitor(make.app, session_for(make, email_of_account(make, Kind.MENTEE, make.mentee())))
    assert "You act as <" not in alone.get("/my-account") and 'href="/roles"' not in alone.get("/my-account")


def test_a_language_is_chosen_on_any_page_and_leads_back_to_it(make: Making) -> None:
    visitor = Visitor(make.app)
    visitor.get("/sign-in?next=/my-week")
    assert visitor.post("/language", language="es", next="/sign-in?next=/my-week") == "/sign-in?next=/my-week"
    page = visitor.get("/sign-in?next=/my-week")
    assert '<html lang="es">' in page and "Con un enlace por correo" in page
    assert visitor.post("/language", language="xx", next="/sign-out") == "/"
    assert visitor.post("/language", language="es", next="//evil.example") == "/"
    assert '<html lang="es">' in visitor.get("/help")
