"""A coordinator's morning, by keyboard alone and on a phone without script."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from api.services.kinds import Kind
from matcher.lifecycle import MatchState
from tests.browser.axe import axe
from tests.browser.checks import assert_focus_visible, assert_reflows, assert_targets, weight
from tests.browser.visits import Browse
from tests.making import Making
from tests.visiting import enter, secret_for

Shots = Callable[[Page, str], None]
A_FIRST_VISIT = 60_000
ARABIC = "عبد الرحمن بن محمد"
LONG = "Wolfeschlegelsteinhausenbergerdorff" * 2
MOST_STOPS = 80


def coordinator(page: Page, app: Flask, make: Making, language: str = "en") -> Page:
    enter(page, app, secret_for(make, make.coordinator_email, "coordinator"), language=language)
    return page


@dataclass
class Morning:
    new: str
    asked: str
    mentor: str


@pytest.fixture
def morning(make: Making) -> Morning:
    not_safe = make.mentee(identity={"preferred_name": ARABIC, "phone": "+13125550142"})
    make.client_of(Kind.MENTEE, not_safe).patch(f"/mentees/{not_safe}", {"right_now": "not_safe"})
    make.mentee(identity={"preferred_name": LONG, "email": "long@person.example.org"})
    mentor = make.mentor(story="It got better, a day at a time.")
    make.mentor(status="applied")
    return Morning(make.mentee(status="new"), make.match(MatchState.MENTOR_ACCEPTED, mentor_id=mentor), mentor)


def reach(page: Page, wanted: Locator) -> None:
    """By the tab key, as somebody without a mouse does."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the tab key never came to {wanted}")


def press(page: Page, wanted: Locator) -> None:
    reach(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, name: str) -> None:
    """A radio button: the tab key comes to its group, the arrow keys go through it."""
    wanted = page.get_by_role("radio", name=name)
    reach(page, page.locator(f"input[name='{wanted.get_attribute('name')}']").first)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Space")
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
        if wanted.is_checked():
            return
    raise AssertionError(f"the arrow keys never came to {name}")


def test_a_morning_by_keyboard(browse: Browse, app: Flask, make: Making, morning: Morning, shots: Shots) -> None:
    page = coordinator(browse("desktop", expect=[422]), app, make)
    page.goto("/today")
    expect(page.locator(".row").first).to_contain_text("Not safe right now")
    axe(page)
    assert_focus_visible(page)
    shots(page, "today-desktop-en")
    page.goto("/today")
    press(page, page.get_by_role("button", name="Done").first)
    expect(page.get_by_role("status")).to_contain_text("Thank you")
    expect(page.locator("main")).not_to_contain_text("Not safe right now")

    press(page, page.locator(f".steps a[href='/mentees/{morning.new}']"))
    axe(page)
    press(page, page.get_by_role("button", name="Welcome"))
    expect(page.locator(".tag").first).to_have_text("waiting")
    press(page, page.get_by_role("button", name="Invite by mail"))
    expect(page.get_by_text("An invitation is on its way.")).to_be_visible()
    axe(page)
    shots(page, "mentee-desktop-en")

    page.goto(f"/matches/{morning.asked}")
    axe(page)
    press(page, page.get_by_role("link", name="Write down an answer"))
    press(page, page.get_by_role("button", name="Write it down"))
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    choose(page, "the mentee")
    choose(page, "by phone")
    choose(page, "Yes, and they agree")
    shots(page, "answer-desktop-en")
    press(page, page.get_by_role("button", name="Write it down"))
    press(page, page.get_by_role("link", name="Introduce them"))
    axe(page)
    shots(page, "introduce-desktop-en")
    press(page, page.get_by_role("button", name="Introduce them"))
    expect(page.locator(".tag").first).to_have_text("Introduced")
    axe(page)
    shots(page, "match-desktop-en")


def test_every_page_fits_a_phone_in_the_dark_without_script(
    browse: Browse, app: Flask, make: Making, morning: Morning, shots: Shots
) -> None:
    page = coordinator(browse("phone", script=False, scheme="dark"), app, make, "es")
    mentor, match = f"/mentors/{morning.mentor}", f"/matches/{morning.asked}"
    every = ["/today", "/waiting", "/mentors", "/matches", "/matches?state=closed", "/mentees/new", mentor, match]
    every += [f"{mentor}/{more}" for more in ("edit", "consents", "keep-apart")]
    every += [f"{match}/{more}" for more in ("answer", "end")]
    for path in every:
        page.goto(path)
        axe(page)
        assert_targets(page)
    for path in ("/today", "/waiting", mentor, match):
        page.goto(path)
        assert_reflows(page)
        shots(page, f"{path.strip('/').split('/')[0]}-phone-dark-es")
    assert weight(page, "/today") < A_FIRST_VISIT


def test_nothing_to_do_is_a_page_too(browse: Browse, app: Flask, make: Making, shots: Shots) -> None:
    page = coordinator(browse("desktop"), app, make)
    for path in ("/today", "/waiting", "/mentors", "/matches"):
        page.goto(path)
        axe(page)
    page.goto("/today")
    shots(page, "today-empty-desktop-en")
