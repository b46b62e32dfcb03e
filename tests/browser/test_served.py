"""The test's own app behind a real address."""

import pytest
from flask import Flask

from tests.browser.visits import Browse
from tests.making import Making


def test_a_browser_meets_the_app_of_the_test_on_one_database(
    browse: Browse, served: str, app: Flask, make: Making, request: pytest.FixtureRequest
) -> None:
    make.mentee()
    assert request.node.callspec.params == {"database_url": "sqlite"}
    response = browse("phone", script=False).goto("/readyz")
    assert response is not None and response.status == 200 and response.url == f"{served}/readyz"


def test_links_in_mails_lead_to_where_the_app_is_served(served: str, app: Flask) -> None:
    assert app.config["SETTINGS"].base_url == app.config["MAILROOM"].letterhead.base_url == served
