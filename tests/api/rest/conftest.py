"""A maker whose people sign in once: a token for every request would cost more than the requests themselves."""

import pytest
from flask import Flask

from data.store.people import Kind
from tests.making import Client, Making


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
