"""Signing in with a password."""

from typing import Any

from flask import g, redirect, render_template, request

from api.auth import public
from api.pages import forms, kept, signing_in
from api.pages.account import blueprint
from api.pages.account.entering import enter, local
from api.services import browser_sessions
from api.services.refusals import WrongCredentials
from api.throttle import network_of_asker, throttled


@blueprint.get("/sign-in")
@public
def show_sign_in() -> Any:
    wanted = local(request.args.get("next", ""))
    if wanted and signing_in.asker() is not None:
        return redirect(wanted, 303)
    return page(wanted)


@blueprint.post("/sign-in")
@public
@throttled("60 per minute")
def sign_in() -> Any:
    email, password = request.form.get("email", "").strip(), request.form.get("password", "")
    wanted = local(request.form.get("next", ""))
    try:
        opened = browser_sessions.sign_in(g.act, email, password, network_of_asker(), signing_in.before())
    except WrongCredentials as error:
        return page(wanted, {"email": [error.detail]}), 422
    if (waiting := kept.found()) is not None:
        signing_in.begin(opened)
        return kept.ask_to_send(*waiting)
    return enter(opened, wanted)


@blueprint.post("/sign-in/again")
@public
def go_on() -> Any:
    """For whoever has signed in in another tab meanwhile: what they wrote is still here."""
    waiting = kept.found()
    if waiting is None:
        return redirect("/sign-in", 303)
    if signing_in.asker() is None:
        return kept.ask_to_sign_in_for(*waiting, errors={"email": [kept.not_yet()]}), 422
    return kept.ask_to_send(*waiting)


def page(wanted: str, errors: dict[str, list[str]] | None = None) -> str:
    """Both ways to sign in, with what was typed; or the one for whoever was in the middle of a form."""
    if (waiting := kept.found()) is not None:
        return kept.ask_to_sign_in_for(*waiting, errors=errors or {})
    return render_template("account/sign_in.html", typed=forms.typed(), errors=errors or {}, next=wanted)
