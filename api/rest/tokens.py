"""Signing in for a token, and one's own tokens."""

from typing import Any

from api.auth import asks, current_act, public
from api.policy import NotFound, Permission
from api.rest.blueprint import Blueprint
from api.rest.described import PLACE, refuses
from api.rest.lists import listed, page_of
from api.schemas.accounts import NewToken, SignIn
from api.schemas.lists import Tokens
from api.schemas.queries import ListQuery
from api.services import sessions
from api.services.refusals import ChooseRole, WrongCredentials
from api.services.sessions import Credentials
from api.throttle import network_of_asker, throttled

blueprint = Blueprint("tokens", "Signing in")


@blueprint.route("/tokens", methods=["POST"])
@public
@blueprint.arguments(SignIn)
@blueprint.response(201, NewToken, headers=PLACE)
@refuses(WrongCredentials, ChooseRole)
@throttled("60 per minute")
def create_token(body: dict[str, Any]) -> Any:
    """Sign in: a token that lasts 12 hours, for one role in one program."""
    given = Credentials(body["email"], body["password"], body.get("program_id"), body.get("role"))
    token = sessions.sign_in(current_act(), given, network_of_asker())
    return token, 201, {"Location": "/api/v1/tokens/current"}


@blueprint.route("/tokens", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, Tokens)
@asks(Permission.OWN_TOKENS)
def list_tokens(query: dict[str, Any]) -> dict[str, Any]:
    """One's own tokens that are in force, the newest first."""
    return listed(sessions.list_tokens(current_act(), page_of(query)), query)


@blueprint.route("/tokens", methods=["DELETE"])
@blueprint.response(204)
@asks(Permission.OWN_TOKENS)
def end_all_tokens() -> None:
    """Sign out everywhere: all of one's own tokens end."""
    sessions.end_all_tokens(current_act())


@blueprint.route("/tokens/current", methods=["DELETE"])
@blueprint.response(204)
@asks(Permission.OWN_TOKENS)
@refuses(NotFound)
def end_current_token() -> None:
    """Sign out: the token that this comes with ends."""
    sessions.end_current_token(current_act())


@blueprint.route("/tokens/<id:token_id>", methods=["DELETE"])
@blueprint.response(204)
@asks(Permission.OWN_TOKENS)
def end_token(token_id: str) -> None:
    """One of one's own tokens ends."""
    sessions.end_token(current_act(), token_id)
