"""What pages do does not depend on the kind of database: the use-cases under them are tested on both."""

import pytest


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("sqlite_url"))
