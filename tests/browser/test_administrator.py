"""An administrator sets the program up."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.axe import axe
from tests.browser.checks import assert_focus_visible, assert_reflows, assert_targets, weight
from tests.browser.visits import Browse
from tests.making import Making
from tests.visiting import enter, secret_for

Shots = Callable[[Page, str], None]
A_FIRST_VISIT = 60_000


def administrator(page: Page, app: Flask, make: Making, language: str = "en") -> Page:
    enter(page, app, secret_for(make, make.administrator_email, "administrator"), language=language)
    return page


def test_settings_staff_and_weights_by_keyboard(browse: Browse, app: Flask, make: Making, shots: Shots) -> None:
    page = administrator(browse("desktop", expect=[422, 409]), app, make)
    page.goto("/settings")
    axe(page)
    assert_focus_visible(page)
    shots(page, "settings-desktop-en")
    page.get_by_label("Days that people have").fill("0")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Days that people have")).to_be_focused()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")

    page.goto("/staff")
    page.get_by_label("Email").fill("robin@example.org")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Add").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("on its way")
    axe(page)
    shots(page, "staff-desktop-en")
    page.get_by_role("link", name="Remove robin@example.org").press("Enter")
    axe(page)
    page.get_by_role("button", name="Remove").press("Enter")
    expect(page.get_by_text("robin@example.org")).to_have_count(0)

    page.goto("/weights")
    axe(page)
    page.locator("summary").first.press("Enter")
    expect(page.get_by_text("Tillson").first).to_be_visible()
    page.get_by_label("Number from 0 to 1").first.fill("0.3")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Version 2, since")).to_be_visible()
    axe(page)
    shots(page, "weights-desktop-en")


@pytest.mark.parametrize("path", ["/settings", "/staff", "/weights"])
def test_the_pages_fit_a_phone_in_the_dark_without_script(
    browse: Browse, app: Flask, make: Making, shots: Shots, path: str
) -> None:
    page = administrator(browse("phone", script=False, scheme="dark"), app, make, "es")
    page.goto(path)
    axe(page)
    assert_targets(page)
    assert_reflows(page)
    shots(page, f"{path[1:]}-phone-dark-es")
    assert weight(page, path) < A_FIRST_VISIT
