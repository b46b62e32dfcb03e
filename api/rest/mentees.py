"""Mentees: add, list, read, edit, move."""

from typing import Any

from api.auth import asks, current_act
from api.language import asked_language
from api.policy import Permission, Role
from api.rest.blueprint import Blueprint
from api.rest.by_role import ByRole
from api.rest.described import PLACE, TAG, refuses
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
from api.services.refusals import MoveNotPossible

blueprint = Blueprint("mentees", "Mentees")
_PATCH = ByRole({Role.COORDINATOR: MenteePatchByCoordinator}, MenteePatchByThemselves)
_SHOWN = ByRole({Role.COORDINATOR: MenteeForCoordinator}, MenteeForThemselves)


@blueprint.route("/mentees", methods=["POST"])
@blueprint.arguments(MenteeByCoordinator)
@blueprint.response(201, MenteeForCoordinator, headers=PLACE | TAG)
@asks(Permission.MENTEE_CREATE)
@retriable
def create_mentee(body: dict[str, Any]) -> Any:
    """Add a mentee, with what is known already: any status but `matched`, consents on paper included."""
    mentee = people.create(current_act(), Kind.MENTEE, body)
    return _with_tag(mentee, 201, Location=f"/api/v1/mentees/{mentee['id']}")


@blueprint.route("/mentees", methods=["GET"])
@blueprint.arguments(MenteesQuery, location="query")
@blueprint.response(200, MenteeRows)
@asks(Permission.MENTEE_LIST)
def list_mentees(query: dict[str, Any]) -> dict[str, Any]:
    """Mentees: those who have waited longest first."""
    return listed(people.list_mentees(current_act(), query.get("status"), page_of(query)), query)


@blueprint.route("/mentees/<id:mentee_id>", methods=["GET"])
@blueprint.response(200, _SHOWN, headers=TAG)
@asks(Permission.MENTEE_READ)
def get_mentee(mentee_id: str) -> Any:
    """The whole profile."""
    return _with_tag(people.read(current_act(), Kind.MENTEE, mentee_id))


@blueprint.route("/mentees/<id:mentee_id>", methods=["PATCH"])
@blueprint.arguments(_PATCH)
@blueprint.response(200, _SHOWN, headers=TAG)
@asks(Permission.MENTEE_EDIT)
@conditional
def patch_mentee(changes: dict[str, Any], mentee_id: str) -> Any:
    """Edit the profile: what is left out stays; null takes an answer back."""
    mentee = editing.edit(current_act(), Kind.MENTEE, mentee_id, changes)
    if changes.get("right_now") == "not_safe":
        mentee["help"] = help_lines.lines(asked_language(vocabulary.LANGUAGES), None, current_act().program_id)
    return _with_tag(mentee)


@blueprint.route("/mentees/<id:mentee_id>/availability", methods=["PUT"])
@blueprint.arguments(Availability)
@blueprint.response(200, _SHOWN, headers=TAG)
@asks(Permission.MENTEE_EDIT)
@conditional
def put_mentee_availability(body: dict[str, Any], mentee_id: str) -> Any:
    """Replace the whole week and all time off."""
    return _with_tag(editing.edit(current_act(), Kind.MENTEE, mentee_id, {"availability": body}))


@blueprint.route("/mentees/<id:mentee_id>/moves", methods=["POST"])
@blueprint.arguments(MenteeMove)
@blueprint.response(200, _SHOWN, headers=TAG)
@asks(Permission.MENTEE_MOVE)
@refuses(MoveNotPossible)
@retriable
def move_mentee(body: dict[str, Any], mentee_id: str) -> Any:
    """Change the status, by one of the steps that lead on from here."""
    return _with_tag(statuses.move(current_act(), Kind.MENTEE, mentee_id, body["action"]))


def _with_tag(mentee: dict[str, Any], status: int = 200, **headers: str) -> Any:
    return mentee, status, etag(mentee["revision"]) | headers
