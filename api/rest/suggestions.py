"""The main job: ranked mentors for a mentee, and a list as it was shown."""

from typing import Any

from api.auth import asks, current_act
from api.policy import Permission
from api.rest.blueprint import Blueprint
from api.rest.described import refuses
from api.schemas.queries import SuggestionsQuery
from api.schemas.suggestions import Pair, Run, RunWhatIf, WhatIf
from api.services.refusals import AlreadyMatched, NoConsent, NotWaiting
from api.services.suggestions import asking, one_pair

blueprint = Blueprint("suggestions", "Suggestions")


@blueprint.route("/mentees/<id:mentee_id>/suggestions", methods=["GET"])
@blueprint.arguments(SuggestionsQuery, location="query")
@blueprint.response(200, Run)
@asks(Permission.SUGGESTIONS)
@refuses(AlreadyMatched, NotWaiting, NoConsent)
def get_suggestions(query: dict[str, Any], mentee_id: str) -> dict[str, Any]:
    """Every mentor of the program, the best first, each with its reasons.

    With `spread=true` the first three places are by score alone; below them a mentor gives way by 0.02 for each other
    mentee whose list of the last 30 days they were on, divided by their free places. No score changes, and `margin` and
    `steady` are about the order by score. With `also=true` there are up to two mentors from outside the list.
    """
    return asking.suggest(current_act(), mentee_id, query["limit"], also=query["also"], spread=query["spread"])


@blueprint.route("/mentees/<id:mentee_id>/suggestions", methods=["POST"])
@blueprint.arguments(WhatIf)
@blueprint.response(200, RunWhatIf)
@asks(Permission.SUGGESTIONS)
@refuses(AlreadyMatched, NotWaiting, NoConsent)
def try_weights(body: dict[str, Any], mentee_id: str) -> dict[str, Any]:
    """The list under other weights, for this look only."""
    return asking.what_if(current_act(), mentee_id, body["weights"], body["limit"])


@blueprint.route("/mentees/<id:mentee_id>/suggestions/<id:mentor_id>", methods=["GET"])
@blueprint.response(200, Pair)
@asks(Permission.SUGGESTIONS)
@refuses(NoConsent)
def get_pair(mentee_id: str, mentor_id: str) -> dict[str, Any]:
    """One pair in full, also when it is excluded: then with every reason, and what would change it."""
    return one_pair.look_at_pair(current_act(), mentee_id, mentor_id)


@blueprint.route("/runs/<id:run_id>", methods=["GET"])
@blueprint.response(200, Run)
@asks(Permission.RUN_READ)
def get_run(run_id: str) -> dict[str, Any]:
    """A list as it was shown then; names are looked up now."""
    return asking.read_run(current_act(), run_id)
