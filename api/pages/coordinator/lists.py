"""The waiting list, the mentors, and the matches by state; each a page at a time."""

from collections.abc import Callable
from typing import Any

from flask import g, redirect, render_template, request
from marshmallow import ValidationError

from api import cursors
from api.auth import asks
from api.pages.coordinator import blueprint
from api.policy import Permission
from api.schemas.queries import ListQuery, MatchesQuery, MenteesQuery, MentorsQuery
from api.services import rosters
from api.services.acts import Act
from api.services.matches import board
from api.services.pages import Listing, Page
from api.services.refusals import InvalidAnswer
from matcher.lifecycle import MenteeStatus

ALL = "all"


@blueprint.get("/waiting")
@asks(Permission.MENTEE_LIST)
def list_mentees() -> Any:
    """Without a filter those who wait."""
    return _list("waiting", rosters.mentees, MenteesQuery(), "status", MenteeStatus.WAITING)


@blueprint.get("/mentors")
@asks(Permission.MENTOR_LIST)
def list_mentors() -> Any:
    return _list("mentors", rosters.mentors, MentorsQuery(), "status", None)


@blueprint.get("/matches")
@asks(Permission.MATCH_LIST)
def list_matches() -> Any:
    return _list("matches", board.oldest_first, MatchesQuery(), "state", None, counts=board.counts(g.act))


def _list(
    name: str, find: Callable[[Act, Any, Page], Listing], schema: ListQuery, by: str, default: Any, **more: Any
) -> Any:
    """What is not understood in the address is left out: the list begins again."""
    sent = {key: value for key, value in request.args.items() if key in (by, "cursor") and value}
    chosen = sent.pop(by, default if default is None else default.value)
    filters = {} if chosen in (ALL, None) else {by: chosen}
    try:
        query = schema.load(sent | filters)
        listing = find(g.act, query.get(by), cursors.page_of(g.act.actor, query))
    except (ValidationError, InvalidAnswer):
        return redirect(request.path, 303)
    following = cursors.next_of(g.act.actor, listing, query)
    return render_template(
        f"coordinator/{name}.html",
        items=listing.items,
        following=following,
        begun="cursor" in sent,
        chosen=chosen or ALL,
        **more,
    )
