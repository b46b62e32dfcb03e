"""One's own account: where one is signed in, and the password."""

from contextlib import suppress
from typing import Any

from flask import flash, g, redirect, render_template, request
from flask_babel import format_timedelta
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms, signing_in
from api.pages.account import blueprint
from api.pages.forms import Typed
from api.policy import NotFound, Permission
from api.schemas.accounts import PasswordChange
from api.services import browser_sessions, me, own_password, sessions
from api.services.pages import Page
from api.services.refusals import InvalidAnswer
from api.throttle import by_account, network_of_asker, throttled

MOST_SHOWN = 100


@blueprint.get("/my-account")
@asks(Permission.OWN_ACCOUNT)
def show_my_account() -> Any:
    tokens = sessions.list_tokens(g.act, Page(MOST_SHOWN)).items
    return render_template(
        "account/my_account.html",
        email=me.address(g.act),
        sessions=[_in_words(session) for session in browser_sessions.listed(g.act)],
        tokens=len(tokens),
        has_password=own_password.is_set(g.act),
    )


@blueprint.post("/my-account/sessions/end")
@asks(Permission.OWN_TOKENS)
def end_session() -> Any:
    # Over already is all that was asked for.
    with suppress(NotFound):
        browser_sessions.end(g.act, forms.as_id(request.form.get("session", "")))
    flash(_("That browser is signed out now."))
    return redirect("/my-account", 303)


@blueprint.post("/my-account/sessions/end-others")
@asks(Permission.OWN_TOKENS)
def end_other_sessions() -> Any:
    browser_sessions.end_others(g.act)
    flash(_("You are signed out everywhere else now."))
    return redirect("/my-account", 303)


@blueprint.get("/my-account/password")
@asks(Permission.OWN_PASSWORD)
def show_password() -> Any:
    return _password_page({})


@blueprint.post("/my-account/password")
@asks(Permission.OWN_PASSWORD)
@throttled("20 per hour", by_account)
def change_password() -> Any:
    """This browser stays signed in, in a new session; all others are signed out."""
    typed = Typed({name: value for name, value in request.form.items() if value and name in PasswordChange().fields})
    try:
        if "password" not in typed:
            raise nothing_typed("password")
        body = forms.read(PasswordChange(), typed)
        opened = own_password.change(g.act, body.get("current_password"), body["password"], network_of_asker())
    except InvalidAnswer as error:
        return _password_page(error.errors), 422
    assert opened is not None
    signing_in.begin(opened)
    flash(_("Your new password is set. All other browsers are signed out."))
    return redirect("/my-account", 303)


def _in_words(session: dict[str, Any]) -> dict[str, Any]:
    """How long ago: in whose time zone a browser is, nobody here knows."""
    return session | {
        "begun": format_timedelta(session["created_at"] - g.act.now, add_direction=True, granularity="minute"),
        "used": format_timedelta(session["last_seen_at"] - g.act.now, add_direction=True, granularity="minute"),
    }


def nothing_typed(name: str) -> InvalidAnswer:
    return InvalidAnswer({name: [_("Please type a password.")]})


def _password_page(errors: dict[str, list[str]]) -> str:
    has_one = own_password.is_set(g.act)
    return render_template("account/password.html", typed=Typed(), errors=errors, has_password=has_one)
