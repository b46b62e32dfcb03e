"""The grid over the list: painted by mouse, finger and keyboard, and what is stored is what the list would store."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from data.store.people import Kind
from tests.browser.axe import axe
from tests.browser.checks import assert_focus_visible, assert_reflows, assert_targets, weight
from tests.browser.visits import Browse
from tests.making import Making
from tests.visiting import cookie_of, secret_of

WEEK = [
    {"day": "tue", "from": "18:00", "to": "20:00"},
    {"day": "wed", "from": "18:15", "to": "19:30"},
    {"day": "sat", "from": "22:00", "to": "24:00"},
]
HALF_HOURS = [".week-table .slot"]  # with a mouse half hours are 26 px high; the list has large ones


@pytest.fixture
def mentor_id(make: Making) -> str:
    return make.mentor(availability={"time_zone": "America/Chicago", "weekly": WEEK})


def signed_in(page: Page, make: Making, person_id: str, origin: str, language: str = "en") -> Page:
    cookie = cookie_of(make.app, secret_of(make, Kind.MENTOR, person_id), language=language)
    page.context.add_cookies([{"name": "alongside", "value": cookie, "url": origin}])
    return page


def slot(page: Page, at: str) -> Any:
    """``"tue 18:00"``."""
    day, time = at.split()
    hours, minutes = map(int, time.split(":"))
    column = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(day)
    return page.locator(f'.slot[data-at="{hours * 2 + minutes // 30} {column}"]')


def middle(page: Page, at: str) -> tuple[float, float]:
    box = slot(page, at).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, start: str, end: str) -> None:
    slot(page, start).scroll_into_view_if_needed()
    page.mouse.move(*middle(page, start))
    page.mouse.down()
    page.mouse.move(*middle(page, end), steps=4)
    page.mouse.up()


def drag_by_finger(page: Page, start: str, end: str) -> None:
    finger = page.context.new_cdp_session(page)
    (left, top), (right, bottom) = middle(page, start), middle(page, end)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": left, "y": top}]})
    for step in (0.5, 1):
        point = {"x": left + (right - left) * step, "y": top + (bottom - top) * step}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    finger.detach()


def table_at_top(page: Page) -> float:
    """Where the page is scrolled to now, in px; two frames later nothing of this scrolling is still to be told."""
    return page.evaluate("""async () => {
        scrollTo(0, document.querySelector(".week-table").getBoundingClientRect().top + scrollY);
        for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
        return scrollY;
    }""")


@contextmanager
def scrolled(page: Page) -> Iterator[None]:
    """Until the page has come to rest: a tap on a page that still moves stops it, and is no tap."""
    page.evaluate("""() => {
        window.cameToRest = new Promise((rest) => addEventListener("scrollend", rest, { once: true }));
    }""")
    yield
    page.evaluate("() => window.cameToRest.then(() => true)")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save my week").first.click()
    expect(page.get_by_text("Your week is saved.")).to_be_visible()


def stored(make: Making, mentor_id: str) -> list[str]:
    mentor = make.client().get(f"/mentors/{mentor_id}").get_json()
    return [" ".join(window.values()) for window in mentor["availability"]["weekly"]]


def test_painted_by_mouse_with_quarter_hours_kept_and_the_last_stroke_undone(
    browse: Browse, make: Making, mentor_id: str
) -> None:
    page = signed_in(browse("desktop"), make, mentor_id, browse.origin)
    assert weight(page, "/my-week") < 60_000
    expect(slot(page, "tue 19:30")).to_have_attribute("aria-selected", "true")
    expect(slot(page, "wed 18:00")).to_have_attribute("aria-selected", "false")
    expect(slot(page, "wed 18:00")).to_have_accessible_name("Wednesday 6:00 PM, partly free: 6:15 PM to 6:30 PM")
    drag(page, "mon 09:00", "tue 10:30")
    expect(page.locator(".said")).to_have_text("Monday – Tuesday, 9:00 AM to 11:00 AM: free")
    drag(page, "sat 22:00", "sat 23:30")
    expect(page.locator(".said")).to_have_text("Saturday, 10:00 PM to midnight: not free")
    page.get_by_role("button", name="Undo").click()
    drag(page, "tue 19:00", "tue 19:30")
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    axe(page)
    assert_targets(page, but=HALF_HOURS)
    save(page)
    assert stored(make, mentor_id) == [
        "mon 09:00 11:00", "tue 09:00 11:00", "tue 18:00 19:00", "wed 18:15 19:30", "sat 22:00 24:00",
    ]  # fmt: skip


def test_painted_by_finger_while_the_page_can_still_be_scrolled(browse: Browse, make: Making, mentor_id: str) -> None:
    page = signed_in(browse("phone", reduced_motion=True), make, mentor_id, browse.origin)
    page.goto("/my-week")
    slot(page, "mon 08:00").scroll_into_view_if_needed()
    slot(page, "mon 08:00").tap()
    expect(page.locator(".said")).to_have_text("Monday, 8:00 AM to 8:30 AM: free")
    before = table_at_top(page)
    with scrolled(page):
        drag_by_finger(page, "thu 12:00", "thu 09:00")
    assert page.evaluate("scrollY") > before
    expect(slot(page, "thu 12:00")).to_have_attribute("aria-selected", "false")

    page.get_by_role("button", name="Draw with your finger").tap()
    table_at_top(page)
    drag_by_finger(page, "thu 08:00", "fri 09:30")
    expect(page.locator(".said")).to_have_text("Thursday – Friday, 8:00 AM to 10:00 AM: free")
    assert_targets(page)
    axe(page)
    save(page)
    assert stored(make, mentor_id) == [
        "mon 08:00 08:30", "tue 18:00 20:00", "wed 18:15 19:30", "thu 08:00 10:00", "fri 08:00 10:00",
        "sat 22:00 24:00",
    ]  # fmt: skip


def test_painted_by_keyboard_alone(browse: Browse, make: Making, mentor_id: str) -> None:
    page = signed_in(browse("desktop", forced_colors=True), make, mentor_id, browse.origin)
    page.goto("/my-week")
    slot(page, "mon 06:00").focus()
    for key in ("ArrowDown", "Space"):
        page.keyboard.press(key)
    page.keyboard.down("Shift")
    for key in ("ArrowDown", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    page.keyboard.up("Shift")
    page.keyboard.press("End")
    expect(page.locator(".said")).to_have_text("Monday – Tuesday, 6:30 AM to 7:00 AM: free")
    expect(slot(page, "sun 06:30")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Control+z")
    expect(page.locator(".said")).to_have_text("The last marking is undone.")
    for key in ("ArrowLeft", "PageDown", "Enter"):
        page.keyboard.press(key)
    page.get_by_role("button", name="Show earlier hours").press("Enter")
    expect(slot(page, "mon 00:00")).to_be_focused()
    page.keyboard.press("Space")
    axe(page, {"color-contrast": "the browser chooses both colors of a button"})
    page.get_by_role("button", name="Save my week").first.press("Enter")
    expect(page.get_by_text("Your week is saved.")).to_be_visible()
    assert stored(make, mentor_id) == [
        "mon 00:00 00:30", "mon 06:30 07:00", "tue 06:30 07:00", "tue 18:00 20:00", "wed 18:15 19:30",
        "sat 08:30 09:00", "sat 22:00 24:00",
    ]  # fmt: skip


def test_the_list_without_script_stores_what_the_grid_stores(browse: Browse, make: Making, mentor_id: str) -> None:
    by_list = signed_in(browse("phone", script=False, expect=[422]), make, mentor_id, browse.origin)
    by_list.goto("/my-week")
    by_list.get_by_role("button", name="Add a time Thursday").click()
    added = by_list.get_by_role("group", name="Thursday")
    expect(added.get_by_label("From")).to_be_focused()
    added.get_by_label("From").fill("09:10")
    added.get_by_label("Until").fill("11:00")
    by_list.get_by_role("button", name="Save my week").first.click()
    expect(by_list.get_by_role("alert")).to_contain_text("quarter hour")
    axe(by_list)
    assert_targets(by_list)
    assert_reflows(by_list)
    by_list.get_by_role("group", name="Thursday").get_by_label("From").fill("09:00")
    save(by_list)
    from_list = stored(make, mentor_id)

    other_id = make.mentor(availability={"time_zone": "America/Chicago", "weekly": WEEK})
    by_grid = signed_in(browse("desktop", expect=[422]), make, other_id, browse.origin)
    by_grid.goto("/my-week")
    drag(by_grid, "thu 09:00", "thu 10:30")
    save(by_grid)
    assert stored(make, other_id) == from_list


def test_what_is_typed_into_the_list_is_seen_in_the_grid_and_what_cannot_be_read_stays(
    browse: Browse, make: Making, mentor_id: str
) -> None:
    page = signed_in(browse("desktop", expect=[422]), make, mentor_id, browse.origin)
    page.goto("/my-week")
    page.get_by_text("The same as a list").click()
    page.get_by_role("button", name="Add a time Tuesday").click()
    tuesday = page.get_by_role("group", name="Tuesday")
    tuesday.get_by_label("From").last.fill("05:00")
    tuesday.get_by_label("Until").last.fill("05:10")
    drag(page, "tue 12:00", "tue 12:30")
    tuesday.get_by_label("Until").nth(1).fill("14:00")
    expect(slot(page, "tue 13:30")).to_have_attribute("aria-selected", "true")
    page.get_by_role("button", name="Save my week").first.click()
    expect(page.get_by_role("alert")).to_contain_text("quarter hour")
    expect(page.locator('[type=time][value="05:10"]')).to_be_visible()
    axe(page)


def test_in_spanish_on_a_narrow_dark_screen_by_tab(browse: Browse, make: Making, mentor_id: str) -> None:
    browser = browse("desktop", scheme="dark", locale="es", reduced_motion=True)
    page = signed_in(browser, make, mentor_id, browse.origin, "es")
    page.goto("/my-week")
    page.get_by_text("Lo mismo en una lista").click()
    assert_reflows(page)
    axe(page)
    assert_focus_visible(page)
    page.goto("/my-week/places")
    assert_reflows(page)
    axe(page)
