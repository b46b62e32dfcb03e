"""Staff accounts, for an administrator."""

from typing import Any

from api.auth import current_act
from api.policy import Role
from api.rest.blueprint import Blueprint
from api.rest.lists import listed, page_of
from api.rest.preconditions import retriable
from api.schemas.accounts import NewStaff, StaffMember
from api.schemas.lists import StaffMembers
from api.schemas.queries import ListQuery
from api.services import staff

blueprint = Blueprint("staff", "Staff accounts")


@blueprint.route("/staff", methods=["POST"])
@blueprint.arguments(NewStaff)
@blueprint.response(201, StaffMember)
@retriable
def add_staff(body: dict[str, Any]) -> Any:
    """A role for whoever has this address, and a mail to them. Their tokens for this program end."""
    member = staff.add(current_act(), body["email"], Role(body["role"]))
    return member, 201, {"Location": f"/api/v1/staff/{member['id']}"}


@blueprint.route("/staff", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, StaffMembers)
def list_staff(query: dict[str, Any]) -> dict[str, Any]:
    """Those who came first, first."""
    return listed(staff.list_all(current_act(), page_of(query)), query)


@blueprint.route("/staff/<id:member_id>", methods=["GET"])
@blueprint.response(200, StaffMember)
def get_staff_member(member_id: str) -> dict[str, Any]:
    return staff.read(current_act(), member_id)


@blueprint.route("/staff/<id:member_id>", methods=["DELETE"])
@blueprint.response(204)
def remove_staff_member(member_id: str) -> None:
    """Works at once: their tokens for this program end. A program keeps one administrator."""
    staff.remove(current_act(), member_id)
