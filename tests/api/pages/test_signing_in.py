"""In and out of the pages, seen with an attacker's eye as well."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from api.app import create_app
from api.pages.kept import is_local
from api.services.mailing.mailroom import Mailroom
from data.db import reading
from data.store import redeeming
from data.store.people import Kind
from tests.api.mail.posting import Clock, deliver, files, mailroom_for, resets
from tests.api.rest.signing_in import PASSWORD, email_of_account, set_password
from tests.api.services.test_browser_sessions import add_role
from tests.conftest import settings
from tests.making import Making
from tests.visiting import Visitor, coordinator, person, secret_for

LINK = re.compile(r"/sign-in/link/(\S+)")
pytestmark = pytest.mark.usefixtures("quick_passwords")


def sign_in(visitor: Visitor, email: str, password: str = PASSWORD, status: int = 303, **more: str) -> str:
    visitor.get("/sign-in")
    return visitor.post("/sign-in", status, email=email, password=password, **more)


def cookie(visitor: Visitor) -> dict[str, Any]:
    with visitor.client.session_transaction() as session:
        return dict(session)


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("/my-week?from=2026-11-24", True), ("/matches/x", True), ("//evil.example", False), ("///evil.example", False),
        ("/\\evil.example", False), ("\\\\evil.example", False), ("/\t/evil.example", False), ("/\x00/evil", False),
        ("https://evil.example", False), ("javascript:alert(1)", False), (" //evil.example", False), ("", False),
    ],
)  # fmt: skip
def test_only_a_path_of_ours_is_gone_back_to(path: str, ours: bool) -> None:
    assert is_local(path) == ours


def test_a_password_leads_to_what_was_wanted_and_nowhere_else(make: Making) -> None:
    set_password(make, make.coordinator_email)
    visitor = Visitor(make.app)
    assert visitor.client.get("/my-account?a=2").headers["Location"] == "/sign-in?next=/my-account?a%3D2"
    page = sign_in(visitor, make.coordinator_email, "not the right password", 422, next="/my-account")
    assert "<title>Error: Sign in" in page and "not the right password" not in page
    assert 'name="next" value="/my-account"' in page and f'value="{make.coordinator_email}"' in page
    assert sign_in(visitor, "nobody@nowhere.example.org", status=422, next="/my-account") == page.replace(
        make.coordinator_email, "nobody@nowhere.example.org"
    ).replace(*tokens(page, visitor))
    assert sign_in(visitor, make.coordinator_email, next="/my-account") == "/my-account"
    assert visitor.client.get("/sign-in?next=/my-account").headers["Location"] == "/my-account"
    assert 'name="next" value=""' in visitor.get("/sign-in?next=///evil.example")
    assert sign_in(Visitor(make.app), make.coordinator_email, next="///evil.example") == "/today"


def tokens(page: str, visitor: Visitor) -> tuple[str, str]:
    """The token in the page, which changes with every page though it stands for the same."""
    found = re.search(r'csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found.group(1), visitor.hidden["csrf_token"]


def test_signing_in_leaves_nothing_of_whoever_had_the_browser_before(make: Making) -> None:
    """Neither a secret that somebody planted, nor the session of another, nor their form's token."""
    set_password(make, make.coordinator_email)
    planted = secret_for(make, make.administrator_email)
    visitor = Visitor(make.app, planted, "es")
    visitor.get("/help")
    before = cookie(visitor)
    assert visitor.post("/sign-in", email=make.coordinator_email, password=PASSWORD) == "/today"
    after = cookie(visitor)
    assert after["_user_id"] != planted and after.get("csrf_token") != before["csrf_token"]
    assert after["language"] == "es"
    assert Visitor(make.app, planted).client.get("/my-account").status_code == 303
    stale = visitor.client.post("/sign-out", data={"csrf_token": visitor.hidden["csrf_token"]})
    assert stale.status_code == 400
    # What /leave clears is all that the browser had.
    response = visitor.client.get("/leave")
    assert response.headers["Location"] == make.app.config["SETTINGS"].leave_to
    assert set(cookie(visitor)) == {"language"}
    assert visitor.client.get("/my-account").status_code == 303


def test_a_form_sent_after_the_session_is_over_is_sent_once_they_have_signed_in_again(make: Making) -> None:
    """In the role that they had; and nothing is done before."""
    mentor_id = make.mentor()
    add_role(make, make.coordinator_email, Kind.MENTOR, mentor_id)
    set_password(make, make.coordinator_email)
    secret = secret_for(make, make.coordinator_email, "mentor")
    visitor = Visitor(make.app, secret)
    visitor.get("/my-account")
    typed = {"session": "x", "words": 'what I "wrote" <here>', "several": ["one", "two"]}
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=31), tick=False):
        page = visitor.post("/my-account/sessions/end", 401, **typed)
        kept = {"kept_path": "/my-account/sessions/end", "kept:words": typed["words"], "kept:several": ["one", "two"]}
        assert 'name="kept:words" value="what I &#34;wrote&#34; &lt;here&gt;"' in page
        assert 'name="kept:several" value="one"' in page and 'name="kept:several" value="two"' in page
        page = visitor.post("/sign-in", 422, email=make.coordinator_email, password="wrong", **kept)
        assert 'name="kept:several" value="two"' in page
        page = visitor.post("/sign-in/again", 422, **kept)
        assert 'name="kept:several" value="two"' in page and "not signed in yet" in page
        page = visitor.post("/sign-in", 200, email=make.coordinator_email, password=PASSWORD, **kept)
        assert 'action="/my-account/sessions/end"' in page and "It is not sent yet" in page
        assert 'name="several" value="one"' in page and 'name="several" value="two"' in page
        assert "kept:" not in page and PASSWORD not in page
        assert visitor.client.get("/").headers["Location"] == "/my-match"
        # Signed in in another tab: the page that kept the form has a token of before.
        old = Visitor(make.app, cookie(visitor)["_user_id"])
        page = old.post("/sign-in/again", 200, **kept)
        assert 'name="several" value="two"' in page
        page = old.client.post("/sign-in/again", data={"csrf_token": "old", **kept}).get_data(as_text=True)
        assert 'action="/my-account/sessions/end"' in page and "kept:" not in page


