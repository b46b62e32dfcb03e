"""Mentees: add, list, read, edit, move."""

from typing import Any

from api.auth import current_act
from api.language import asked_language
from api.policy import Role
from api.rest.blueprint import Blueprint, read_body
from api.rest.lists import listed, page_of
from api.rest.preconditions import conditional, etag, retriable
from api.schemas.lists import MenteeRows
from api.schemas.people_moves import MenteeMove
from api.schemas.profiles import (
    Availability,
    MenteeByCoordinator,
    MenteeForCoordinator,
    MenteeForThemselves,
    MenteePatchByCoordinator,
    MenteePatchByThemselves,
)
from api.schemas.queries import MenteesQuery
from api.services import editing, people, statuses, vocabulary
from api.services import help as help_lines
from api.services.kinds import Kind

blueprint = Blueprint("mentees", "Mentees")
_PATCH = {Role.COORDINATOR: MenteePatchByCoordinator}


@blueprint.route("/mentees", methods=["POST"])
@blueprint.arguments(MenteeByCoordinator)
@blueprint.response(201)
@retriable
def create_mentee(body: dict[str, Any]) -> Any:
    mentee = people.create(current_act(), Kind.MENTEE, body)
    return _dump(mentee, 201, Location=f"/api/v1/mentees/{mentee['id']}")


@blueprint.route("/mentees", methods=["GET"])
@blueprint.arguments(MenteesQuery, location="query")
@blueprint.response(200, MenteeRows)
def list_mentees(query: dict[str, Any]) -> dict[str, Any]:
    """Those who have waited longest first."""
    return listed(people.list_mentees(current_act(), query.get("status"), page_of(query)), query)


@blueprint.route("/mentees/<id:mentee_id>", methods=["GET"])
@blueprint.response(200)
def get_mentee(mentee_id: str) -> Any:
    return _dump(people.read(current_act(), Kind.MENTEE, mentee_id))


@blueprint.route("/mentees/<id:mentee_id>", methods=["PATCH"])
@blueprint.response(200)
@conditional
def patch_mentee(mentee_id: str) -> Any:
    """What is left out stays; null takes an answer back."""
    changes = read_body(_PATCH, MenteePatchByThemselves)
    mentee = editing.edit(current_act(), Kind.MENTEE, mentee_id, changes)
    if changes.get("right_now") == "not_safe":
        mentee["help"] = help_lines.lines(asked_language(vocabulary.LANGUAGES), None, current_act().program_id)
    return _dump(mentee)


@blueprint.route("/mentees/<id:mentee_id>/availability", methods=["PUT"])
@blueprint.arguments(Availability)
@blueprint.response(200)
@conditional
def put_mentee_availability(body: dict[str, Any], mentee_id: str) -> Any:
    """The whole week and time off."""
    return _dump(editing.edit(current_act(), Kind.MENTEE, mentee_id, {"availability": body}))


@blueprint.route("/mentees/<id:mentee_id>/moves", methods=["POST"])
@blueprint.arguments(MenteeMove)
@blueprint.response(200)
@retriable
def move_mentee(body: dict[str, Any], mentee_id: str) -> Any:
    return _dump(statuses.move(current_act(), Kind.MENTEE, mentee_id, body["action"]))


def _dump(mentee: dict[str, Any], status: int = 200, **headers: str) -> Any:
    schema = MenteeForCoordinator if current_act().actor.role == Role.COORDINATOR else MenteeForThemselves
    return schema().dump(mentee), status, etag(mentee["revision"]) | headers
