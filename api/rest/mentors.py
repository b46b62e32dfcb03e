"""Mentors: add, list, read, edit, move."""

from typing import Any

from api.auth import asks, current_act
from api.policy import Permission, Role
from api.rest.blueprint import Blueprint
from api.rest.by_role import ByRole
from api.rest.described import PLACE, TAG, refuses
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
from api.services.refusals import MoveNotPossible

blueprint = Blueprint("mentors", "Mentors")
_PATCH = ByRole({Role.COORDINATOR: MentorPatchByCoordinator}, MentorPatchByThemselves)
_SHOWN = ByRole({Role.COORDINATOR: MentorForCoordinator}, MentorForThemselves)


@blueprint.route("/mentors", methods=["POST"])
@blueprint.arguments(MentorByCoordinator)
@blueprint.response(201, MentorForCoordinator, headers=PLACE | TAG)
@asks(Permission.MENTOR_CREATE)
@retriable
def create_mentor(body: dict[str, Any]) -> Any:
    """Add a mentor, with what is known already: any status, consents on paper included."""
    mentor = people.create(current_act(), Kind.MENTOR, body)
    return _with_tag(mentor, 201, Location=f"/api/v1/mentors/{mentor['id']}")


@blueprint.route("/mentors", methods=["GET"])
@blueprint.arguments(MentorsQuery, location="query")
@blueprint.response(200, MentorRows)
@asks(Permission.MENTOR_LIST)
def list_mentors(query: dict[str, Any]) -> dict[str, Any]:
    """Mentors, by id."""
    return listed(people.list_mentors(current_act(), query.get("status"), page_of(query)), query)


@blueprint.route("/mentors/<id:mentor_id>", methods=["GET"])
@blueprint.response(200, _SHOWN, headers=TAG)
@asks(Permission.MENTOR_READ)
def get_mentor(mentor_id: str) -> Any:
    """The whole profile."""
    return _with_tag(people.read(current_act(), Kind.MENTOR, mentor_id))


@blueprint.route("/mentors/<id:mentor_id>", methods=["PATCH"])
@blueprint.arguments(_PATCH)
@blueprint.response(200, _SHOWN, headers=TAG)
@asks(Permission.MENTOR_EDIT)
@conditional
def patch_mentor(changes: dict[str, Any], mentor_id: str) -> Any:
    """Edit the profile: what is left out stays; null takes an answer back."""
    return _with_tag(editing.edit(current_act(), Kind.MENTOR, mentor_id, changes))


@blueprint.route("/mentors/<id:mentor_id>/availability", methods=["PUT"])
@blueprint.arguments(Availability)
@blueprint.response(200, _SHOWN, headers=TAG)
@asks(Permission.MENTOR_EDIT)
@conditional
def put_mentor_availability(body: dict[str, Any], mentor_id: str) -> Any:
    """Replace the whole week and all time off."""
    return _with_tag(editing.edit(current_act(), Kind.MENTOR, mentor_id, {"availability": body}))


@blueprint.route("/mentors/<id:mentor_id>/capacity", methods=["PUT"])
@blueprint.arguments(Capacity)
@blueprint.response(200, _SHOWN, headers=TAG)
@asks(Permission.MENTOR_EDIT)
@conditional
def put_mentor_capacity(body: dict[str, Any], mentor_id: str) -> Any:
    """How many places: it may go below what is in use. Nothing is undone, no new match may be confirmed."""
    return _with_tag(editing.edit(current_act(), Kind.MENTOR, mentor_id, body))


@blueprint.route("/mentors/<id:mentor_id>/moves", methods=["POST"])
@blueprint.arguments(MentorMove)
@blueprint.response(200, _SHOWN, headers=TAG)
@asks(Permission.MENTOR_MOVE)
@refuses(MoveNotPossible)
@retriable
def move_mentor(body: dict[str, Any], mentor_id: str) -> Any:
    """Change the status, by one of the steps that lead on from here."""
    return _with_tag(statuses.move(current_act(), Kind.MENTOR, mentor_id, body["action"]))


def _with_tag(mentor: dict[str, Any], status: int = 200, **headers: str) -> Any:
    return mentor, status, etag(mentor["revision"]) | headers
