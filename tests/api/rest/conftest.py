"""A maker whose people sign in once: a token for every request would cost more than the requests themselves."""

from pathlib import Path

import pytest
from flask import Flask

from data.store.people import Kind
from tests.making import Client, Making

HERE = Path(__file__).parent
# Races, locks, uniqueness, order of rows.
ON_BOTH = {
    "test_retries.py", "test_two_editors.py", "test_confirming.py", "test_pages_of_lists.py", "test_invitations.py",
    "test_staff.py", "test_tokens.py", "test_sign_in_slowed.py", "test_match_moves.py", "test_own_forms.py",
    "test_introduction.py", "test_tasks.py", "test_schemathesis.py", "test_plan_confirmations.py",
}  # fmt: skip


class SignedInOnce(Making):
    def __init__(self, app: Flask) -> None:
        self._signed_in: dict[str, str] = {}
        super().__init__(app)

    def client(self, token: str | None = None) -> Client:
        return super().client(token or self._once("staff", lambda: self.token(self.coordinator_email)))

    def token_of(self, kind: Kind, person_id: str) -> str:
        return self._once(person_id, lambda: super(SignedInOnce, self).token_of(kind, person_id))

    def _once(self, who: str, sign_in) -> str:  # type: ignore[no-untyped-def]
        if who not in self._signed_in:
            self._signed_in[who] = sign_in()
        return self._signed_in[who]


@pytest.fixture
def make(app: Flask) -> Making:
    return SignedInOnce(app)


@pytest.fixture
def anyone(make: Making) -> Client:
    return Client(make.app.test_client(), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the JSON face does on PostgreSQL as well is asked by every run only where the database has a say in it."""
    for item in items:
        params = getattr(getattr(item, "callspec", None), "params", {})
        on_postgresql = any(isinstance(value, str) and value == "postgresql" for value in params.values())
        if on_postgresql and HERE in item.path.parents and item.path.name not in ON_BOTH:
            item.add_marker("slow")
