"""Signing in with a password."""

from typing import Any

from flask import g, redirect, render_template, request

from api.auth import public
from api.pages import forms, kept, signing_in
from api.pages.account import blueprint
from api.pages.frame import start_page
from api.services import browser_sessions
from api.services.refusals import WrongCredentials
from api.throttle import network_of_asker, throttled


@blueprint.get("/sign-in")
@public
def show_sign_in() -> Any:
    return _page(forms.Typed(), {}, request.args.get("next", ""))


@blueprint.post("/sign-in")
@public
@throttled("60 per minute")
def sign_in() -> Any:
    email, password = request.form.get("email", "").strip(), request.form.get("password", "")
    try:
        opened = browser_sessions.sign_in(g.act, email, password, network_of_asker())
    except WrongCredentials as error:
        return _page(forms.typed(), {"email": [error.detail]}, request.form.get("next", "")), 422
    signing_in.begin(opened)
    if (waiting := kept.found()) is not None:
        return render_template("kept/send_again.html", path=waiting[0], fields=waiting[1])
    wanted = request.form.get("next", "")
    return redirect(wanted if kept.is_local(wanted) else start_page(opened.role), 303)


def _page(typed: forms.Typed, errors: dict[str, list[str]], wanted: str) -> str:
    if (waiting := kept.found()) is not None:
        return render_template("kept/sign_in.html", path=waiting[0], fields=waiting[1], typed=typed, errors=errors)
    return render_template("account/sign_in.html", typed=typed, errors=errors, next=wanted)
