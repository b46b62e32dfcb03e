"""A plan for many who wait: asked for, looked at, and confirmed pair by pair."""

from flask import Blueprint

blueprint = Blueprint("plans", __name__)

from api.pages.plans import asking, confirming, ending, listing, one  # noqa: E402, F401
