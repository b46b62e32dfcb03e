"""What I agreed to: read, given, taken back."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.own import own_id, own_kind, own_profile
from api.pages.party import blueprint
from api.policy import NotFound, Permission
from api.schemas.consents import PURPOSES, Consent, ConsentByThemselves
from api.services import consents, revoking
from api.services.pages import Page
from api.services.refusals import InvalidAnswer

A_PAGE = 100


@blueprint.get("/my-consents")
@asks(Permission.OWN_ACCOUNT)
def show_consents() -> Any:
    return _page({}, None)


@blueprint.post("/my-consents")
@asks(Permission.OWN_ACCOUNT)
def give_consent() -> Any:
    """The box that is ticked carries the version of the words beside it."""
    typed = forms.typed()
    try:
        given = forms.read(ConsentByThemselves(), typed)
        if given.get("text_version") is None:
            raise InvalidAnswer({"text_version": [_("Tick the box if you agree.")]})
        consents.give(g.act, own_kind(), own_id(), given)
    except InvalidAnswer as error:
        return _page(error.errors, typed.get("purpose")), 422
    flash(_("Thank you. That is noted. You can take it back here at any time."))
    return redirect("/my-consents", 303)


@blueprint.get("/my-consents/<id:consent_id>")
@asks(Permission.OWN_ACCOUNT)
def show_taking_back(consent_id: str) -> Any:
    consent = next((each for each in _all() if each["id"] == consent_id), None)
    if consent is None:
        raise NotFound
    return render_template("party/take_back.html", consent=consent, kind=own_kind().value)


@blueprint.post("/my-consents/<id:consent_id>")
@asks(Permission.OWN_ACCOUNT)
def take_back(consent_id: str) -> Any:
    revoking.revoke(g.act, own_kind(), own_id(), consent_id)
    flash(_("Taken back, from this moment on. Nothing bad follows."))
    return redirect("/my-consents", 303)


def agreed_to() -> set[str]:
    """What I agreed to and did not take back."""
    return {each["purpose"] for each in _all() if not each["revoked_at"]}


def _page(errors: dict[str, list[str]], purpose: str | None) -> str:
    every = _all()
    in_force = [each for each in every if not each["revoked_at"]]
    agreed = {each["purpose"] for each in in_force}
    return render_template(
        "party/consents.html",
        in_force=in_force,
        taken_back=[each for each in every if each["revoked_at"]],
        missing=[consents.text_in_use(g.act, each) for each in PURPOSES if each not in agreed],
        asked_again=purpose,
        kind=own_kind().value,
        me=own_profile(),
        errors=errors,
        typed=forms.Typed(),
    )


def _all() -> list[dict[str, Any]]:
    """The newest first, each with the words that were shown."""
    found: list[dict[str, Any]] = []
    page = Page(A_PAGE)
    while True:
        listing = consents.of_person(g.act, own_kind(), own_id(), page)
        found += Consent(many=True).dump(listing.items)
        if listing.next is None:
            break
        page = Page(A_PAGE, listing.next)
    return [each | consents.text_agreed_to(g.act, each["purpose"], each["text_version"]) for each in reversed(found)]
