"""The program's settings and its weights."""

from typing import Any

from api.auth import current_act
from api.rest.blueprint import Blueprint, listed
from api.schemas.lists import WeightsVersions
from api.schemas.program import Program
from api.schemas.queries import ListQuery
from api.schemas.weights import NewWeights, Weights
from api.services import programs, weights

blueprint = Blueprint("program", "The program and its weights")


@blueprint.route("/program", methods=["GET"])
@blueprint.response(200, Program)
def get_program() -> dict[str, Any]:
    return programs.settings(current_act())


@blueprint.route("/weights", methods=["GET"])
@blueprint.response(200, Weights)
def get_weights() -> dict[str, Any]:
    """Those in force."""
    return weights.in_force(current_act())


@blueprint.route("/weights", methods=["PUT"])
@blueprint.arguments(NewWeights)
@blueprint.response(200, Weights)
def put_weights(body: dict[str, Any]) -> dict[str, Any]:
    """All nine, as a new version that is in force from now on."""
    return weights.change(current_act(), body["weights"])


@blueprint.route("/weights/versions", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, WeightsVersions)
def list_weights_versions(query: dict[str, Any]) -> dict[str, Any]:
    """The newest first."""
    return listed(weights.versions(current_act(), query["limit"]))
