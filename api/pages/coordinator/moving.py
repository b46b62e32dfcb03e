"""What is done with one button on a person's page: a move, an invitation, a story that is good to show."""

from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.coordinator import blueprint, people
from api.pages.coordinator.refused import said
from api.policy import Permission
from api.schemas.people_moves import MenteeMove, MentorMove
from api.schemas.profiles import MentorPatchByCoordinator
from api.services import editing, invitations, statuses
from api.services.kinds import Kind
from api.services.refusals import Refused

MOVE = {Kind.MENTEE: MenteeMove, Kind.MENTOR: MentorMove}


@blueprint.post("/mentees/<id:person_id>/moves")
@asks(Permission.MENTEE_MOVE)
def move_mentee(person_id: str) -> Any:
    return _move(Kind.MENTEE, person_id)


@blueprint.post("/mentors/<id:person_id>/moves")
@asks(Permission.MENTOR_MOVE)
def move_mentor(person_id: str) -> Any:
    return _move(Kind.MENTOR, person_id)


@blueprint.post("/mentees/<id:person_id>/invitation")
@asks(Permission.MENTEE_INVITE)
def invite_mentee(person_id: str) -> Any:
    return _invite(Kind.MENTEE, person_id)


@blueprint.post("/mentors/<id:person_id>/invitation")
@asks(Permission.MENTOR_INVITE)
def invite_mentor(person_id: str) -> Any:
    return _invite(Kind.MENTOR, person_id)


@blueprint.post("/mentors/<id:person_id>/story")
@asks(Permission.MENTOR_EDIT)
def approve_story(person_id: str) -> Any:
    """``story_approved``: true or false. Of the story that was read: a newer one is looked at again."""

    def approve() -> None:
        changes = forms.read(MentorPatchByCoordinator(), forms.typed())
        editing.edit(g.act, Kind.MENTOR, person_id, {"story_approved": bool(changes.get("story_approved"))})

    return tried(Kind.MENTOR, person_id, approve, _("Saved."), at="story")


def tried(kind: Kind, person_id: str, act: Callable[[], object], done: str, *, at: str) -> Any:
    """Back to the person's page, or that page again with what stands against it."""
    try:
        act()
    except Refused as error:
        return people.page(kind, person_id, said(error, at)), 422
    flash(done)
    return redirect(f"/{kind.value}s/{person_id}", 303)


def _move(kind: Kind, person_id: str) -> Any:
    def move() -> None:
        statuses.move(g.act, kind, person_id, forms.read(MOVE[kind](), forms.typed())["action"])

    return tried(kind, person_id, move, _("Done."), at="moves")


def _invite(kind: Kind, person_id: str) -> Any:
    return tried(
        kind,
        person_id,
        lambda: invitations.invite(g.act, kind, person_id),
        _("The invitation is on its way."),
        at="invitation",
    )
