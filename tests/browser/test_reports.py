"""A coordinator looks back and around: who is missing, whether it is fair, and what moves."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from api.services.suggestions import asking
from tests.browser.axe import axe
from tests.browser.checks import assert_focus_visible, assert_reflows, assert_targets, open_all, weight
from tests.browser.visits import Browse
from tests.making import Making
from tests.reporting import long_ago, looked_back_on
from tests.visiting import enter, secret_for

Shots = Callable[[Page, str], None]
A_FIRST_VISIT = 60_000
REPORTS = ("supply-gaps", "fairness", "drift")


@pytest.fixture
def year(make: Making) -> Making:
    """Lists in two months, and people who have waited much longer than others."""
    listed = looked_back_on(make, spanish=14)
    with make.app.app_context():
        for mentee_id in listed[12:]:
            asking.suggest(make.act(now=long_ago(-31)), mentee_id, 5)
    make.mentee(languages=["vi"])
    make.mentee(languages=["ko"], preferences={"must": [{"about": "gender", "any_of": ["woman"]}], "matters": []})
    return make


def test_a_coordinator_reads_the_reports_by_keyboard_and_on_a_phone(
    browse: Browse, app: Flask, year: Making, shots: Shots
) -> None:
    page = browse("desktop")
    enter(page, app, secret_for(year, year.coordinator_email, "coordinator"))
    page.goto("/today")
    page.get_by_role("link", name="Reports").press("Enter")
    axe(page)
    shots(page, "reports-desktop-en")
    page.get_by_role("link", name="Who is missing").press("Enter")
    expect(page.locator("main")).to_contain_text("Together they would be a choice for 2 people of the 2")
    axe(page)
    shots(page, "supply-gaps-desktop-en")
    page.get_by_role("link", name="All reports").press("Enter")
    page.get_by_role("link", name="Is it fair?").press("Enter")
    expect(page.locator(".clear li").first).to_contain_text("People who know Spanish have waited longer")
    assert_focus_visible(page)
    open_all(page)
    expect(page.get_by_role("table").first).to_be_visible()
    axe(page)
    shots(page, "fairness-desktop-en")
    with page.expect_download() as file:
        page.get_by_role("link", name="spreadsheet").press("Enter")
    assert file.value.suggested_filename == "fairness.csv"
    page.goto("/reports/drift")
    expect(page.locator("circle")).to_have_count(2)
    axe(page)
    shots(page, "drift-desktop-en")

    phone = browse("phone", script=False, scheme="dark")
    enter(phone, app, secret_for(year, year.coordinator_email, "coordinator"), language="es")
    for path in ("/reports", *(f"/reports/{report}" for report in REPORTS)):
        phone.goto(path)
        open_all(phone)
        axe(phone)
        assert_targets(phone)
        assert_reflows(phone)
        shots(phone, f"{path.removeprefix('/').replace('/', '-')}-phone-dark-es")
        assert weight(phone, path) < A_FIRST_VISIT
