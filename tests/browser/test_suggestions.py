"""The coordinator finds a mentor: the list, other weights, two side by side, and both are asked."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import axe
from tests.browser.checks import assert_focus_visible, assert_reflows, assert_targets, weight
from tests.browser.visits import Browse
from tests.making import COMMON, Making
from tests.visiting import cookie_of, secret_for

MOST_BYTES = 60_000
RIGHT_TO_LEFT = "مريم عبد الرحمن"
LONG = "Wilhelmina-Alexandrina of the house by the very long river, the second of her name"[:80]
BEYOND_THE_EDGE = {
    "color-contrast": "axe can't look beyond the edge of a box that scrolls; the colors there are the same"
}
SHOTS = Callable[[Page, str], None]


def identity(name: str) -> dict[str, object]:
    contact = {"channel": "email", "email_ok": True, "text_ok": False, "voicemail_ok": False}
    return {"preferred_name": name, "email": f"n{abs(hash(name))}@person.example.org", "contact": contact}


def ten_mentors(make: Making) -> tuple[str, list[str]]:
    """Twelve mentors, so that ten are a choice, each with something else in common with the one mentee."""
    mentee_id = make.mentee(
        identity=identity("Sam"),
        recovery_stage={
            **COMMON["recovery_stage"],
            "experiences": ["alcohol", "anxiety"],
            "pathways": ["smart_recovery"],
        },
        interests=["hiking", "cooking", "music"],
        goals=["housing", "social_life", "cravings"],
        about="I like quiet walks by the river.",
        preferences={"must": [{"about": "languages", "any_of": ["en", "es"]}], "matters": ["housing"]},
        keep_apart_words="my former partner volunteers here",
    )
    mentors = [
        make.mentor(
            identity=identity([LONG, RIGHT_TO_LEFT, "Ana"][number] if number < 3 else f"Mentor {number}"),
            recovery_stage={
                "since": COMMON["recovery_stage"]["since"].replace(year=2024 - number),
                "experiences": ["alcohol", "anxiety"][: 1 + number % 2],
                "pathways": ["smart_recovery"] if number % 3 else None,
            },
            interests=["hiking", "cooking", "music"][: number % 4] or ["gardening"],
            goals=["housing", "social_life", "cravings"][: number % 3 + 1],
            about="The river and quiet mornings." if number % 2 else None,
        )
        for number in range(12)
    ]
    return mentee_id, mentors


def signed_in(make: Making, page: Page, origin: str, language: str = "en") -> None:
    context: BrowserContext = page.context
    secret = secret_for(make, make.coordinator_email, "coordinator")
    context.add_cookies([{"name": "alongside", "value": cookie_of(make.app, secret, language=language), "url": origin}])


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_coordinator_tries_weights_compares_two_and_asks_both(
    browse: Browse, make: Making, shots: SHOTS, device: str
) -> None:
    """By keyboard alone."""
    mentee_id, _ = ten_mentors(make)
    page = browse(device, expect=[404, 409, 422])  # type: ignore[arg-type]
    signed_in(make, page, browse.origin)
    assert weight(page, f"/mentees/{mentee_id}/suggestions") < MOST_BYTES
    axe(page)
    assert_targets(page)
    shots(page, f"suggestions-{device}")
    before = page.locator(".ranked h2 bdi").all_inner_texts()
    assert len(before) == 10
    page.locator(".ranked input").nth(0).press(" ")

    slider = page.get_by_label("Interests")
    slider.focus()
    slider.press("End")
    expect(page.locator("#told")).to_contain_text("first")
    expect(slider).to_be_focused()
    assert slider.input_value() == "0.5"
    tried = page.locator(".ranked h2 bdi").all_inner_texts()
    assert tried != before
    assert page.locator(".ranked input:checked").count() == 1
    page.evaluate("() => Promise.all(document.getAnimations().map(each => each.finished))")
    axe(page)
    shots(page, f"suggestions-tried-{device}")

    page.goto("/help")
    page.goto(f"/mentees/{mentee_id}/suggestions")
    for place in (0, 1):
        page.locator(".ranked input").nth(place).press(" ")
    page.get_by_role("button", name="Compare the two").press("Enter")
    expect(page.locator("h1")).to_contain_text("Two side by side")
    axe(page, incomplete=BEYOND_THE_EDGE)
    if device == "phone":
        assert_reflows(page)
    shots(page, f"compare-{device}")

    page.locator(".act .button").first.press("Enter")
    page.get_by_role("button", name="Ask both").press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    assert "my former partner" in page.inner_text("main")
    page.get_by_label("Why these two?").fill("They share a way in recovery.")
    shots(page, f"confirm-{device}")
    page.get_by_role("button", name="Ask both").press("Enter")
    page.wait_for_url("**/matches/*")
    page.goto(f"/mentees/{mentee_id}/suggestions")
    expect(page.locator("h1")).to_have_text("There is a match under way")


def test_without_script_the_same_weights_give_the_same_order(browse: Browse, make: Making) -> None:
    mentee_id, _ = ten_mentors(make)
    orders = []
    for script in (True, False):
        page = browse("phone", script=script, reduced_motion=True, scheme="dark")
        signed_in(make, page, browse.origin)
        page.goto(f"/mentees/{mentee_id}/suggestions")
        if script:
            page.get_by_label("Goals").press("End")
            expect(page.locator("#told")).not_to_be_empty()
        else:
            page.get_by_label("Goals").fill("0.5")
            page.get_by_role("button", name="Show the list with these weights").click()
        expect(page.locator(".tried")).to_contain_text("For this look only.")
        axe(page)
        orders.append(page.locator(".ranked input").evaluate_all("boxes => boxes.map(box => box.value)"))
    assert orders[0] == orders[1]
    assert_reflows(page)


def test_a_late_answer_is_ignored_and_a_lost_line_leaves_the_list(browse: Browse, make: Making) -> None:
    mentee_id, _ = ten_mentors(make)
    page = browse(expect=["request failed", "Failed to load resource"], reduced_motion=True)
    signed_in(make, page, browse.origin)
    page.goto(f"/mentees/{mentee_id}/suggestions")
    assert_focus_visible(page)
    held = []

    def hold_the_first(route: object) -> None:
        if held:
            route.continue_()  # type: ignore[attr-defined]
        else:
            held.append(route)

    page.route("**/suggestions", hold_the_first)
    with page.expect_request("**/suggestions"):
        page.get_by_label("Interests").press("End")
    with page.expect_response("**/suggestions"):
        page.get_by_label("Interests").press("Home")
    expect(page.locator("#told")).not_to_be_empty()
    newest = page.locator(".ranked h2").all_inner_texts()
    with page.expect_response("**/suggestions"):
        held[0].continue_()
    assert page.locator(".ranked h2").all_inner_texts() == newest

    page.unroute("**/suggestions")
    page.route("**/suggestions", lambda route: route.abort())
    page.get_by_label("Goals").press("Home")
    expect(page.locator("#told")).to_contain_text("the list before")
    assert page.locator(".ranked h2").all_inner_texts() == newest
    axe(page)


def test_every_other_state_reads_well(browse: Browse, make: Making) -> None:
    nobody_free, mentor_id = make.mentee(identity=identity(LONG)), make.mentor(capacity=0)
    fully_booked = make.mentor(capacity=0, languages=["pl"])
    unasked = make.mentee(consents=[], status="new")
    page = browse("phone", expect=[404, 409, 422], scheme="dark")
    signed_in(make, page, browse.origin, "es")
    for path in (
        f"/mentees/{nobody_free}/suggestions",
        f"/mentees/{nobody_free}/suggestions/{mentor_id}",
        f"/mentees/{nobody_free}/one-mentor",
        f"/mentees/{nobody_free}/openings",
        f"/mentees/{nobody_free}/compare",
        f"/mentees/{nobody_free}/compare?with={mentor_id}&and={fully_booked}",
        f"/mentees/{unasked}/suggestions",
        f"/mentees/{unasked}/suggestions/{mentor_id}",
    ):
        page.goto(path)
        axe(page, incomplete=BEYOND_THE_EDGE if "compare?" in path else None)
        assert_targets(page)
        assert_reflows(page)
