"""A password forgotten."""

from typing import Any

from flask import redirect, render_template

from api.auth import public
from api.pages import door, forms
from api.pages.account import blueprint
from api.pages.forms import Typed
from api.schemas.accounts import Reset
from api.services import resets
from api.services.refusals import InvalidAnswer
from api.throttle import may_be_mailed, throttled


@blueprint.get("/password/forgotten")
@public
def show_forgotten() -> Any:
    return render_template("account/forgotten.html", typed=Typed(), errors={})


@blueprint.post("/password/forgotten")
@public
@throttled("10 per hour")
def ask_for_reset() -> Any:
    """The same answer for every address."""
    try:
        email = forms.read(Reset(), forms.typed())["email"]
    except InvalidAnswer as error:
        return render_template("account/forgotten.html", typed=forms.typed(), errors=error.errors), 422
    resets.ask(door.as_nobody(), email, mail=may_be_mailed(email))
    return redirect("/password/look-into-your-mail", 303)


@blueprint.get("/password/look-into-your-mail")
@public
def show_reset_asked() -> Any:
    return render_template("account/reset_asked.html")
