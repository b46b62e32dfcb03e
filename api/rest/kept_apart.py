"""Pairs that are never to be matched."""

from typing import Any

from api.auth import asks, current_act
from api.policy import NotFound, Permission
from api.rest.blueprint import Blueprint
from api.rest.described import PLACE, refuses
from api.rest.lists import listed, page_of
from api.rest.preconditions import retriable
from api.schemas.kept_apart import KeepApart, KeptApart
from api.schemas.lists import KeptApartPairs
from api.schemas.queries import ListQuery
from api.services import kept_apart

blueprint = Blueprint("kept-apart", "Pairs kept apart")


@blueprint.route("/kept-apart", methods=["POST"])
@blueprint.arguments(KeepApart)
@blueprint.response(201, KeptApart, headers=PLACE)
@asks(Permission.KEPT_APART)
@refuses(NotFound)
@retriable
def keep_apart(body: dict[str, Any]) -> Any:
    """These two are never to be matched. Kept apart a second time, the answer is the pair that is there.

    Sent again with the same Idempotency-Key after they no longer are, it is 404.
    """
    pair = kept_apart.add(current_act(), body["mentee_id"], body["mentor_id"])
    return pair, 201, {"Location": f"/api/v1/kept-apart/{pair['id']}"}


@blueprint.route("/kept-apart", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, KeptApartPairs)
@asks(Permission.KEPT_APART)
def list_kept_apart(query: dict[str, Any]) -> dict[str, Any]:
    """Pairs that are kept apart, the newest first."""
    return listed(kept_apart.newest_first(current_act(), page_of(query)), query)


@blueprint.route("/kept-apart/<id:pair_id>", methods=["DELETE"])
@blueprint.response(204)
@asks(Permission.KEPT_APART)
def stop_keeping_apart(pair_id: str) -> None:
    """These two may be matched again."""
    kept_apart.remove(current_act(), pair_id)
