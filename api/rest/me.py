"""Who one is here, and what one is asked for now."""

from typing import Any

from api.auth import current_act
from api.policy import Role
from api.rest.blueprint import Blueprint
from api.schemas.accounts import Me, MeAsMentee, MeAsMentor
from api.services import me

blueprint = Blueprint("me", "Oneself")
_BY_ROLE = {Role.MENTEE: MeAsMentee, Role.MENTOR: MeAsMentor}


@blueprint.route("/me", methods=["GET"])
@blueprint.response(200)
def get_me() -> Any:
    """Roles, own profile, and what is asked of one now."""
    act = current_act()
    return _BY_ROLE.get(act.actor.role, Me)().dump(me.read(act))
