"""Weights are tried on everyone who waits, and what past decisions say is looked at, before a person decides."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from matcher.learn import LEAST_DECISIONS
from tests.api.rest.test_weights_proposed import HELPS, HIKES, WANTS, decide
from tests.browser.axe import axe
from tests.browser.checks import assert_focus_visible, assert_reflows, assert_targets, open_all, weight
from tests.browser.visits import Browse
from tests.making import Making
from tests.visiting import enter, secret_for

Shots = Callable[[Page, str], None]
A_FIRST_VISIT = 60_000


@pytest.fixture
def mentee_id(make: Making) -> str:
    """Thirty times a mentor who hikes was chosen, and twenty-six people wait who could have one."""
    for _ in range(12):
        make.mentor(**HELPS)
    hikes = make.mentor(**HIKES)
    for _ in range(LEAST_DECISIONS):
        decide(make, hikes)
    for number in range(26):
        background = {"gender": "woman" if number % 2 else "man", "age_band": "25-34" if number < 4 else "45-54"}
        found = make.mentee(**WANTS, identity={"preferred_name": f"Sam {number}"}, background=background)
    return found


def test_weights_are_looked_at_before_they_are_put_in_force(
    browse: Browse, app: Flask, make: Making, mentee_id: str, shots: Shots
) -> None:
    page = browse("desktop")
    enter(page, app, secret_for(make, make.coordinator_email, "coordinator"))
    page.goto(f"/mentees/{mentee_id}/suggestions")
    page.get_by_label("Name two more").press("Space")
    page.get_by_label("Spread the lists").press("Space")
    page.get_by_role("button", name="Show the list this way").press("Enter")
    expect(page.get_by_role("heading", name="Also worth a look")).to_be_visible()
    expect(page.get_by_label("Spread the lists")).to_be_checked()
    axe(page)
    shots(page, "suggestions-also-desktop-en")
    page.get_by_role("link", name="Try other weights for everyone").press("Enter")
    page.get_by_label("Number from 0 to 1").nth(4).fill("0.9")
    page.get_by_role("button", name="See first what would change").press("Enter")
    expect(page.locator(".lead")).to_have_text("26 people of 26 who wait would have another mentor first.")
    assert_focus_visible(page)
    open_all(page)
    axe(page)
    shots(page, "weights-trial-desktop-en")
    page.get_by_role("link", name="Change the numbers").press("Enter")
    expect(page.get_by_label("Number from 0 to 1").nth(4)).to_have_value("0.9")
    page.get_by_role("link", name="See what past decisions say").press("Enter")
    expect(page.get_by_role("heading", name="The weights that these decisions speak for")).to_be_visible()
    axe(page)
    shots(page, "weights-proposal-desktop-en")
    page.get_by_role("button", name="Put in force").press("Enter")
    expect(page.get_by_text("Version 2, since")).to_be_visible()

    phone = browse("phone", script=False, scheme="dark")
    enter(phone, app, secret_for(make, make.coordinator_email, "coordinator"), language="es")
    for name, path in (
        ("weights-trial", "/weights/trial?weights.interests=0" + "".join(f"&weights.{each}=0.5" for each in OTHERS)),
        ("weights-proposal", "/weights/proposal"),
        ("suggestions-also", f"/mentees/{mentee_id}/suggestions?also=true&spread=true"),
    ):
        phone.goto(path)
        open_all(phone)
        axe(phone)
        assert_targets(phone)
        assert_reflows(phone)
        shots(phone, f"{name}-phone-dark-es")
        if name != "suggestions-also":
            assert weight(phone, path) < A_FIRST_VISIT


OTHERS = ("experience", "availability", "stage", "background", "goals", "pathways", "style", "about")