def test_a_password_is_never_kept_in_a_page(make: Making) -> None:
    visitor = coordinator(make)
    visitor.get("/my-account/password")
    response = visitor.client.post("/my-account/password", data={"csrf_token": "old", "password": "a secret of mine"})
    assert response.headers["Location"] == "/my-account/password"
    assert "type it once more" in visitor.get("/my-account/password")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=31), tick=False):
        page = visitor.post("/my-account/password", 401, password="a secret of mine")
    assert 'name="next" value="/my-account/password"' in page and "a secret of mine" not in page


def test_a_form_without_word_of_where_it_comes_from_is_judged_by_its_origin(make: Making) -> None:
    for origin, status in (("http://localhost", 303), ("https://evil.example", 400), ("null", 400)):
        visitor = coordinator(make)
        visitor.get("/my-account")
        response = visitor.client.post("/sign-out", data=visitor.hidden, headers={"Origin": origin})
        assert response.status_code == status, origin


def test_a_link_by_mail_signs_in_the_browser_that_asked_and_leads_to_what_was_wanted(
    make: Making, tmp_path: Path
) -> None:
    email = email_of_account(make, Kind.MENTEE, make.mentee())
    visitor, other, stranger = (Visitor(make.app) for _ in range(3))
    asked = visitor.post("/sign-in/link", address=email, next="/my-answers")
    assert stranger.post("/sign-in/link", address="nobody@nowhere.example.org", next="/x") == asked
    assert "in this same browser" in visitor.get(asked)
    assert "<title>Error" in visitor.post("/sign-in/link", 422, address="no address")
    assert other.post("/sign-in/link", address=email) == asked
    deliver(make.app, room_of_now(tmp_path))
    links = [LINK.findall(file.read_text())[0] for file in files(tmp_path)]
    assert len(links) == 2
    (mine,) = [link for link in links if is_of(make, link, cookie(visitor)["browser"])]
    (theirs,) = [link for link in links if link != mine]
    shown = visitor.get(f"/sign-in/link/{mine}")
    unknown = visitor.get("/sign-in/link/unknown")
    assert shown.replace(mine, "unknown").replace(*tokens(shown, visitor)) == unknown
    over = [visitor.post(f"/sign-in/link/{secret}", 404) for secret in (theirs, "unknown")]
    assert "Ask for a new one here" in over[0]
    assert visitor.post(f"/sign-in/link/{mine}") == "/my-answers"
    assert "browser" not in cookie(visitor)
    visitor.get("/my-account")
    assert visitor.post("/sign-out") == "/"
    visitor.get("/help")
    assert "Ask for a new one here" in visitor.post(f"/sign-in/link/{mine}", 404)


def room_of_now(folder: Path) -> Mailroom:
    """With the clock of the pages: a link lasts ten minutes from when its mail sets out."""
    return replace(mailroom_for(Clock(), folder), clock=lambda: datetime.now(UTC))


def is_of(make: Making, link: str, browser: str) -> bool:
    with make.app.app_context(), reading(None):
        return redeeming.lock_sign_in(link, browser, datetime.now(UTC)) is not None


def test_many_asks_for_one_address_are_answered_alike_and_mailed_five_times(make: Making) -> None:
    email = email_of_account(make, Kind.MENTEE, make.mentee())
    visitor = Visitor(make.app)
    answers = {visitor.post("/sign-in/link", address=email) for _ in range(8)}
    assert len(answers) == 1 and len(resets(make)) == 5
    visitor.get("/password/forgotten")
    assert visitor.post("/password/forgotten", email=email) == "/password/look-into-your-mail"
    assert visitor.post("/password/forgotten", email="nobody@nowhere.example.org") == "/password/look-into-your-mail"
    assert len(resets(make)) == 6


def test_the_cookie_is_for_this_host_over_tls_and_no_script_reads_it(tmp_path: Path) -> None:
    app = create_app(replace(settings(f"sqlite:///{tmp_path}/none/none.sqlite"), base_url="https://a.example.org"))
    response = app.test_client().get("/sign-in", base_url="https://a.example.org")
    said = response.headers["Set-Cookie"]
    assert said.startswith("__Host-alongside=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(said.split("; "))
    assert "Domain" not in said and "Expires" not in said and "Max-Age" not in said
    assert response.headers["Cache-Control"] == "no-store" and "Cookie" in response.headers["Vary"]


def test_help_and_privacy_are_there_while_the_storage_is_away_and_nobody_is_signed_out(
    tmp_path: Path, make: Making
) -> None:
    visitor = coordinator(make)
    secret = cookie(visitor)["_user_id"]
    app: Flask = create_app(settings(f"sqlite:///{tmp_path}/none/none.sqlite"))
    for path in ("/help", "/help?program=harbor", "/privacy", "/"):
        page = Visitor(app, secret).get(path)
        assert 'href="tel:988"' in page
    away = Visitor(app, secret)
    assert 'href="tel:988"' in away.get("/my-account", 503)
    assert cookie(away)["_user_id"] == secret
    assert "833-846-5669" in Visitor(make.app).get("/help?program=harbor")
    assert "833-846-5669" in person(make, Kind.MENTEE, make.mentee()).get("/help")
    assert "833-846-5669" not in Visitor(make.app).get("/help?program=nowhere")
