"""Whether a page can be read and used by everyone: its width, what is pressed, the way of the Tab key, its weight."""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page

NARROWEST = (320, 256)  # CSS pixels: a screen of 1280 x 1024 at 400 % (WCAG 1.4.10)
AT_200 = (640, 512)
USUAL_TEXT = {"standard": 16, "fixed": 13}  # pixels, as browsers come
LARGE_TEXT = {"standard": 32, "fixed": 26}
PRESSES_WITHIN_ONE = 6  # a date has a stop for each of its parts
MILLISECONDS_TO_SHOW = 300


def open_all(page: Page) -> None:
    """Everything that is folded away."""
    for summary in page.locator("details:not([open]) > summary").element_handles():
        summary.press("Enter")


def assert_reflows(page: Page) -> None:
    """At 400 % and 200 %, and where the reader's letters are twice as large, nothing is cut off or scrolled sideways.

    Tables, grids and drawings may scroll within a box of their own. Leaves the page as it was.
    """
    flaws = []
    before = page.viewport_size
    assert before is not None
    for width, height in (NARROWEST, AT_200):
        page.set_viewport_size({"width": width, "height": height})
        flaws += [f"{width} px wide: {flaw}" for flaw in page.evaluate(_script("reflow.js"), width)]
    page.set_viewport_size(before)
    flaws += [f"text at 200 %: {flaw}" for flaw in _flaws_of_large_text(page, before["width"])]
    assert not flaws, _told(page, flaws)


def _flaws_of_large_text(page: Page, width: int) -> list[str]:
    session = page.context.new_cdp_session(page)
    try:
        usual = _text_size(page)
        session.send("Page.setFontSizes", {"fontSizes": LARGE_TEXT})
        grown = _text_size(page)
        flaws: list[str] = page.evaluate(_script("reflow.js"), width)
        if grown < 1.9 * usual:
            flaws.append(f"the text is {usual} px and stays at {grown} px: sizes have to be in rem, em or %")
        return flaws
    finally:
        session.send("Page.setFontSizes", {"fontSizes": USUAL_TEXT})
        session.detach()


def _text_size(page: Page) -> float:
    size: float = page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)")
    return size


def assert_targets(page: Page, least: int = 44, but: Collection[str] = ()) -> None:
    """Whatever can be pressed is at least so many CSS pixels wide and high: itself, or the label that presses it.

    Of the exceptions of WCAG 2.5.8, links inside running text are let through ("inline"), since their line holds them
    down. ``but`` has selectors of what falls under another: there is a large one for the same ("equivalent"), the
    browser draws it ("user agent control"), or it can't be otherwise ("essential"). "Spacing" lets nothing through.
    """
    flaws = page.evaluate(_script("targets.js"), [least, ", ".join(but)])
    assert not flaws, _told(page, [f"smaller than {least} x {least}: {flaw}" for flaw in flaws])


def assert_focus_visible(page: Page) -> None:
    """Tab goes through everything once, in the order of the page, is seen at each stop, and gets out again."""
    stops = page.evaluate(_script("tabbing.js"))
    flaws: list[str] = []
    here: dict[str, Any] | None = None
    for _ in range(stops * PRESSES_WITHIN_ONE + 1):
        page.keyboard.press("Tab")
        before, here = here, page.evaluate("() => window.tabbing.here()")
        if here is None or (here["isAgain"] and here["isFirst"]):
            break
        if here["isAgain"]:
            flaws.append(f"Tab comes back here, and not to the beginning: {here['told']}")
            break
        if not here["isShown"]:
            page.wait_for_timeout(MILLISECONDS_TO_SHOW)  # it may be shown by a transition
            here = {**here, **page.evaluate("() => window.tabbing.here()")}
        flaws += _flaws_of_stop(before, here)
    else:
        flaws.append("Tab never gets out of the page")
    flaws += [f"Tab does not reach it: {told}" for told in page.evaluate("() => window.tabbing.missed()")]
    assert not flaws, _told(page, list(dict.fromkeys(flaws)))


def _flaws_of_stop(before: dict[str, Any] | None, here: dict[str, Any]) -> list[str]:
    flaws = []
    if not here["isShown"]:
        flaws.append(f"looks the same with focus and without: {here['told']}")
    if here["isCovered"]:
        flaws.append(f"has the focus and is covered or out of sight: {here['told']}")
    if not here["follows"]:
        flaws.append(f"comes earlier in the page than the stop before: {here['told']}")
    elif before and _goes_back(before, here):
        flaws.append(f"is seen before the stop that comes before it, {before['told']}: {here['told']}")
    return flaws


def _goes_back(before: dict[str, Any], here: dict[str, Any]) -> bool:
    """To where a reader has been: further up and not in a next column, or on the same line against the reading."""
    if before["isFixed"] or here["isFixed"]:
        return False
    begins_later = here["right"] < before["right"] if here["isRightToLeft"] else here["left"] > before["left"]
    if here["bottom"] <= before["top"]:
        return not begins_later
    on_one_line = here["top"] < before["bottom"] and before["top"] < here["bottom"]
    apart = here["right"] <= before["left"] or before["right"] <= here["left"]
    return on_one_line and apart and not begins_later


def weight(page: Page, path: str) -> int:
    """Bytes that come over the line when somebody opens ``path`` for the first time, headers among them."""
    session = page.context.new_cdp_session(page)
    counted: list[int] = []
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    _count(session, counted)
    page.goto(path, wait_until="networkidle")
    session.detach()
    return sum(counted)


def _count(session: CDPSession, counted: list[int]) -> None:
    def on_finished(event: dict[str, Any]) -> None:
        counted.append(int(event["encodedDataLength"]))

    def on_request(event: dict[str, Any]) -> None:
        counted.append(int(event.get("redirectResponse", {}).get("encodedDataLength", 0)))

    session.on("Network.loadingFinished", on_finished)
    session.on("Network.requestWillBeSent", on_request)


@cache
def _script(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _told(page: Page, flaws: list[str]) -> str:
    return "\n".join([f"{page.url}:", *flaws])
