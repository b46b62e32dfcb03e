"""Two people who are never to be matched with each other."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.coordinator import blueprint
from api.pages.coordinator.refused import Errors, said
from api.policy import Permission
from api.schemas.kept_apart import KeepApart
from api.services import kept_apart, people, rosters
from api.services.kinds import Kind
from api.services.refusals import Refused


@blueprint.get("/mentees/<id:person_id>/keep-apart")
@asks(Permission.MENTEE_READ)
def choose_mentor_to_keep_apart(person_id: str) -> Any:
    return _page(Kind.MENTEE, person_id, {})


@blueprint.get("/mentors/<id:person_id>/keep-apart")
@asks(Permission.MENTOR_READ)
def choose_mentee_to_keep_apart(person_id: str) -> Any:
    return _page(Kind.MENTOR, person_id, {})


@blueprint.post("/mentees/<id:person_id>/keep-apart")
@asks(Permission.KEPT_APART)
def keep_mentor_apart(person_id: str) -> Any:
    return _keep(Kind.MENTEE, person_id)


@blueprint.post("/mentors/<id:person_id>/keep-apart")
@asks(Permission.KEPT_APART)
def keep_mentee_apart(person_id: str) -> Any:
    return _keep(Kind.MENTOR, person_id)


@blueprint.post("/mentees/<id:person_id>/keep-apart/<id:pair_id>/undo")
@asks(Permission.KEPT_APART)
def stop_keeping_mentor_apart(person_id: str, pair_id: str) -> Any:
    return _undo(Kind.MENTEE, person_id, pair_id)


@blueprint.post("/mentors/<id:person_id>/keep-apart/<id:pair_id>/undo")
@asks(Permission.KEPT_APART)
def stop_keeping_mentee_apart(person_id: str, pair_id: str) -> Any:
    return _undo(Kind.MENTOR, person_id, pair_id)


def _keep(kind: Kind, person_id: str) -> Any:
    try:
        pair = forms.read(KeepApart(), forms.typed(), **{f"{kind.value}_id": person_id})
        kept_apart.add(g.act, pair["mentee_id"], pair["mentor_id"])
    except Refused as error:
        return _page(kind, person_id, said(error, f"{kind.other.value}_id")), 422
    flash(_("These two are kept apart from now on."))
    return redirect(f"/{kind.value}s/{person_id}", 303)


def _undo(kind: Kind, person_id: str, pair_id: str) -> Any:
    kept_apart.remove(g.act, pair_id)
    flash(_("These two may be matched again."))
    return redirect(f"/{kind.value}s/{person_id}", 303)


def _page(kind: Kind, person_id: str, errors: Errors) -> str:
    person = people.read(g.act, kind, person_id)
    return render_template(
        "coordinator/keep_apart.html",
        kind=kind.value,
        person_id=person_id,
        name=person["identity"]["preferred_name"],
        field=f"{kind.other.value}_id",
        others=rosters.names(g.act, kind.other),
        typed=forms.typed(),
        errors=errors,
    )
