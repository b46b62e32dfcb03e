"""The plans of the last 30 days, a page at a time."""

from typing import Any

from flask import g, redirect, render_template, request
from marshmallow import ValidationError

from api import cursors
from api.auth import asks
from api.pages.plans import blueprint
from api.pages.plans.names import OBJECTIVES, STATES
from api.policy import Permission
from api.schemas.lists import Plans
from api.schemas.queries import ListQuery
from api.services import programs
from api.services.plans import reading
from api.services.refusals import InvalidAnswer


@blueprint.get("/plans")
@asks(Permission.PLANS)
def list_plans() -> Any:
    """What is not understood in the address is left out: the list begins again."""
    sent = {key: value for key, value in request.args.items() if key == "cursor" and value}
    try:
        query = ListQuery().load(sent)
        listing = reading.newest_first(g.act, cursors.page_of(g.act.actor, query))
    except (ValidationError, InvalidAnswer):
        return redirect(request.path, 303)
    return render_template(
        "plans/list.html",
        plans=Plans().dump({"items": listing.items})["items"],
        following=cursors.next_of(g.act.actor, listing, query),
        begun=bool(sent),
        objectives=OBJECTIVES,
        states=STATES,
        time_zone=programs.settings(g.act)["time_zone"],
    )
