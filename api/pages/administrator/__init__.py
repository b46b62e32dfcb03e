"""An administrator's pages: settings, staff, weights."""

from flask import Blueprint

blueprint = Blueprint("administrator", __name__)

from api.pages.administrator import proposing, settings, staff, trying, weights  # noqa: E402, F401
