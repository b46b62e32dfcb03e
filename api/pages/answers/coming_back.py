"""Stopping, and going on: by a code, or by a link in a mail, on this device or another."""

from typing import Any

from flask import current_app, flash, redirect, render_template, request
from flask_babel import gettext as _
from marshmallow import Schema

from api.auth import public
from api.pages import door, forms
from api.pages.answers import blueprint, state
from api.pages.answers.asking import WAY
from api.pages.answers.reading import Errors
from api.pages.answers.state import DOOR_OF, Form
from api.pages.forms import Typed
from api.policy import NotFound
from api.schemas.fields import Email
from api.services import draft_codes, drafts
from api.services.refusals import InvalidAnswer
from api.throttle import may_be_mailed, throttled

CODES_BY_NETWORK = "60 per hour"
MAILS_BY_NETWORK = "30 per hour"


class _Address(Schema):
    email = Email(required=True)


@blueprint.get(f"{WAY}/later")
@public
def show_later(way: str, slug: str) -> Any:
    form = state.opened(way, slug)
    return _later(form, Typed(), {}) if form.begun else redirect(form.at(), 303)


@blueprint.post(f"{WAY}/later")
@public
@throttled(MAILS_BY_NETWORK)
def mail_link(way: str, slug: str) -> Any:
    form = state.opened(way, slug)
    if form.begun is None:
        return redirect(form.at(), 303)
    try:
        email = forms.read(_Address(), _as_needed("email"))["email"]
    except InvalidAnswer as error:
        return _later(form, forms.typed(), error.errors), 422
    if may_be_mailed(email):
        drafts.mail_link(door.as_nobody(), slug, form.kind, form.begun.code, email)
    flash(_("A mail is on its way. It says only “You have a message”. Its link works once, for 7 days."))
    return redirect(form.at("later"), 303)


@blueprint.get(f"{WAY}/return")
@public
def show_return(way: str, slug: str) -> Any:
    return _return(state.opened(way, slug), Typed(), {})


@blueprint.post(f"{WAY}/return")
@public
@throttled(CODES_BY_NETWORK)
def go_on(way: str, slug: str) -> Any:
    form = state.opened(way, slug)
    code = draft_codes.as_typed(request.form.get("code", ""))
    try:
        if code is None:
            raise NotFound
        found = drafts.find(door.as_nobody(), slug, form.kind, code)
    except NotFound:
        said = _("There is no form with this code here. Look at each letter again. After 30 days a form is forgotten.")
        return _return(form, forms.typed(), {"code": [said]}), 422
    state.remember(way, slug, found.code)
    return redirect(form.at("list"), 303)


@blueprint.post(f"{WAY}/throw-away")
@public
def throw_away(way: str, slug: str) -> Any:
    form = state.opened(way, slug)
    if form.begun is not None:
        drafts.throw_away(door.as_nobody(), slug, form.kind, form.begun.code)
    state.forget(way, slug)
    flash(_("All that you wrote is deleted."))
    return redirect(form.at(), 303)


@blueprint.get("/form/<string:secret>")
@public
def show_link(secret: str) -> Any:
    """Programs that look through mails open links: nothing happens before the button."""
    return render_template("answers/link.html")


@blueprint.post("/form/<string:secret>")
@public
@throttled(CODES_BY_NETWORK)
def open_link(secret: str) -> Any:
    try:
        place = drafts.open_by_link(door.as_nobody(), secret)
    except NotFound:
        return render_template("answers/link_over.html"), 404
    way = DOOR_OF[place.kind]
    state.remember(way, place.slug, place.code)
    return redirect(f"/{way}/{place.slug}/list", 303)


def _as_needed(name: str) -> Typed:
    """Left blank, a field that is needed is left out: the schema says so."""
    typed = forms.typed()
    if not typed.get(name, "").strip():
        typed.poplist(name)
    return typed


def _later(form: Form, typed: Typed, errors: Errors) -> str:
    address = current_app.config["SETTINGS"].base_url + form.at()
    return render_template("answers/later.html", form=form, typed=typed, errors=errors, address=address)


def _return(form: Form, typed: Typed, errors: Errors) -> str:
    return render_template("answers/return.html", form=form, typed=typed, errors=errors)
