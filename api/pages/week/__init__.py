"""When a mentor or a mentee is free, and how many a mentor can walk with."""

from flask import Blueprint

blueprint = Blueprint("week", __name__)

from api.pages.week import places, week  # noqa: E402, F401
