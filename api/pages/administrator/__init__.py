"""An administrator's pages: settings, staff, weights."""

from flask import Blueprint

blueprint = Blueprint("administrator", __name__)

from api.pages.administrator import settings, staff, weights  # noqa: E402, F401
