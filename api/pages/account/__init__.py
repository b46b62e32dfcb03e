"""What everybody needs: the way in and out, languages, help, and one's own account."""

from flask import Blueprint

blueprint = Blueprint("account", __name__)

from api.pages.account import languages, leaving, signing_in, welcome  # noqa: E402, F401
