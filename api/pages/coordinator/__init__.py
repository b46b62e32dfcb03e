"""A coordinator's day: what needs a person, the lists, a person, a match."""

from flask import Blueprint

blueprint = Blueprint("coordinator", __name__)

from api.pages.coordinator import (  # noqa: E402, F401
    adding,
    answers,
    consents,
    editing,
    keeping_apart,
    lists,
    matches,
    moving,
    people,
    today,
    words,
)
