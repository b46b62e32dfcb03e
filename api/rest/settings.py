"""The program's settings and its weights."""

from typing import Any

from api.auth import asks, current_act
from api.policy import Permission
from api.rest.blueprint import Blueprint
from api.rest.described import TAG, refuses
from api.rest.lists import listed, page_of
from api.rest.preconditions import conditional, etag
from api.schemas.learning import WeightsProposal
from api.schemas.lists import WeightsVersions
from api.schemas.program import Program, ProgramPatch
from api.schemas.queries import ListQuery, Nothing
from api.schemas.trials import WeightsTrial
from api.schemas.weights import NewWeights, Weights
from api.services import programs, trials, weights
from api.services.learning import proposing
from api.services.refusals import TooManyRequests
from api.throttle import by_account, throttled

blueprint = Blueprint("program", "The program and its weights")


@blueprint.route("/program", methods=["GET"])
@blueprint.response(200, Program, headers=TAG)
@asks(Permission.PROGRAM_READ)
def get_program() -> Any:
    """The program's settings."""
    program = programs.settings(current_act())
    return program, 200, etag(program["revision"])


@blueprint.route("/program", methods=["PATCH"])
@blueprint.arguments(ProgramPatch)
@blueprint.response(200, Program, headers=TAG)
@asks(Permission.PROGRAM_CHANGE)
@conditional
def patch_program(changes: dict[str, Any]) -> Any:
    """Change settings: what is left out stays. The phone line alone may be taken back with null."""
    program = programs.change(current_act(), changes)
    return program, 200, etag(program["revision"])


@blueprint.route("/weights", methods=["GET"])
@blueprint.response(200, Weights, headers=TAG)
@asks(Permission.WEIGHTS_READ)
def get_weights() -> Any:
    """The weights in force."""
    found = weights.in_force(current_act())
    return found, 200, etag(found["version"])


@blueprint.route("/weights", methods=["PUT"])
@blueprint.arguments(NewWeights)
@blueprint.response(200, Weights, headers=TAG)
@asks(Permission.WEIGHTS_CHANGE)
@conditional
def put_weights(body: dict[str, Any]) -> Any:
    """All nine weights, as a new version that is in force from now on."""
    changed = weights.change(current_act(), body["weights"])
    return changed, 200, etag(changed["version"])


@blueprint.route("/weights/versions", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, WeightsVersions)
@asks(Permission.WEIGHTS_READ)
def list_weights_versions(query: dict[str, Any]) -> dict[str, Any]:
    """Every version of the weights, the newest first."""
    return listed(weights.versions(current_act(), page_of(query)), query)


@blueprint.route("/weights/trials", methods=["POST"])
@blueprint.arguments(NewWeights)
@blueprint.response(200, WeightsTrial)
@throttled("30 per hour", by_account)
@asks(Permission.WEIGHTS_TRY)
@refuses(TooManyRequests)
def try_weights_on_all(body: dict[str, Any]) -> dict[str, Any]:
    """What other weights would change over the whole waiting list. Nothing is kept or changed.

    `plan` is the best plan for everyone, the worst-off first; `before` and `after` are null where there are over a
    million pairs, and `text` says so. Scores under different weights are on different scales; places can be compared.
    The asker's own profile is left out.

    `groups` may be passed on by itself: it leaves out what would tell of fewer than 11 people, and rounds the rest, as
    the reports do. The other numbers are exact, and are for coordinators, who may open every profile.
    """
    return trials.try_on_all(current_act(), body["weights"])


@blueprint.route("/weights/proposals", methods=["POST"])
@blueprint.arguments(Nothing)
@blueprint.response(200, WeightsProposal)
@asks(Permission.WEIGHTS_PROPOSE)
def propose_weights(_body: dict[str, Any]) -> dict[str, Any]:
    """Weights that the program's own decisions speak for, tried on decisions that they were not fitted on.

    Nothing is kept or changed: whoever wants them in force sends them with `PUT /weights`. `weights` is null while
    there is not enough to tell. `groups` says where mentors of a group were chosen more or less often than others who
    were as alike: weights that learn from such decisions go on with it. Groups of fewer than 11 people are left out,
    and where fewer than 11 were chosen `shares` is null; shares are rounded as in the reports, and intervals widened to
    the same steps. Decisions about the asker's own profile are left out.

    `would_change` is what `POST /weights/trials` would tell of these weights; null where `weights` is. Whoever may not
    see mentees gets no ids, and of everyone together rounded numbers only, from 11 people on: the rest is null.
    """
    return proposing.propose_weights(current_act())
