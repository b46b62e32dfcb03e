from typing import Any

import pytest
from flask import Flask

from api.rest.openapi import serving


@pytest.fixture
def document(app: Flask) -> dict[str, Any]:
    with app.app_context():
        return serving.document()
