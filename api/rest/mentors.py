"""Mentors: add, list, read, edit, move."""

from typing import Any

from api.auth import current_act
from api.policy import Role
from api.rest.blueprint import Blueprint, read_body
from api.rest.lists import listed, page_of
from api.rest.preconditions import conditional, etag, retriable
from api.schemas.lists import MentorRows
from api.schemas.people_moves import MentorMove
from api.schemas.profiles import (
    Availability,
    Capacity,
    MentorByCoordinator,
    MentorForCoordinator,
    MentorForThemselves,
    MentorPatchByCoordinator,
    MentorPatchByThemselves,
)
from api.schemas.queries import MentorsQuery
from api.services import editing, people, statuses
from api.services.kinds import Kind

blueprint = Blueprint("mentors", "Mentors")
_PATCH = {Role.COORDINATOR: MentorPatchByCoordinator}


@blueprint.route("/mentors", methods=["POST"])
@blueprint.arguments(MentorByCoordinator)
@blueprint.response(201)
@retriable
def create_mentor(body: dict[str, Any]) -> Any:
    mentor = people.create(current_act(), Kind.MENTOR, body)
    return _dump(mentor, 201, Location=f"/api/v1/mentors/{mentor['id']}")


@blueprint.route("/mentors", methods=["GET"])
@blueprint.arguments(MentorsQuery, location="query")
@blueprint.response(200, MentorRows)
def list_mentors(query: dict[str, Any]) -> dict[str, Any]:
    """By id."""
    return listed(people.list_mentors(current_act(), query.get("status"), page_of(query)), query)


@blueprint.route("/mentors/<id:mentor_id>", methods=["GET"])
@blueprint.response(200)
def get_mentor(mentor_id: str) -> Any:
    return _dump(people.read(current_act(), Kind.MENTOR, mentor_id))


@blueprint.route("/mentors/<id:mentor_id>", methods=["PATCH"])
@blueprint.response(200)
@conditional
def patch_mentor(mentor_id: str) -> Any:
    """What is left out stays; null takes an answer back."""
    changes = read_body(_PATCH, MentorPatchByThemselves)
    return _dump(editing.edit(current_act(), Kind.MENTOR, mentor_id, changes))


@blueprint.route("/mentors/<id:mentor_id>/availability", methods=["PUT"])
@blueprint.arguments(Availability)
@blueprint.response(200)
@conditional
def put_mentor_availability(body: dict[str, Any], mentor_id: str) -> Any:
    """The whole week and time off."""
    return _dump(editing.edit(current_act(), Kind.MENTOR, mentor_id, {"availability": body}))


@blueprint.route("/mentors/<id:mentor_id>/capacity", methods=["PUT"])
@blueprint.arguments(Capacity)
@blueprint.response(200)
@conditional
def put_mentor_capacity(body: dict[str, Any], mentor_id: str) -> Any:
    """May go below what is in use: nothing is undone, no new match may be confirmed."""
    return _dump(editing.edit(current_act(), Kind.MENTOR, mentor_id, body))


@blueprint.route("/mentors/<id:mentor_id>/moves", methods=["POST"])
@blueprint.arguments(MentorMove)
@blueprint.response(200)
@retriable
def move_mentor(body: dict[str, Any], mentor_id: str) -> Any:
    return _dump(statuses.move(current_act(), Kind.MENTOR, mentor_id, body["action"]))


def _dump(mentor: dict[str, Any], status: int = 200, **headers: str) -> Any:
    schema = MentorForCoordinator if current_act().actor.role == Role.COORDINATOR else MentorForThemselves
    return schema().dump(mentor), status, etag(mentor["revision"]) | headers
