"""What a program can learn by looking back and around: who is served how well, what moves, and who is missing."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__)

from api.pages.reports import drift, fairness, index, supply_gaps  # noqa: E402, F401
