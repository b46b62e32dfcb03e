"""A password forgotten, or changed."""

from typing import Any

from api.auth import asks, current_act, public
from api.policy import Permission
from api.rest.blueprint import Blueprint
from api.schemas.accounts import PasswordChange, Reset, ResetAnswer
from api.services import own_password, resets
from api.throttle import by_account, may_be_mailed, network_of_asker, throttled

blueprint = Blueprint("passwords", "Passwords")


@blueprint.route("/passwords/resets", methods=["POST"])
@public
@blueprint.arguments(Reset)
@blueprint.response(202, ResetAnswer)
@throttled("10 per hour")
def reset_password(body: dict[str, Any]) -> dict[str, str]:
    """A mail with a single-use link, if there is an account with this address. The answer is always the same."""
    return {"text": resets.ask(current_act(), body["email"], mail=may_be_mailed(body["email"]))}


@blueprint.route("/me/password", methods=["PUT"])
@blueprint.arguments(PasswordChange)
@blueprint.response(204)
@asks(Permission.OWN_PASSWORD)
@throttled("20 per hour", by_account)
def put_own_password(body: dict[str, Any]) -> None:
    """Change one's own password: all tokens end, this one too."""
    own_password.change(current_act(), body.get("current_password"), body["password"], network_of_asker())
