"""Somebody is added by hand, with the least that is needed. The rest is asked later."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.coordinator import blueprint
from api.pages.coordinator.refused import Errors, said
from api.pages.coordinator.zones import zones_with
from api.policy import Permission
from api.schemas.profiles import MenteeByCoordinator, MentorByCoordinator
from api.services import people, programs
from api.services.kinds import Kind
from api.services.refusals import Refused

NEW = {Kind.MENTEE: MenteeByCoordinator, Kind.MENTOR: MentorByCoordinator}
FIRST = {Kind.MENTEE: "new", Kind.MENTOR: "applied"}
# The rest is reached by moves.
STATUSES = {Kind.MENTEE: ("new", "waiting", "on_hold"), Kind.MENTOR: ("applied", "screening", "training", "active")}


@blueprint.get("/mentees/new")
@asks(Permission.PROGRAM_READ)
def show_new_mentee() -> Any:
    return _page(Kind.MENTEE, None, {})


@blueprint.get("/mentors/new")
@asks(Permission.PROGRAM_READ)
def show_new_mentor() -> Any:
    return _page(Kind.MENTOR, None, {})


@blueprint.post("/mentees/new")
@asks(Permission.MENTEE_CREATE)
def add_mentee() -> Any:
    return _add(Kind.MENTEE)


@blueprint.post("/mentors/new")
@asks(Permission.MENTOR_CREATE)
def add_mentor() -> Any:
    return _add(Kind.MENTOR)


def _add(kind: Kind) -> Any:
    typed = forms.typed()
    try:
        added = people.create(g.act, kind, forms.read(NEW[kind](), typed))
    except Refused as error:
        return _page(kind, typed, said(error, "identity.preferred_name")), 422
    flash(_("Added. What you know besides can be written down here."))
    return redirect(f"/{kind.value}s/{added['id']}", 303)


def _page(kind: Kind, typed: forms.Typed | None, errors: Errors) -> str:
    zone = programs.settings(g.act)["time_zone"]
    filled = forms.Typed({"availability.time_zone": zone, "status": FIRST[kind]}) if typed is None else typed
    return render_template(
        "coordinator/new.html",
        kind=kind.value,
        first=STATUSES[kind],
        zones=zones_with(zone),
        typed=filled,
        errors=errors,
    )
