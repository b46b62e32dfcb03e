"""The main job: ranked mentors for a mentee, and a list as it was shown."""

from typing import Any

from api.auth import current_act
from api.rest.blueprint import Blueprint
from api.schemas.queries import SuggestionsQuery
from api.schemas.suggestions import Run
from api.services import suggestions

blueprint = Blueprint("suggestions", "Suggestions")


@blueprint.route("/mentees/<id:mentee_id>/suggestions", methods=["GET"])
@blueprint.arguments(SuggestionsQuery, location="query")
@blueprint.response(200, Run)
def get_suggestions(query: dict[str, Any], mentee_id: str) -> dict[str, Any]:
    """Every mentor of the program, the best first, each with its reasons."""
    return suggestions.suggest(current_act(), mentee_id, query["limit"])


@blueprint.route("/runs/<id:run_id>", methods=["GET"])
@blueprint.response(200, Run)
def get_run(run_id: str) -> dict[str, Any]:
    """What was shown then; names are looked up now."""
    return suggestions.read_run(current_act(), run_id)
