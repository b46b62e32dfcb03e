"""Each check of pages lets a good page through and catches a bad one, with and without scripts, and strict headers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, Response, redirect
from playwright.sync_api import Page

from tests.browser.axe import axe
from tests.browser.checks import assert_focus_visible, assert_reflows, assert_targets, weight
from tests.browser.visits import Browse
from tests.browsing import REQUIRED, SCREENSHOTS, chromium_or_skip

STYLE = """
html { font: 100%/1.5 sans-serif } body { margin: 1rem }
a.block, button, label, input:not([type]) { display: block; min-height: 44px; min-width: 44px; max-width: 100% }
.wide { width: 900px } .flat:focus { outline: 0 } .box { overflow-x: auto }
.small { min-height: 20px; height: 20px } .fixed-text { font-size: 16px }
.last-first { display: flex; flex-direction: row-reverse; justify-content: flex-end }
.cut { height: 1rem; overflow: hidden } .covered { position: relative } .covered * { display: block }
.cover { position: absolute; inset: 0; background: white }
"""
GOOD = """
<h1>A page</h1><p>Read <a href="#more">more about this</a> when there is time for it.</p>
<a class="block" href="/other">Another page</a>
<form><label for="name">Name</label><input id="name" autocomplete="name">
<label><input type="checkbox"> Yes, I may</label><button>Send</button></form>
<div class="box" tabindex="0" role="region" aria-label="Numbers"><table class="wide"><tr><td>1</td></tr></table></div>
"""
WHOLE = """<!doctype html><html lang="en"><head><title>A page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head><body><main>{main}</main>"""


@pytest.fixture
def app() -> Flask:
    """A few pages under the policy that our own have, and no database."""
    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/", "good", lambda: _page(GOOD))
    app.add_url_rule("/style.css", "style", lambda: Response(STYLE, mimetype="text/css"))
    app.add_url_rule("/moved", "moved", lambda: redirect("/"))
    app.add_url_rule("/unhappy", "unhappy", _unhappy)
    app.add_url_rule("/elsewhere", "elsewhere", lambda: _page(GOOD + '<img alt="" src="http://example.org/x.png">'))
    app.add_url_rule("/inline", "inline", lambda: _page(GOOD + "<script>alert(1)</script>"))
    return app


def _page(main: str) -> Response:
    response = Response(WHOLE.format(main=main), mimetype="text/html")
    policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'"
    response.headers["Content-Security-Policy"] = policy
    return response


def _unhappy() -> tuple[Response, int]:
    return _page(GOOD), 422


def shown(page: Page, main: str, of_body: str = "") -> Page:
    """The page with other contents; its policy and style stay."""
    page.goto("/")
    page.evaluate("(main) => { document.querySelector('main').innerHTML = main }", main)
    page.evaluate("(name) => { document.body.className = name }", of_body)
    return page


def caught(check: Callable[[Page], None], page: Page) -> str:
    with pytest.raises(AssertionError) as error:
        check(page)
    return str(error.value)


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_good_page_passes_every_check(browse: Browse, device: str, script: bool) -> None:
    page = browse(device, script=script, locale="es", scheme="dark", reduced_motion=True)  # type: ignore[arg-type]
    page.goto("/")
    axe(page)
    assert_reflows(page)
    assert_targets(page)
    assert_focus_visible(page)
    asked = {
        "language": page.evaluate("navigator.language"),
        "dark": page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"),
        "still": page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches"),
        "touch": page.evaluate("matchMedia('(pointer: coarse)').matches"),
        "script": not page.evaluate("matchMedia('(scripting: none)').matches"),
        "width": page.evaluate("innerWidth"),
    }
    width = 360 if device == "phone" else 1280
    assert asked == {
        "language": "es", "dark": True, "still": True, "touch": device == "phone", "script": script, "width": width,
    }  # fmt: skip


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_axe_tells_rule_place_and_reason(browse: Browse, script: bool) -> None:
    page = shown(browse(script=script), '<h1>A page</h1><input id="name"><p>pale</p>')
    told = caught(axe, page)
    assert "violation label (critical) at #name" in told and '<input id="name">' in told
    page.evaluate("document.querySelector('input').remove()")
    page.evaluate("document.querySelector('p').style.color = '#999'")
    assert "color-contrast" in caught(axe, page)


def test_what_axe_can_not_decide_needs_a_reason(browse: Browse) -> None:
    page = shown(browse(), "<h1>A page</h1><p>on a picture</p>")
    page.evaluate("document.querySelector('p').style.background = 'linear-gradient(red, blue)'")
    assert "undecided color-contrast" in caught(axe, page)
    axe(page, incomplete={"color-contrast": "the darkest and the lightest part were measured"})


@pytest.mark.parametrize(
    ("main", "of_body", "told"),
    [
        ('<p class="wide">too wide</p>', "", "320 px wide: reaches to 916: <p"),
        ('<div class="box"><p class="wide">text</p></div>', "", "is scrolled sideways"),
        ('<p class="cut">one line and <br> another</p>', "", "its text is cut off"),
        ("<p>never larger</p>", "fixed-text", "stays at 16 px"),
    ],
)
def test_what_does_not_reflow_is_caught(browse: Browse, main: str, of_body: str, told: str) -> None:
    page = shown(browse("phone"), main, of_body)
    assert told in caught(assert_reflows, page)
    assert page.viewport_size == {"width": 360, "height": 640}


def test_small_targets_are_caught_and_exceptions_let_through(browse: Browse) -> None:
    small = '<button class="small" id="small">Send</button>'
    page = shown(browse(), f'{GOOD}{small}<p><a href="/a">A</a> | <a href="/b">B</a></p><input type="radio">')
    told = caught(assert_targets, page).splitlines()[1:]
    assert [line.partition("<")[2][:8] for line in told] == ["button c", 'a href="', 'a href="', "input ty"]
    assert_targets(page, but=["#small", "p a", "[type=radio]"])
    assert_targets(shown(page, small), least=20)


@pytest.mark.parametrize(
    ("main", "told"),
    [
        ('<button class="flat">Send</button>', "looks the same with focus and without"),
        ('<button>One</button><button tabindex="1">Two</button>', "Tab does not reach it"),
        ('<div class="last-first"><button>One</button><button>Two</button></div>', "is seen before the stop"),
        ('<div class="covered"><button>One</button><p class="cover">over it</p></div>', "is covered"),
    ],
)
def test_a_lost_focus_is_caught(browse: Browse, main: str, told: str) -> None:
    assert told in caught(assert_focus_visible, shown(browse(script=False), main))


def test_a_trap_is_caught(browse: Browse) -> None:
    page = shown(browse(), "<button>One</button><button>Two</button><button>Three</button>")
    page.evaluate("""() => {
        const [, two, three] = document.querySelectorAll("button");
        three.addEventListener("focus", () => two.focus());
    }""")
    told = caught(assert_focus_visible, page)
    assert "Three" in told


def test_the_first_visit_is_weighed_whole(browse: Browse) -> None:
    page = browse()
    light = weight(page, "/")
    least = len(WHOLE) + len(GOOD) + len(STYLE)
    assert least < light < least + 2000
    assert light < weight(page, "/moved") < light + 1000, "again as if for the first time, and with the step between"


def test_what_goes_wrong_on_a_page_is_noted_unless_it_is_expected(browse: Browse) -> None:
    browse(expect=[422]).goto("/unhappy")
    browse("phone", script=False, expect=["example.org"]).goto("/elsewhere")
    assert browse.troubles == []
    for path in ("/unhappy", "/elsewhere", "/inline"):
        browse().goto(path)
    page = browse()
    page.goto("/")
    with page.expect_event("pageerror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('lost') }) }")
    told, browse.troubles = browse.troubles, []
    for each in (
        "console error: Failed to load resource: the server responded with a status of 422",
        "request to elsewhere: http://example.org/x.png",
        "request failed: GET http://example.org/x.png",
        "Content Security Policy",
        "script error: lost",
    ):
        assert any(each in trouble for trouble in told), (each, told)


def test_pictures_are_kept_only_when_asked_for(
    browse: Browse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv(SCREENSHOTS, str(tmp_path / "pictures"))
    shots = request.getfixturevalue("shots")
    page = browse("phone")
    page.goto("/")
    monkeypatch.delenv(SCREENSHOTS)
    shots(page, "harness")
    assert (tmp_path / "pictures" / "harness.png").read_bytes().startswith(b"\x89PNG")


def test_chromium_may_be_missing_unless_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception):
        chromium_or_skip()
    monkeypatch.setenv(REQUIRED, "1")
    with pytest.raises(pytest.fail.Exception, match="Chromium is not installed"):
        chromium_or_skip()
