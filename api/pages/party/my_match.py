"""Where am I now: the first page of mentees and mentors."""

from typing import Any

from flask import g, render_template

from api.auth import asks
from api.pages.own import own_kind, own_profile
from api.pages.party import blueprint
from api.pages.party.agreeing import agreed_to
from api.policy import NotFound, Permission, ShownState
from api.schemas.matches import Introduction, MatchForParty
from api.services import statuses
from api.services.matches import cards, reading
from api.services.pages import Page

MATCHING = "matching"
# More than a mentor has places.
MOST = 100
_OPEN = tuple(state for state in ShownState if state != ShownState.ENDED)
_INTRODUCED = (ShownState.INTRODUCED, ShownState.ACTIVE, ShownState.PAUSED)


@blueprint.get("/my-match")
@asks(Permission.MATCH_LIST)
def show_my_match() -> Any:
    kind, profile = own_kind(), own_profile()
    return render_template(
        f"party/{kind}.html",
        me=profile,
        asked=_in(ShownState.ASKED),
        answered=_in(ShownState.ANSWERED),
        met=[match | {"other": _named(match["id"])} for state in _INTRODUCED for match in _in(state)],
        was_asked_before=bool(_in(ShownState.ENDED, most=1)),
        agrees_to_matching=MATCHING in agreed_to(),
        steps=statuses.steps_open(g.act.actor, kind, profile["status"]),
    )


def introduction(match_id: str) -> dict[str, Any] | None:
    """None where nothing may be told any more."""
    try:
        shown: dict[str, Any] = Introduction().dump(cards.introduction(g.act, match_id))
    except NotFound:
        return None
    return shown


def _named(match_id: str) -> str | None:
    other = introduction(match_id)
    return other["preferred_name"] if other else None


def _in(state: ShownState, most: int = MOST) -> list[dict[str, Any]]:
    found = reading.list_matches(g.act, state.value, Page(most)).items
    shown: list[dict[str, Any]] = MatchForParty(many=True).dump(found)
    return shown
