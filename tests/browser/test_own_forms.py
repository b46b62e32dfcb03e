"""People fill in their own forms: on a phone at night without script, on a laptop, and by keyboard alone."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Locator, Page, expect

from data.store.people import Kind
from tests.browser.axe import axe
from tests.browser.checks import assert_focus_visible, assert_reflows, assert_targets, weight
from tests.browser.visits import Browse
from tests.making import Making
from tests.visiting import enter, secret_of

Shots = Callable[[Page, str], None]
A_FIRST_VISIT = 60_000
JOIN, APPLY = "/join/harbor", "/apply/harbor"
# Right to left, and as long as a name can be.
LONG_NAME = "عبد الرحمن " + "Wolfeschlegelsteinhausen " * 2
MOST_TABS = 150
# A page is left before its picture has come.
LEFT_EARLY = "net::ERR_ABORTED"


def _looked_at(page: Page, shots: Shots, name: str) -> None:
    axe(page)
    assert_targets(page)
    shots(page, name)


def test_stopped_at_night_on_a_phone_and_sent_from_another_device(browse: Browse, make: Making, shots: Shots) -> None:
    page = browse("phone", script=False, locale="es", expect=[422, LEFT_EARLY])
    page.goto(JOIN)
    _looked_at(page, shots, "join-start-phone-es")
    assert_reflows(page)
    page.get_by_role("link", name="Empezar").click()
    save = page.get_by_role("button", name="Guardar y seguir")
    save.click()
    expect(page).to_have_title("Error: Su formulario, 1 de 24 · Alongside")
    _looked_at(page, shots, "join-error-phone-es")
    page.get_by_label("Sí, tengo 18 o más").check()
    save.click()
    page.get_by_label("No, no estoy a salvo").check()
    save.click()
    expect(page.get_by_role("heading", name="Gracias por decírnoslo")).to_be_visible()
    _looked_at(page, shots, "join-help-first-phone-es")
    page.get_by_role("link", name="Seguir con el formulario").click()
    expect(page.locator(".help-first")).to_be_visible()
    page.get_by_label("El nombre con que quiere que le llamen").fill(LONG_NAME)
    save.click()
    page.get_by_label("Correo electrónico", exact=True).first.fill("zanzibar@")
    save.click()
    _looked_at(page, shots, "join-reach-error-phone-es")
    page.get_by_label("Correo electrónico", exact=True).first.fill("zanzibar@example.org")
    save.click()
    page.wait_for_url(f"**{JOIN}/languages")
    page.goto(f"{JOIN}/experiences")
    page.get_by_label("Ansiedad", exact=True).check()
    _looked_at(page, shots, "join-experiences-phone-es")
    save.click()
    page.wait_for_url(f"**{JOIN}/stage")
    page.goto(f"{JOIN}/week")
    _looked_at(page, shots, "join-week-phone-es")
    assert_reflows(page)
    page.get_by_role("link", name="Parar aquí").click()
    _looked_at(page, shots, "join-later-phone-es")
    code = page.locator(".code").inner_text()

    page = browse("desktop", scheme="dark", expect=[LEFT_EARLY])
    page.goto(JOIN)
    page.get_by_role("link", name="have a code").click()
    axe(page)
    page.get_by_label("Your code").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Go on").click()
    _looked_at(page, shots, "join-list-desktop-dark-en")
    page.get_by_role("link", name="Check your answers").click()
    expect(page.get_by_text("Wolfeschlegelsteinhausen")).to_be_visible()
    expect(page.locator(".help-first")).to_be_visible()
    _looked_at(page, shots, "join-check-desktop-dark-en")
    assert_reflows(page)
    page.get_by_role("button", name="Send my answers").dblclick()
    expect(page.get_by_role("heading", name="Thank you. It has come in.")).to_be_visible()
    _looked_at(page, shots, "join-sent-desktop-dark-en")
    page.go_back()
    page.reload()
    expect(page.get_by_role("link", name="Begin", exact=True)).to_be_visible()
    assert len(make.client().get("/mentees").get_json()["items"]) == 1


def _tab_to(page: Page, target: Locator) -> None:
    for _ in range(MOST_TABS):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def _press(page: Page, role: str, name: str, key: str = "Enter") -> None:
    _tab_to(page, page.get_by_role(role, name=name).first)  # type: ignore[arg-type]
    page.keyboard.press(key)


def test_an_application_by_keyboard_alone(browse: Browse, make: Making) -> None:
    page = browse("desktop", expect=[422, LEFT_EARLY])
    page.goto(APPLY)
    assert_focus_visible(page)
    _press(page, "link", "Begin")
    page.wait_for_url(f"**{APPLY}/adult")
    _press(page, "button", "Save and go on")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    _press(page, "radio", "Yes, I am 18", "Space")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{APPLY}/name")
    assert_focus_visible(page)
    _tab_to(page, page.get_by_label("The name you want to be called"))
    page.keyboard.type("Ana")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{APPLY}/reach")
    _tab_to(page, page.get_by_label("Phone number"))
    page.keyboard.type("312 555 0100")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{APPLY}/languages")
    _press(page, "link", "Leave it for now")
    page.wait_for_url(f"**{APPLY}/experiences")
    _press(page, "checkbox", "Alcohol", "Space")
    _press(page, "button", "Save and go on")
    page.wait_for_url(f"**{APPLY}/stage")
    _press(page, "link", "All questions")
    page.wait_for_url(f"**{APPLY}/list")
    _press(page, "link", "Check your answers")
    page.wait_for_url(f"**{APPLY}/check")
    _press(page, "button", "Send my answers")
    page.wait_for_url(f"**{APPLY}/sent")
    assert len(make.client().get("/mentors").get_json()["items"]) == 1


def test_each_kind_of_question_fits_a_small_phone(browse: Browse, make: Making, shots: Shots) -> None:
    page = browse("phone", scheme="dark", expect=[LEFT_EARLY])
    page.goto(f"{APPLY}/adult")
    page.get_by_label("Yes, I am 18").check()
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url(f"**{APPLY}/name")
    for key in ("languages", "stage", "only-with", "story", "may-tell", "consent"):
        page.goto(f"{APPLY}/{key}")
        _looked_at(page, shots, f"apply-{key}-phone-dark-en")
        assert_reflows(page)
    for heaviest in ("languages", "interests", "comfortable", "week"):
        assert weight(page, f"{APPLY}/{heaviest}") < A_FIRST_VISIT, heaviest


def test_my_answers_on_a_phone_and_what_was_changed_meanwhile(
    browse: Browse, app: Flask, make: Making, shots: Shots
) -> None:
    mentee_id = make.mentee(about="The first words.")
    page = browse("phone", scheme="dark", expect=[412, LEFT_EARLY])
    enter(page, app, secret_of(make, Kind.MENTEE, mentee_id), language="es")
    page.goto("/my-answers")
    _looked_at(page, shots, "my-answers-phone-dark-es")
    assert_reflows(page)
    page.locator('a[href="/my-answers/about"]').click()
    make.client().patch(f"/mentees/{mentee_id}", {"about": "Of a coordinator."})
    page.get_by_role("textbox").fill("Mis palabras.")
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_role("alert")).to_be_focused()
    _looked_at(page, shots, "my-answers-changed-phone-dark-es")
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Mis palabras.")).to_be_visible()
