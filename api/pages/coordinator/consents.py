"""A consent that was said by phone, in person or on paper."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.coordinator import blueprint, moving
from api.pages.coordinator.refused import Errors, said
from api.policy import Permission
from api.schemas.consents import PURPOSES, ConsentOnFile
from api.services import consents, people, revoking
from api.services.kinds import Kind
from api.services.refusals import Refused


@blueprint.get("/mentees/<id:person_id>/consents")
@asks(Permission.MENTEE_READ)
def show_mentee_consent(person_id: str) -> Any:
    return _page(Kind.MENTEE, person_id, forms.Typed(), {})


@blueprint.get("/mentors/<id:person_id>/consents")
@asks(Permission.MENTOR_READ)
def show_mentor_consent(person_id: str) -> Any:
    return _page(Kind.MENTOR, person_id, forms.Typed(), {})


@blueprint.post("/mentees/<id:person_id>/consents")
@asks(Permission.MENTEE_EDIT)
def record_mentee_consent(person_id: str) -> Any:
    return _record(Kind.MENTEE, person_id)


@blueprint.post("/mentors/<id:person_id>/consents")
@asks(Permission.MENTOR_EDIT)
def record_mentor_consent(person_id: str) -> Any:
    return _record(Kind.MENTOR, person_id)


@blueprint.post("/mentees/<id:person_id>/consents/<id:consent_id>/revocation")
@asks(Permission.MENTEE_EDIT)
def take_back_mentee_consent(person_id: str, consent_id: str) -> Any:
    return _take_back(Kind.MENTEE, person_id, consent_id)


@blueprint.post("/mentors/<id:person_id>/consents/<id:consent_id>/revocation")
@asks(Permission.MENTOR_EDIT)
def take_back_mentor_consent(person_id: str, consent_id: str) -> Any:
    return _take_back(Kind.MENTOR, person_id, consent_id)


def newest_text(purpose: str) -> dict[str, Any]:
    """To be read aloud: the words with their version."""
    texts = [text for text in consents.texts(g.act) if text["purpose"] == purpose]
    return max(texts, key=lambda text: int(text["version"]))


def _record(kind: Kind, person_id: str) -> Any:
    typed = forms.typed()
    try:
        consents.give(g.act, kind, person_id, forms.read(ConsentOnFile(), typed))
    except Refused as error:
        return _page(kind, person_id, typed, said(error, "purpose")), 422
    flash(_("The consent is written down."))
    return redirect(f"/{kind.value}s/{person_id}", 303)


def _take_back(kind: Kind, person_id: str, consent_id: str) -> Any:
    return moving.tried(
        kind,
        person_id,
        lambda: revoking.revoke(g.act, kind, person_id, consent_id),
        _("The consent is taken back, and what stood on it has ended."),
        at="consents",
    )


def _page(kind: Kind, person_id: str, typed: forms.Typed, errors: Errors) -> str:
    person = people.read(g.act, kind, person_id)
    return render_template(
        "coordinator/consent.html",
        kind=kind.value,
        person_id=person_id,
        name=person["identity"]["preferred_name"],
        texts=[newest_text(purpose) for purpose in PURPOSES],
        typed=typed,
        errors=errors,
    )
