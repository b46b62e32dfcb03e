"""Signing in with a link by mail."""

from typing import Any

from flask import g, redirect, render_template, request

from api.auth import public
from api.pages import door, forms, signing_in
from api.pages.account import blueprint
from api.pages.account.entering import enter, local
from api.pages.account.signing_in import page
from api.pages.forms import Typed
from api.policy import NotFound
from api.schemas.accounts import Reset
from api.services import sign_in_links
from api.services.refusals import InvalidAnswer
from api.throttle import may_be_mailed, throttled

# A name of its own: the page has another form that asks for an email.
ADDRESS = "address"


@blueprint.post("/sign-in/link")
@public
@throttled("60 per hour")
def ask_for_link() -> Any:
    """The same answer for every address."""
    wanted = local(request.form.get("next", ""))
    try:
        email = forms.read(Reset(), Typed({"email": request.form.get(ADDRESS, "")}))["email"]
    except InvalidAnswer as error:
        return page(wanted, {ADDRESS: error.errors["email"]}), 422
    browser = signing_in.ask_for_link(wanted)
    sign_in_links.ask(door.as_nobody(), email, browser, mail=may_be_mailed(email))
    return redirect("/sign-in/look-into-your-mail", 303)


@blueprint.get("/sign-in/look-into-your-mail")
@public
def show_link_asked() -> Any:
    return render_template("account/link_asked.html")


@blueprint.get("/sign-in/link/<string:secret>")
@public
def show_link(secret: str) -> Any:
    """The same for every secret, since scanners of mails open links too."""
    return render_template("account/link.html", secret=secret)


@blueprint.post("/sign-in/link/<string:secret>")
@public
@throttled("60 per minute")
def use_link(secret: str) -> Any:
    browser, wanted = signing_in.asked_for_link()
    try:
        opened = sign_in_links.use(door.as_nobody(), secret, browser, signing_in.before())
    except NotFound:
        return render_template("account/link_over.html", typed=Typed(), next=""), 404
    g.act = door.as_nobody()
    return enter(opened, wanted)
