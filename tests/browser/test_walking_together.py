"""The story of two people: both answer a card, a coordinator introduces them, the mentor says "we have talked"."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from api.services.matches import moves
from api.services.matches.moves import Move
from data.store.people import Kind
from matcher.lifecycle import MatchAction, MatchState
from tests.browser.axe import axe
from tests.browser.checks import assert_focus_visible, assert_reflows, assert_targets, weight
from tests.browser.visits import Browse
from tests.making import Making
from tests.visiting import cookie_of, secret_of

Device = Literal["desktop", "phone"]
Shots = Callable[[Page, str], None]
# A name that runs from right to left, and one that is as long as a name may be.
NAMES = {Kind.MENTEE: "مريم عبد الرحمن", Kind.MENTOR: "Wilhelmina" * 8}
FIRST_VISIT = 60_000  # bytes
WORDS = {
    "en": {
        "card": "Read the card",
        "agree": "I agree to be introduced to this person",
        "yes": "Yes, please introduce us",
        "told": "We told nobody else yet",
        "touch": "How to be in touch",
        "talked": "We have talked",
        "in_touch": "You are in touch.",
        "not_just_now": "Not just now",
        "back": "I am back",
    },
    "es": {
        "card": "Leer la tarjeta",
        "agree": "Acepto que me presenten a esta persona",
        "yes": "Sí, preséntennos, por favor",
        "told": "Todavía no se lo dijimos a nadie",
        "touch": "Cómo ponerse en contacto",
        "talked": "Ya hablamos",
        "in_touch": "Están en contacto.",
        "not_just_now": "Ahora no puedo",
        "back": "Ya estoy de vuelta",
    },
}


class Two:
    """A mentee and a mentor who have just been asked, and what each has in common with the other."""

    def __init__(self, make: Making) -> None:
        self.make = make
        self.ids = {
            Kind.MENTEE: make.mentee(**_answers(Kind.MENTEE)),
            Kind.MENTOR: make.mentor(**_answers(Kind.MENTOR)),
        }
        self.match_id = make.match(mentee_id=self.ids[Kind.MENTEE], mentor_id=self.ids[Kind.MENTOR])

    def page(self, browse: Browse, kind: Kind, device: Device, language: str, **more: Any) -> Page:
        page = browse(device, locale=language, **more)
        secret = secret_of(self.make, kind, self.ids[kind])
        cookie = cookie_of(self.make.app, secret, language=language)
        page.context.add_cookies([{"name": "alongside", "value": cookie, "url": browse.origin}])
        return page

    def introduce(self) -> None:
        with self.make.app.app_context():
            moves.move(self.make.act(), self.match_id, Move(MatchAction.INTRODUCE))

    @property
    def state(self) -> str:
        return str(self.make.client().get(f"/matches/{self.match_id}").get_json()["state"])


@pytest.fixture
def two(make: Making) -> Two:
    return Two(make)


def _answers(kind: Kind) -> dict[str, Any]:
    return {
        "interests": ["hiking", "own:" + "long walks by the river " * 3] if kind == Kind.MENTEE else ["hiking"],
        "identity": {
            "preferred_name": NAMES[kind],
            "pronouns": "she/her",
            "phone": "+1 555 010 7771",
            "email": f"{kind}@mail.example.org",
            "contact": {"channel": "phone", "email_ok": True, "text_ok": True, "voicemail_ok": False},
        },
    }


def _say_yes(page: Page, words: dict[str, str]) -> None:
    """By way of a refusal, since the box was not ticked at first."""
    page.goto("/")
    page.get_by_role("link", name=words["card"]).click()
    page.get_by_role("button", name=words["yes"]).click()
    expect(page.locator(".error-summary")).to_be_visible()
    axe(page)
    page.get_by_label(words["agree"]).check()
    page.get_by_role("button", name=words["yes"]).click()
    expect(page.get_by_text(words["told"])).to_be_visible()
    axe(page)


@pytest.mark.parametrize(
    ("device", "script", "language"), [("phone", False, "es"), ("desktop", True, "en")], ids=["phone-es", "desktop-en"]
)
def test_two_people_answer_are_introduced_and_have_talked(
    browse: Browse, two: Two, device: Device, script: bool, language: str, shots: Shots
) -> None:
    words = WORDS[language]
    pages = {
        kind: two.page(browse, kind, device, language, script=script, expect=(422,), scheme=scheme)
        for kind, scheme in ((Kind.MENTEE, "light"), (Kind.MENTOR, "dark"))
    }
    for kind, page in pages.items():
        _say_yes(page, words)
        shots(page, f"answered-{kind}-{device}-{language}")
    assert two.state == MatchState.ACCEPTED
    two.introduce()
    for kind, page in pages.items():
        page.goto("/my-match")
        axe(page)
        page.get_by_role("link", name=words["touch"]).first.click()
        other = NAMES[Kind.MENTOR if kind == Kind.MENTEE else Kind.MENTEE]
        expect(page.get_by_role("heading", level=1)).to_have_text(other)
        axe(page)
        shots(page, f"introduction-{kind}-{device}-{language}")
    mentor = pages[Kind.MENTOR]
    if device == "phone":
        assert_reflows(mentor)
    mentor.get_by_role("button", name=words["talked"]).click()
    expect(mentor.get_by_text(words["in_touch"])).to_be_visible()
    assert two.state == MatchState.ACTIVE
    mentor.get_by_role("navigation").get_by_role("button", name=words["not_just_now"]).click()
    axe(mentor)
    mentor.get_by_role("navigation").get_by_role("button", name=words["back"]).click()
    expect(mentor.get_by_role("navigation").get_by_role("button", name=words["not_just_now"])).to_be_visible()


def test_every_page_can_be_read_and_used_by_everyone(browse: Browse, two: Two) -> None:
    page = two.page(browse, Kind.MENTEE, "phone", "es", scheme="dark")
    assert weight(page, "/my-match") < FIRST_VISIT
    card = f"/my-match/{two.match_id}"
    consents = ("/my-consents", "/my-consents/telling")
    for path in ("/my-match", card, f"{card}/not-now", f"{card}/no", *consents, "/my-place/break", "/my-place/leave"):
        page.goto(path)
        axe(page)
        assert_targets(page)
        if path in (card, *consents):
            assert_reflows(page)
    page.goto("/my-consents")
    page.locator("main .card a").first.click()
    axe(page)
    page.locator("main form button").click()
    expect(page.get_by_role("status")).to_be_visible()
    axe(page)
    page.goto("/my-match")
    axe(page)
    page.goto(card)
    expect(page.get_by_role("heading", level=1)).to_have_text("Buscamos a otra persona")
    axe(page)


def test_help_stands_first_for_somebody_who_is_not_safe(browse: Browse, make: Making, two: Two) -> None:
    two.ids[Kind.MENTEE] = make.mentee(status="new", right_now="not_safe")
    page = two.page(browse, Kind.MENTEE, "phone", "en")
    page.goto("/my-match")
    expect(page.locator("main > *").first).to_have_class("help-first")
    axe(page)
    assert_targets(page)


def test_a_mentor_answers_with_the_keyboard_alone(browse: Browse, two: Two) -> None:
    # With smooth scrolling a stop would be looked at while it still moves.
    page = two.page(browse, Kind.MENTOR, "desktop", "en", reduced_motion=True)
    page.goto(f"/my-match/{two.match_id}")
    assert_focus_visible(page)
    assert_targets(page)
    page.goto("/my-match")
    _enter(page, "Read the card")
    _tick(page, "I agree to be introduced")
    _enter(page, "Yes, please introduce us")
    expect(page.get_by_role("status")).to_be_visible()
    _enter(page, "Take my yes back")
    _tick(page, "I would like someone else")
    _enter(page, "Take my yes back")
    expect(page.get_by_role("heading", level=1)).to_have_text("This one is over")
    assert two.state == MatchState.CLOSED


def _reach(page: Page, name: str) -> None:
    """Tab until the thing with this name has the focus."""
    said = "() => { const at = document.activeElement; return (at.labels?.[0] ?? at).textContent.trim() }"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(said).startswith(name):
            return
    raise AssertionError(f"Tab never reached {name}")


def _enter(page: Page, name: str) -> None:
    _reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _tick(page: Page, name: str) -> None:
    _reach(page, name)
    page.keyboard.press("Space")
