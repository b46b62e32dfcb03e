"""Out: for good, or quickly because somebody comes in."""

from typing import Any

from flask import current_app, g, redirect

from api.auth import asks, public
from api.pages import signing_in
from api.pages.account import blueprint
from api.policy import Permission
from api.services import browser_sessions


@blueprint.get("/leave")
@public
def leave_quickly() -> Any:
    """To a page that tells nothing. This browser forgets who was here; the session ends by itself, or in my account."""
    signing_in.leave()
    response = redirect(current_app.config["SETTINGS"].leave_to, 303)
    # Not "cache", which browsers take seconds for: no page of ours is kept in one.
    response.headers["Clear-Site-Data"] = '"cookies"'
    return response


@blueprint.post("/sign-out")
@asks(Permission.OWN_TOKENS)
def sign_out() -> Any:
    browser_sessions.end_this(g.act)
    signing_in.leave()
    return redirect("/", 303)
