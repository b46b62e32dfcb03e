"""Where a list goes on, as a signed text: good for the asker it was given to, in the list it was given for."""

import json
from collections.abc import Mapping
from typing import Any

from flask import current_app, request
from itsdangerous import BadData, URLSafeSerializer

from api.policy import Actor
from api.services.pages import Listing, Page
from api.services.refusals import InvalidAnswer

NOT_OURS = "This does not belong to this list. Begin again without it."


def page_of(actor: Actor, query: Mapping[str, Any]) -> Page:
    """Raises InvalidAnswer for a cursor that was not given to this asker for this list."""
    if query.get("cursor") is None:
        return Page(query["limit"])
    try:
        place = _serializer(actor, query).loads(query["cursor"])
    except BadData:
        raise InvalidAnswer({"cursor": [NOT_OURS]}) from None
    return Page(query["limit"], tuple(place))


def next_of(actor: Actor, listing: Listing, query: Mapping[str, Any]) -> str | None:
    return None if listing.next is None else _serializer(actor, query).dumps(listing.next)


def _serializer(actor: Actor, query: Mapping[str, Any]) -> URLSafeSerializer:
    filters = sorted((name, str(value)) for name, value in query.items() if name not in ("limit", "cursor"))
    scope = [request.path, actor.account_id, actor.program_id, actor.role, filters]
    assert current_app.secret_key is not None
    return URLSafeSerializer(current_app.secret_key, salt=json.dumps(scope))
