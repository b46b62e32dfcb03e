"""A mentee or a mentor: all that a coordinator sees of them."""

from typing import Any

from flask import g, render_template

from api.auth import asks
from api.pages import forms
from api.pages.coordinator import blueprint
from api.pages.coordinator.refused import Errors
from api.pages.coordinator.sections import sections_of
from api.policy import Permission
from api.schemas.profiles import MenteeForCoordinator, MentorForCoordinator
from api.services import revisions, whole_person
from api.services.kinds import Kind

SCHEMAS = {Kind.MENTEE: MenteeForCoordinator, Kind.MENTOR: MentorForCoordinator}


@blueprint.get("/mentees/<id:person_id>")
@asks(Permission.MENTEE_READ)
def show_mentee(person_id: str) -> Any:
    return page(Kind.MENTEE, person_id)


@blueprint.get("/mentors/<id:person_id>")
@asks(Permission.MENTOR_READ)
def show_mentor(person_id: str) -> Any:
    return page(Kind.MENTOR, person_id)


def page(kind: Kind, person_id: str, errors: Errors | None = None) -> str:
    found = whole_person.read(g.act, kind, person_id)
    revision = found["profile"]["revision"]
    person = SCHEMAS[kind]().dump(found.pop("profile"))
    return render_template(
        "coordinator/person.html",
        **found,
        kind=kind.value,
        person=person,
        revision=revisions.tag(revision),
        sections=sections_of(person),
        typed=forms.Typed(),
        errors=errors or {},
    )
