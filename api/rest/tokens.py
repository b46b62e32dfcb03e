"""Signing in for a token, and one's own tokens."""

from typing import Any

from api.auth import current_act, public
from api.rest.blueprint import Blueprint
from api.rest.lists import listed, page_of
from api.schemas.accounts import NewToken, Redemption, SignIn
from api.schemas.lists import Tokens
from api.schemas.queries import ListQuery
from api.services import invitations, sessions

blueprint = Blueprint("tokens", "Signing in")


@blueprint.route("/tokens", methods=["POST"])
@public
@blueprint.arguments(SignIn)
@blueprint.response(201, NewToken)
def create_token(body: dict[str, Any]) -> Any:
    token = sessions.sign_in(current_act(), body["email"], body["password"], body.get("program_id"), body.get("role"))
    return token, 201, {"Location": "/api/v1/tokens/current"}


@blueprint.route("/tokens", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, Tokens)
def list_tokens(query: dict[str, Any]) -> dict[str, Any]:
    """One's own tokens that are in force, the newest first."""
    return listed(sessions.list_tokens(current_act(), page_of(query)), query)


@blueprint.route("/tokens", methods=["DELETE"])
@blueprint.response(204)
def end_all_tokens() -> None:
    sessions.end_all_tokens(current_act())


@blueprint.route("/tokens/current", methods=["DELETE"])
@blueprint.response(204)
def end_current_token() -> None:
    sessions.end_current_token(current_act())


@blueprint.route("/tokens/<id:token_id>", methods=["DELETE"])
@blueprint.response(204)
def end_token(token_id: str) -> None:
    sessions.end_token(current_act(), token_id)


@blueprint.route("/invitations/redemptions", methods=["POST"])
@public
@blueprint.arguments(Redemption)
@blueprint.response(204)
def redeem_invitation(body: dict[str, Any]) -> None:
    """Set the password with the secret of an invitation; all tokens of the account end."""
    invitations.redeem(current_act(), body["secret"], body["password"])
