"""The role that somebody acts in, where they have several."""

from typing import Any

from flask import g, redirect, render_template, request

from api.auth import asks
from api.pages import signing_in
from api.pages.account import blueprint
from api.pages.account.entering import local
from api.pages.frame import start_page
from api.policy import Permission
from api.services import browser_sessions


@blueprint.get("/roles")
@asks(Permission.OWN_ACCOUNT)
def show_roles() -> Any:
    wanted = local(request.args.get("next", ""))
    return render_template("account/roles.html", choices=browser_sessions.choices(g.act), next=wanted)


@blueprint.post("/roles")
@asks(Permission.OWN_ACCOUNT)
def choose_role() -> Any:
    """Where it was already the one, the page that was wanted; else that page may be nothing for the other role."""
    role_before = g.act.actor.role.value
    opened = browser_sessions.choose(g.act, request.form.get("membership", ""))
    signing_in.begin(opened)
    wanted = local(request.form.get("next", "")) if opened.role == role_before else ""
    return redirect(wanted or start_page(opened.role), 303)
