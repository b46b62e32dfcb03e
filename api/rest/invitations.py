"""Invitations of mentees and mentors, and what the holder of a link does with it."""

from typing import Any

from api.auth import asks, current_act, public
from api.policy import NotFound, Permission
from api.rest.blueprint import Blueprint
from api.rest.described import PLACE, refuses
from api.rest.preconditions import retriable
from api.schemas.accounts import Invitation, Redemption
from api.schemas.queries import Nothing
from api.services import invitations
from api.services.kinds import Kind
from api.services.refusals import AlreadyExists, NoAddress
from api.throttle import network_of_asker, throttled

blueprint = Blueprint("invitations", "Invitations")


@blueprint.route("/mentees/<id:person_id>/invitation", methods=["POST"])
@blueprint.arguments(Nothing)
@blueprint.response(201, Invitation, headers=PLACE)
@asks(Permission.MENTEE_INVITE)
@refuses(NoAddress)
@retriable
def invite_mentee(_body: dict[str, Any], person_id: str) -> Any:
    """Invite a mentee: a single-use link by mail, good for seven days."""
    return _invite(Kind.MENTEE, person_id)


@blueprint.route("/mentors/<id:person_id>/invitation", methods=["POST"])
@blueprint.arguments(Nothing)
@blueprint.response(201, Invitation, headers=PLACE)
@asks(Permission.MENTOR_INVITE)
@refuses(NoAddress)
@retriable
def invite_mentor(_body: dict[str, Any], person_id: str) -> Any:
    """Invite a mentor: a single-use link by mail, good for seven days."""
    return _invite(Kind.MENTOR, person_id)


@blueprint.route("/mentees/<id:person_id>/invitation", methods=["GET"])
@blueprint.response(200, Invitation)
@asks(Permission.MENTEE_INVITE)
def get_mentee_invitation(person_id: str) -> dict[str, Any]:
    """How far the newest invitation of a mentee has come: `queued`, `sent`, `undelivered` or `used`."""
    return invitations.newest(current_act(), Kind.MENTEE, person_id)


@blueprint.route("/mentors/<id:person_id>/invitation", methods=["GET"])
@blueprint.response(200, Invitation)
@asks(Permission.MENTOR_INVITE)
def get_mentor_invitation(person_id: str) -> dict[str, Any]:
    """How far the newest invitation of a mentor has come: `queued`, `sent`, `undelivered` or `used`."""
    return invitations.newest(current_act(), Kind.MENTOR, person_id)


@blueprint.route("/invitations/redemptions", methods=["POST"])
@public
@blueprint.arguments(Redemption)
@blueprint.response(204)
@refuses(NotFound, AlreadyExists)
@throttled("30 per hour")
def redeem_invitation(body: dict[str, Any]) -> None:
    """Set the password with the secret of an invitation or a reset; all tokens of the account end."""
    invitations.redeem(current_act(), body["secret"], body["password"], network_of_asker())


def _invite(kind: Kind, person_id: str) -> Any:
    invitation = invitations.invite(current_act(), kind, person_id)
    return invitation, 201, {"Location": f"/api/v1/{kind}s/{person_id}/invitation"}
