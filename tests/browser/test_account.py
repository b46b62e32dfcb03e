"""In, out and one's own account, as people do it in a real browser."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from data.db import transaction
from data.store import accounts, browser_sessions
from data.store.people import Kind
from tests.api.mail.posting import Clock, deliver, files, mailroom_for
from tests.api.rest.signing_in import PASSWORD, email_of_account, secret_for, set_password
from tests.api.services.test_browser_sessions import add_role
from tests.browser.axe import axe
from tests.browser.checks import assert_focus_visible, assert_reflows, assert_targets, weight
from tests.browser.visits import Browse
from tests.making import Making
from tests.visiting import enter
from tests.visiting import secret_for as session_for

Shots = Callable[[Page, str], None]
A_FIRST_VISIT = 60_000
LINK = re.compile(r"/sign-in/link/\S+")
PUBLIC = ("/", "/help", "/privacy", "/sign-in", "/invitation/x")
pytestmark = pytest.mark.usefixtures("quick_passwords")


def mailed_link(app: Flask, folder: Path) -> str:
    """The address in the newest mail, without its host."""
    deliver(app, replace(mailroom_for(Clock(), folder), clock=lambda: datetime.now(UTC)))
    found = [link for file in files(folder) for link in LINK.findall(file.read_text())]
    return found[-1]


def test_what_anybody_may_read_fits_a_phone_in_the_dark_without_script(browse: Browse, make: Making) -> None:
    page = browse("phone", script=False, scheme="dark", locale="es")
    for path in PUBLIC:
        assert weight(page, path) < A_FIRST_VISIT, path
        axe(page)
        assert_targets(page)
        assert_reflows(page)


def test_a_link_by_mail_is_asked_for_and_opened_without_script_and_not_in_another_browser(
    browse: Browse, app: Flask, make: Making, tmp_path: Path, shots: Shots
) -> None:
    email = email_of_account(make, Kind.MENTEE, make.mentee())
    page, other = browse("phone", script=False), browse("phone", expect=[404])
    page.goto("/my-account")
    shots(page, "sign-in-phone-en")
    page.get_by_role("region", name="With a link by mail").get_by_label("Email").fill(email)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    link = mailed_link(app, tmp_path)
    other.goto(link)
    other.get_by_role("button", name="Sign me in").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("This link does not work here")
    axe(other)
    page.goto(link)
    page.get_by_role("button", name="Sign me in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My account")
    axe(page)
    assert_targets(page)
    assert_reflows(page)
    shots(page, "my-account-phone-en")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("/")
    page.goto("/my-account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_an_invitation_a_role_and_a_new_password_by_keyboard(
    browse: Browse, app: Flask, make: Making, shots: Shots
) -> None:
    add_role(make, make.coordinator_email, Kind.MENTOR, make.mentor())
    page = browse("desktop", expect=[422, 404])
    page.goto(f"/invitation/{secret_for(make, make.coordinator_email)}")
    assert_focus_visible(page)
    shots(page, "invitation-desktop-en")
    page.get_by_label("New password").fill("short")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("Show the password").press("Space")
    expect(page.get_by_label("New password")).to_have_attribute("type", "text")
    page.get_by_label("New password").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What are you here for now?")
    axe(page)
    assert_focus_visible(page)
    shots(page, "roles-desktop-en")
    page.get_by_role("button", name="As mentor").press("Enter")
    page.wait_for_url("**/my-match")
    page.goto("/my-account")
    expect(page.get_by_role("banner")).to_contain_text("You act as mentor")
    enter(browse("desktop"), app, session_for(make, make.coordinator_email))
    page.reload()
    axe(page)
    assert_focus_visible(page)
    page.get_by_role("button", name="Sign out there").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("signed out now")
    page.get_by_role("link", name="Change my password").press("Enter")
    axe(page)
    page.get_by_label("The password that you have now").fill(PASSWORD)
    page.get_by_label("New password").fill("lantern gravel mosaic otter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Your new password is set")


@pytest.mark.parametrize("script", [True, False])
def test_whoever_leaves_quickly_is_out_and_back_shows_nothing_private(
    browse: Browse, app: Flask, make: Making, script: bool
) -> None:
    """Somewhere else is a page of our own here: no test goes out."""
    settings = app.config["SETTINGS"]
    elsewhere = f"{settings.base_url}/static/mark.svg"
    app.config["SETTINGS"] = replace(settings, leave_to=elsewhere)
    page = browse("phone", script=script, expect=["net::ERR_ABORTED", "favicon.ico"])
    enter(page, app, session_for(make, make.coordinator_email))
    page.goto("/my-account/password")
    page.goto("/my-account")
    expect(page.get_by_text(make.coordinator_email)).to_be_visible()
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(elsewhere)
    for _ in range(2):
        page.go_back()
        page.wait_for_load_state()
        assert urlsplit(page.url).path in ("/sign-in", "blank"), page.url
        assert make.coordinator_email not in page.content()
    page.goto("/my-account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_form_sent_too_late_waits_while_they_sign_in_by_mail_in_another_tab(
    browse: Browse, app: Flask, make: Making, tmp_path: Path, shots: Shots
) -> None:
    set_password(make, email := email_of_account(make, Kind.MENTEE, make.mentee()))
    page = browse("phone", expect=[400, 401, 404, 422])
    enter(page, app, session_for(make, email))
    session_for(make, email)
    page.goto("/my-account")
    with app.app_context(), transaction(None):
        account = accounts.by_email(email)
        assert account is not None
        browser_sessions.end(account.id, datetime.now(UTC))
    session_for(make, email)
    page.get_by_role("button", name="Sign out everywhere else").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please sign in again")
    axe(page)
    assert_targets(page)
    assert_reflows(page)
    shots(page, "kept-sign-in-phone-en")
    page.get_by_role("button", name="I have signed in").click()
    expect(page.locator(".error-summary")).to_be_focused()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    tab = opened.value
    tab.get_by_role("region", name="With a link by mail").get_by_label("Email").fill(email)
    tab.get_by_role("button", name="Send me a link").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    tab.goto(mailed_link(app, tmp_path))
    tab.get_by_role("button", name="Sign me in").click()
    tab.wait_for_url("**/my-match")
    page.get_by_role("button", name="I have signed in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is lost")
    axe(page)
    shots(page, "kept-send-again-phone-en")
    tab.goto("/my-account")
    expect(tab.get_by_text("Another browser")).to_be_visible()
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_role("status")).to_contain_text("signed out everywhere else")


def test_the_first_page_and_signing_in_on_a_desktop(browse: Browse, make: Making, shots: Shots) -> None:
    page = browse("desktop")
    page.goto("/")
    axe(page)
    assert_focus_visible(page)
    shots(page, "welcome-desktop-en")
    page.goto("/sign-in")
    axe(page)
    assert_focus_visible(page)
    shots(page, "sign-in-desktop-en")
