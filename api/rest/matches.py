"""Matches: confirm, move, read, and what each side sees of the other."""

from typing import Any

from api.auth import asks, current_act
from api.policy import Permission, Role
from api.rest.blueprint import Blueprint
from api.rest.by_role import ByRole
from api.rest.described import PLACE, refuses
from api.rest.lists import listed, page_of
from api.rest.preconditions import retriable
from api.schemas.lists import Matches, MatchEvents
from api.schemas.matches import (
    AS_SEEN,
    BlindCard,
    ConfirmMatch,
    Introduction,
    MatchForCoordinator,
    MoveByCoordinator,
    MoveByParty,
)
from api.schemas.queries import ListQuery, MatchesQuery, OwnMatchesQuery
from api.services.matches import cards, confirming, moves, reading
from api.services.matches.moves import Move
from api.services.refusals import AlreadyMatched, AtCapacity, MoveNotPossible, NoConsent, NotEligible, NotWaiting

blueprint = Blueprint("matches", "Matches")
_QUERY = ByRole({Role.MENTOR: OwnMatchesQuery, Role.MENTEE: OwnMatchesQuery}, MatchesQuery)
_MOVE = ByRole({Role.COORDINATOR: MoveByCoordinator}, MoveByParty)


@blueprint.route("/matches", methods=["POST"])
@blueprint.arguments(ConfirmMatch)
@blueprint.response(201, MatchForCoordinator, headers=PLACE)
@asks(Permission.MATCH_CONFIRM)
@refuses(AlreadyMatched, NotWaiting, NoConsent, AtCapacity, NotEligible)
@retriable
def confirm_match(body: dict[str, Any]) -> Any:
    """Ask the two: the mentor's place is held from now on."""
    match = confirming.confirm(
        current_act(), body["mentee_id"], body["mentor_id"], body.get("run_id"), body["rationale"]
    )
    return match, 201, {"Location": f"/api/v1/matches/{match['id']}"}


@blueprint.route("/matches", methods=["GET"])
@blueprint.arguments(_QUERY, location="query")
@blueprint.response(200, Matches)
@asks(Permission.MATCH_LIST)
def list_matches(query: dict[str, Any]) -> dict[str, Any]:
    """Matches, the newest first. A party sees their own, and filters by the states that they are shown."""
    return listed(reading.list_matches(current_act(), query.get("state"), page_of(query)), query)


@blueprint.route("/matches/<id:match_id>", methods=["GET"])
@blueprint.response(200, AS_SEEN)
@asks(Permission.MATCH_READ)
def get_match(match_id: str) -> dict[str, Any]:
    """One match, and what the asker may do with it now."""
    return reading.read(current_act(), match_id)


@blueprint.route("/matches/<id:match_id>/moves", methods=["POST"])
@blueprint.arguments(_MOVE)
@blueprint.response(200, AS_SEEN)
@asks(Permission.MATCH_MOVE)
@refuses(MoveNotPossible, NoConsent, NotEligible)
@retriable
def move_match(body: dict[str, Any], match_id: str) -> dict[str, Any]:
    """Answer, introduce, start, pause, resume, withdraw or close: judged by the state that is found."""
    return moves.move(current_act(), match_id, Move.asked_for(body))


@blueprint.route("/matches/<id:match_id>/card", methods=["GET"])
@blueprint.response(200, BlindCard)
@asks(Permission.MATCH_CARD)
def get_card(match_id: str) -> dict[str, Any]:
    """The blind card: the other party, without anything that names them."""
    return cards.card(current_act(), match_id)


@blueprint.route("/matches/<id:match_id>/introduction", methods=["GET"])
@blueprint.response(200, Introduction)
@asks(Permission.MATCH_INTRODUCTION)
def get_introduction(match_id: str) -> dict[str, Any]:
    """The other party by name, once introduced."""
    return cards.introduction(current_act(), match_id)


@blueprint.route("/matches/<id:match_id>/events", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, MatchEvents)
@asks(Permission.MATCH_EVENTS)
def list_events(query: dict[str, Any], match_id: str) -> dict[str, Any]:
    """The whole history of a match, the oldest first."""
    return listed(reading.events(current_act(), match_id, page_of(query)), query)
