"""The coordinator's main page: ten mentors for one person, why, and what other weights would change."""

from flask import Blueprint

blueprint = Blueprint("suggestions", __name__)

from api.pages.suggestions import comparing, confirming, listing, openings, pair, runs  # noqa: E402, F401
