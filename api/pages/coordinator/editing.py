"""What a coordinator looks after of a profile: how to reach the person, records, ids."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.coordinator import blueprint
from api.pages.coordinator.refused import Errors, said
from api.pages.coordinator.zones import zones_with
from api.policy import Permission
from api.schemas.profiles import MenteePatchByCoordinator, MentorPatchByCoordinator
from api.services import editing, people, revisions
from api.services.kinds import Kind
from api.services.refusals import Refused

PATCH = {Kind.MENTEE: MenteePatchByCoordinator, Kind.MENTOR: MentorPatchByCoordinator}
AT = "identity.preferred_name"


@blueprint.get("/mentees/<id:person_id>/edit")
@asks(Permission.MENTEE_READ)
def show_mentee_edit(person_id: str) -> Any:
    return _page(Kind.MENTEE, person_id, None, {})


@blueprint.get("/mentors/<id:person_id>/edit")
@asks(Permission.MENTOR_READ)
def show_mentor_edit(person_id: str) -> Any:
    return _page(Kind.MENTOR, person_id, None, {})


@blueprint.post("/mentees/<id:person_id>/edit")
@asks(Permission.MENTEE_EDIT)
def edit_mentee(person_id: str) -> Any:
    return _edit(Kind.MENTEE, person_id)


@blueprint.post("/mentors/<id:person_id>/edit")
@asks(Permission.MENTOR_EDIT)
def edit_mentor(person_id: str) -> Any:
    return _edit(Kind.MENTOR, person_id)


def _edit(kind: Kind, person_id: str) -> Any:
    typed = forms.typed()
    try:
        editing.edit(g.act, kind, person_id, forms.read(PATCH[kind](), typed))
    except Refused as error:
        return _page(kind, person_id, typed, said(error, AT)), 422
    flash(_("Saved."))
    return redirect(f"/{kind.value}s/{person_id}", 303)


def _page(kind: Kind, person_id: str, typed: forms.Typed | None, errors: Errors) -> str:
    """With the newest version: whoever was told of another's change has been shown it, and may write theirs."""
    profile = people.read(g.act, kind, person_id)
    filled = forms.written(PATCH[kind]().dump(profile)) if typed is None else typed
    return render_template(
        "coordinator/edit.html",
        kind=kind.value,
        person_id=person_id,
        revision=revisions.tag(profile["revision"]),
        zones=zones_with(profile["availability"]["time_zone"]),
        typed=filled,
        errors=errors,
    )
