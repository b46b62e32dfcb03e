"""Somebody who uses the pages, with a cookie as a browser has it: for tests that need no browser."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page

from api.services import browser_sessions
from api.services.acts import Act
from data.db import transaction
from data.ids import new_id
from data.store import accounts
from data.store.people import Kind
from tests.making import Making

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def cookie_of(app: Flask, secret: str, **more: str) -> str:
    """The cookie of a browser in which this session is open; ``more`` is kept in it besides (``language="es"``)."""
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return str(signer.dumps({"_user_id": secret, "_fresh": True, **more}))


def enter(page: Page, app: Flask, secret: str, **more: str) -> None:
    """Has the browser signed in from its first page on."""
    origin = app.config["SETTINGS"].base_url
    name = app.config["SESSION_COOKIE_NAME"]
    page.context.add_cookies([{"name": name, "value": cookie_of(app, secret, **more), "url": origin}])


def secret_for(make: Making, email: str, role: str | None = None) -> str:
    """Of a session in that role, opened without a password."""
    act = make.act()
    with make.app.app_context(), transaction(None):
        account = accounts.lock_by_email(email)
        assert account is not None
        theirs = [each for each in accounts.memberships(account.id) if role in (None, each[0].role)]
        return browser_sessions.open_for(Act(act.actor, datetime.now(UTC), new_id()), theirs).secret


def secret_of(make: Making, kind: Kind, person_id: str) -> str:
    make.token_of(kind, person_id)
    with make.app.app_context(), transaction(make.program_id):
        membership = accounts.membership_for(person_id)
        account = accounts.find(membership.account_id if membership else None)
        assert account is not None
        email = accounts.email_of(account)
    return secret_for(make, email, kind.value)


class Visitor:
    """Follows no redirects; sends the hidden fields of the last form that it saw, as a browser would."""

    def __init__(self, app: Flask, secret: str | None = None, language: str = "en") -> None:
        self.client: FlaskClient = app.test_client()
        with self.client.session_transaction() as session:
            session["language"] = language
            if secret:
                session["_user_id"], session["_fresh"] = secret, True
        self.hidden: dict[str, str] = {}

    def get(self, path: str, status: int = 200) -> str:
        response = self.client.get(path)
        return self._page(response, status)

    def post(self, path: str, status: int = 303, /, **fields: Any) -> str:
        """Where a redirect leads, or the page. Names with dots: ``**{"identity.email": ...}``."""
        if "csrf_token" not in self.hidden:
            self.get("/help")
        ours = {name: self.hidden[name] for name in ("csrf_token", "once", "revision") if name in self.hidden}
        response = self.client.post(path, data={**ours, **fields})
        page = self._page(response, status)
        return response.headers.get("Location", page)

    def _page(self, response: Any, status: int) -> str:
        page: str = response.get_data(as_text=True)
        assert response.status_code == status, f"{response.status_code} {response.headers.get('Location')}\n{page}"
        found = {name: unescape(value) for name, value in HIDDEN.findall(page)}
        self.hidden.update({name: value for name, value in found.items() if name in ("csrf_token", "once", "revision")})
        return page


def coordinator(make: Making, language: str = "en") -> Visitor:
    return Visitor(make.app, secret_for(make, make.coordinator_email, "coordinator"), language)


def administrator(make: Making, language: str = "en") -> Visitor:
    return Visitor(make.app, secret_for(make, make.administrator_email, "administrator"), language)


def person(make: Making, kind: Kind, person_id: str, language: str = "en") -> Visitor:
    return Visitor(make.app, secret_of(make, kind, person_id), language)
