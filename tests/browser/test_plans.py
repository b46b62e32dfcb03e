"""A coordinator plans for everyone who waits, by keyboard; and on a phone in the dark without script."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from data.store.plans import PlanState
from tests.api.pages.test_plans import put_into
from tests.browser.axe import axe
from tests.browser.checks import assert_focus_visible, assert_reflows, assert_targets
from tests.browser.visits import Browse
from tests.making import Making
from tests.visiting import enter, secret_for

Shots = Callable[[Page, str], None]
ARABIC = {"preferred_name": "عبد الرحمن بن محمد", "email": "a@person.example.org"}
LONG = {"preferred_name": "Wolfeschlegelsteinhausenbergerdorff" * 2, "email": "l@person.example.org"}


def test_a_plan_is_asked_for_and_a_pair_of_it_is_asked(browse: Browse, app: Flask, make: Making, shots: Shots) -> None:
    for identity in (ARABIC, LONG):
        make.mentee(identity=identity)
    make.mentee(preferences={"must": [{"about": "gender", "any_of": ["man"]}], "matters": []})
    make.mentor(
        identity={**LONG, "full_name": "Wolfe", "email": "m@person.example.org"}, background={"gender": "woman"}
    )
    page = browse("desktop", expect=[422])
    enter(page, app, secret_for(make, make.coordinator_email, "coordinator"))
    page.goto("/waiting")
    page.get_by_role("link", name="Plan for many at once").press("Enter")
    page.locator("summary", has_text="Pairs to keep").press("Enter")
    page.get_by_label("Mentor", exact=True).first.select_option(index=1)
    axe(page)
    assert_focus_visible(page)
    page.get_by_role("button", name="Make the plan").last.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    shots(page, "plan-asked-for-desktop")
    page.get_by_label("Mentee", exact=True).first.select_option(label=LONG["preferred_name"])
    page.get_by_role("button", name="Make the plan").first.press("Enter")
    expect(page.locator("h2", has_text="Who has nobody in this plan")).to_be_visible()
    axe(page)
    shots(page, "plan-desktop")
    page.get_by_label("Ask these two").first.press(" ")
    page.get_by_label("Why these pairs?").fill("They share a lot.")
    page.get_by_role("button", name="Ask the pairs").press("Enter")
    expect(page.locator(".pairs li.stays")).to_contain_text("These two have a match.")
    axe(page)
    place = page.url.removeprefix(browse.origin)
    put_into(make, place, PlanState.RUNNING, 0.4)
    page.reload()
    expect(page.locator("#state")).to_contain_text("40%")
    axe(page)
    put_into(make, place, PlanState.CANCELLED)
    expect(page.locator("main")).to_contain_text("This plan was cancelled.")
    _on_a_phone(browse("phone", script=False, scheme="dark", locale="es"), app, make, shots)


def _on_a_phone(page: Page, app: Flask, make: Making, shots: Shots) -> None:
    enter(page, app, secret_for(make, make.coordinator_email, "coordinator"), language="es")
    page.goto("/plans/new")
    for each in page.locator("details.part summary").all():
        each.click()
    assert_targets(page)
    assert_reflows(page)
    page.get_by_role("button", name="Hacer el plan").first.click()
    for name in ("plan", "plans"):
        axe(page)
        assert_targets(page)
        assert_reflows(page)
        shots(page, f"{name}-phone-dark-es")
        page.goto("/plans")
