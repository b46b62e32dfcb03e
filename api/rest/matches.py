"""Matches: confirm, move, read, and what each side sees of the other."""

from typing import Any

from api.auth import current_act
from api.policy import Role
from api.rest.blueprint import Blueprint, read_body, read_query, reads_query_by_role
from api.rest.lists import listed, page_of
from api.rest.preconditions import retriable
from api.schemas.lists import MatchEvents
from api.schemas.matches import (
    BlindCard,
    ConfirmMatch,
    Introduction,
    MatchForCoordinator,
    MatchForParty,
    MoveByCoordinator,
    MoveByParty,
)
from api.schemas.queries import ListQuery, MatchesQuery, OwnMatchesQuery
from api.services.matches import cards, confirming, moves, reading
from api.services.matches.moves import Move
from api.services.pages import Listing

blueprint = Blueprint("matches", "Matches")


@blueprint.route("/matches", methods=["POST"])
@blueprint.arguments(ConfirmMatch)
@blueprint.response(201, MatchForCoordinator)
@retriable
def confirm_match(body: dict[str, Any]) -> Any:
    """Ask the two: the mentor's place is held from now on."""
    match = confirming.confirm(
        current_act(), body["mentee_id"], body["mentor_id"], body.get("run_id"), body["rationale"]
    )
    return match, 201, {"Location": f"/api/v1/matches/{match['id']}"}


@blueprint.route("/matches", methods=["GET"])
@reads_query_by_role
@blueprint.response(200)
def list_matches() -> dict[str, Any]:
    """The newest first. A party sees their own, and filters by the states that they are shown."""
    query = read_query({Role.MENTOR: OwnMatchesQuery, Role.MENTEE: OwnMatchesQuery}, MatchesQuery)
    found = reading.list_matches(current_act(), query.get("state"), page_of(query))
    return listed(Listing([_dump(match) for match in found.items], found.next), query)


@blueprint.route("/matches/<id:match_id>", methods=["GET"])
@blueprint.response(200)
def get_match(match_id: str) -> Any:
    return _dump(reading.read(current_act(), match_id))


@blueprint.route("/matches/<id:match_id>/moves", methods=["POST"])
@blueprint.response(200)
@retriable
def move_match(match_id: str) -> Any:
    body = read_body({Role.COORDINATOR: MoveByCoordinator}, MoveByParty)
    return _dump(moves.move(current_act(), match_id, _asked(body)))


@blueprint.route("/matches/<id:match_id>/card", methods=["GET"])
@blueprint.response(200, BlindCard)
def get_card(match_id: str) -> dict[str, Any]:
    """The other party, without anything that names them."""
    return cards.card(current_act(), match_id)


@blueprint.route("/matches/<id:match_id>/introduction", methods=["GET"])
@blueprint.response(200, Introduction)
def get_introduction(match_id: str) -> dict[str, Any]:
    """The other party by name, once introduced."""
    return cards.introduction(current_act(), match_id)


@blueprint.route("/matches/<id:match_id>/events", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, MatchEvents)
def list_events(query: dict[str, Any], match_id: str) -> dict[str, Any]:
    """The whole history, the oldest first."""
    return listed(reading.events(current_act(), match_id, page_of(query)), query)


def _asked(body: dict[str, Any]) -> Move:
    consent = body.get("consent")
    return Move(
        body["action"],
        reason=body.get("reason"),
        note=body.get("note"),
        text_version=consent["text_version"] if consent else None,
        for_party=body.get("for"),
        heard=body.get("heard"),
    )


def _dump(match: dict[str, Any]) -> Any:
    schema = MatchForParty if "mentee_id" not in match else MatchForCoordinator
    return schema().dump(match)
