"""What mentees and mentors have of their own: where they stand, whom they are asked about, what they agreed to."""

from flask import Blueprint

blueprint = Blueprint("party", __name__)

from api.pages.party import agreeing, answering, my_match, place, telling, words  # noqa: E402, F401
