"""An address with a zero byte in it, which PostgreSQL takes in no text: nothing is there, and help still is."""

import pytest

from tests.databases import PostgresServer
from tests.making import Making
from tests.visiting import coordinator


@pytest.fixture
def database_url(postgresql_server: PostgresServer) -> str:
    postgresql_server.drop("clone")
    postgresql_server.clone("migrated", "clone")
    return postgresql_server.url("clone")


def test_a_zero_byte_in_the_place_of_an_id_is_none_and_help_stands_on_the_page(make: Making) -> None:
    visitor = coordinator(make)
    assert "988" in visitor.get("/help?program=%00")
    visitor.get("/nowhere?program=%00", 404)
    mentee, mentor = make.mentee(), make.mentor()
    visitor.get(f"/mentees/{mentee}/confirm/{mentor}?run=%00")
    visitor.get(f"/mentees/{mentee}/compare?with=%00&and={mentor}", 422)
    assert visitor.post("/my-account/sessions/end", session="\0") == "/my-account"
