"""Who one is here, and what one is asked for now."""

from typing import Any

from api.auth import asks, current_act
from api.policy import Permission, Role
from api.rest.blueprint import Blueprint
from api.rest.by_role import ByRole
from api.schemas.accounts import Me, MeAsMentee, MeAsMentor
from api.services import me

blueprint = Blueprint("me", "Oneself")
_ME = ByRole({Role.MENTEE: MeAsMentee, Role.MENTOR: MeAsMentor}, Me)


@blueprint.route("/me", methods=["GET"])
@blueprint.response(200, _ME)
@asks(Permission.OWN_ACCOUNT)
def get_me() -> dict[str, Any]:
    """Roles, own profile, and what is asked of one now."""
    return me.read(current_act())
