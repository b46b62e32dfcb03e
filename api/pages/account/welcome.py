"""The first page: where somebody begins, or what this is."""

from typing import Any

from flask import redirect, render_template

from api.auth import public
from api.pages.account import blueprint
from api.pages.frame import start_page
from api.pages.signing_in import asker
from api.services import programs


@blueprint.get("/")
@public
def show_welcome() -> Any:
    actor = asker()
    if actor is not None:
        return redirect(start_page(actor.role), 303)
    return render_template("account/welcome.html", program=programs.the_only_one())
