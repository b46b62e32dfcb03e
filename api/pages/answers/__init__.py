"""What people say of themselves: an intake, an application, and their answers ever after, question by question."""

from flask import Blueprint

blueprint = Blueprint("answers", __name__)

from api.pages.answers import asking, coming_back, mine, sending  # noqa: E402, F401
