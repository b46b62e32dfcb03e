"""A real browser on a real server: fixtures that every test may ask for.

    def test_the_list_is_read_on_a_phone(browse: Browse, make: Making) -> None:
        page = browse("phone", script=False, locale="es")
        page.goto("/list")

A test that browses runs on SQLite alone, unless it says otherwise itself: a page looks the same on either database.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from api import mail
from tests.browser.visits import Browse

REQUIRED = "ALONGSIDE_REQUIRE_CHROMIUM"
SCREENSHOTS = "ALONGSIDE_SCREENSHOTS"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing gets out, whatever a page asks for
]  # fmt: skip


class _Handler(WSGIRequestHandler):
    timeout = 5  # seconds that a connection may be open without a request, as browsers keep one in reserve

    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing: the application has its own log."""


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    wanted = set(metafunc.fixturenames)
    chosen = any("database_url" in str(mark.args[0]) for mark in metafunc.definition.iter_markers("parametrize"))
    if wanted >= {"served", "database_url"} and not chosen:
        metafunc.definition.add_marker(pytest.mark.parametrize("database_url", ["sqlite"], indirect=True))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """``-m browser`` are the tests with a browser, ``-m screenshots`` those that keep pictures."""
    for item in items:
        wanted = getattr(item, "fixturenames", ())
        if "chromium" in wanted:
            item.add_marker("browser")
        if "shots" in wanted:
            item.add_marker("screenshots")


def chromium_or_skip() -> str:
    """The program, for a test: skips it where there is none, fails it where ALONGSIDE_REQUIRE_CHROMIUM is set."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found:
        return found
    if os.environ.get(REQUIRED):
        pytest.fail(f"Chromium is not installed, and {REQUIRED} asks for it", pytrace=False)
    pytest.skip("Chromium is not installed")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = chromium_or_skip()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The address of the test's app, where it answers several requests at once; links in its mails lead there."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Handler)
    server.daemon_threads = False  # closing waits for requests under way, so that none meets the next test's database
    origin = f"http://127.0.0.1:{server.server_port}"
    kept = {name: app.config[name] for name in ("SETTINGS", "MAILROOM") if name in app.config}
    if kept:
        settings = replace(kept["SETTINGS"], base_url=origin)
        app.config.update(SETTINGS=settings, MAILROOM=mail.mailroom(settings, Path(app.instance_path)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield origin
    server.shutdown()
    thread.join()
    server.server_close()
    app.config.update(kept)


@pytest.fixture
def browse(chromium: Browser, served: str) -> Iterator[Browse]:
    """Opens pages, each in a browser of its own kind and with cookies of its own; what goes wrong fails the test."""
    visits = Browse(chromium, served, sharp=SCREENSHOTS in os.environ)
    yield visits
    visits.close()
    assert not visits.troubles, "\n".join(visits.troubles)


@pytest.fixture
def shots() -> Callable[[Page, str], None]:
    """``shots(page, "invitation-phone-es")`` keeps a picture of the whole page, when `make screenshots` asks for it."""
    folder = os.environ.get(SCREENSHOTS)

    def save(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder, f"{name}.png"), full_page=True, animations="disabled")

    return save
