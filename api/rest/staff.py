"""Staff accounts, for an administrator."""

from typing import Any

from api.auth import asks, current_act
from api.policy import Permission, Role
from api.rest.blueprint import Blueprint
from api.rest.described import PLACE, refuses
from api.rest.lists import listed, page_of
from api.rest.preconditions import retriable
from api.schemas.accounts import NewStaff, StaffMember
from api.schemas.lists import StaffMembers
from api.schemas.queries import ListQuery
from api.services import staff
from api.services.refusals import AlreadyExists, LastAdministrator

blueprint = Blueprint("staff", "Staff accounts")


@blueprint.route("/staff", methods=["POST"])
@blueprint.arguments(NewStaff)
@blueprint.response(201, StaffMember, headers=PLACE)
@asks(Permission.STAFF)
@refuses(AlreadyExists)
@retriable
def add_staff(body: dict[str, Any]) -> Any:
    """A role for whoever has this address, and a mail to them. Their tokens for this program end."""
    member = staff.add(current_act(), body["email"], Role(body["role"]))
    return member, 201, {"Location": f"/api/v1/staff/{member['id']}"}


@blueprint.route("/staff", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, StaffMembers)
@asks(Permission.STAFF)
def list_staff(query: dict[str, Any]) -> dict[str, Any]:
    """Staff accounts, those who came first, first."""
    return listed(staff.list_all(current_act(), page_of(query)), query)


@blueprint.route("/staff/<id:member_id>", methods=["GET"])
@blueprint.response(200, StaffMember)
@asks(Permission.STAFF)
def get_staff_member(member_id: str) -> dict[str, Any]:
    """One staff account."""
    return staff.read(current_act(), member_id)


@blueprint.route("/staff/<id:member_id>", methods=["DELETE"])
@blueprint.response(204)
@asks(Permission.STAFF)
@refuses(LastAdministrator)
def remove_staff_member(member_id: str) -> None:
    """Take a staff account's role away, at once: their tokens here end. A program keeps one administrator."""
    staff.remove(current_act(), member_id)
