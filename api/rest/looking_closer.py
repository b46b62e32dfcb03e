"""Why one mentor stands above another, and what would open a door."""

from typing import Any

from api.auth import asks, current_act
from api.policy import Permission
from api.rest.blueprint import Blueprint
from api.rest.described import refuses
from api.schemas.looking_closer import MentorsCompared, Openings
from api.services.refusals import NoConsent
from api.services.suggestions import against, openings

blueprint = Blueprint("looking_closer", "Suggestions")


@blueprint.route("/mentees/<id:mentee_id>/suggestions/<id:mentor_id>/against/<id:other_id>", methods=["GET"])
@blueprint.response(200, MentorsCompared)
@asks(Permission.SUGGESTIONS)
@refuses(NoConsent)
def compare_mentors(mentee_id: str, mentor_id: str, other_id: str) -> dict[str, Any]:
    """Two mentors factor by factor, what decided, and the smallest change of one weight that turns them round."""
    return against.set_against(current_act(), mentee_id, mentor_id, other_id)


@blueprint.route("/mentees/<id:mentee_id>/openings", methods=["GET"])
@blueprint.response(200, Openings)
@asks(Permission.SUGGESTIONS)
@refuses(NoConsent)
def get_openings(mentee_id: str) -> dict[str, Any]:
    """Which limit shuts out how many mentors, and the smallest single change that opens a door."""
    return openings.look_for_openings(current_act(), mentee_id)
