"""One's own place in the program: a pause and the way back, or leaving."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages.own import own_id, own_kind, own_profile
from api.pages.party import blueprint
from api.pages.signing_in import asker
from api.policy import NotFound, Permission, Role
from api.services import statuses
from api.services.kinds import Kind
from api.services.refusals import MoveNotPossible
from matcher.lifecycle import MenteeAction, MentorAction

# Asked about on a page of its own first: by whom, under which word of the address.
STEPS: dict[Kind, dict[str, MenteeAction | MentorAction]] = {
    Kind.MENTEE: {"break": MenteeAction.HOLD, "leave": MenteeAction.END},
    Kind.MENTOR: {"leave": MentorAction.RETIRE},
}


@blueprint.app_context_processor
def _for_the_button_of_mentors() -> dict[str, Any]:
    return {"own_steps": own_steps}


def own_steps() -> list[str]:
    """What a mentor may do about their own status; it stands at the top of every page."""
    actor = asker()
    return statuses.own_steps(actor) if actor is not None and actor.role == Role.MENTOR else []


@blueprint.post("/not-just-now")
@asks(Permission.MENTOR_MOVE)
def pause() -> Any:
    return _move(
        MentorAction.PAUSE,
        _("You are taking a break. We ask you about nobody new until you are back. Take good care of yourself."),
    )


@blueprint.post("/back-again")
@asks(Permission.MENTOR_MOVE)
def come_back() -> Any:
    return _move(MentorAction.RESUME, _("Welcome back. It is good to have you here."))


@blueprint.get("/my-place/<string:step>")
@asks(Permission.OWN_ACCOUNT)
def show_step(step: str) -> Any:
    kind, profile = own_kind(), own_profile()
    if step not in STEPS[kind]:
        raise NotFound
    if STEPS[kind][step].value not in statuses.steps_open(g.act.actor, kind, profile["status"]):
        return redirect("/my-match", 303)
    return render_template(f"party/{step}.html", kind=kind.value, me=profile)


@blueprint.post("/my-place/<string:step>")
@asks(Permission.OWN_ACCOUNT)
def take_step(step: str) -> Any:
    action = STEPS[own_kind()].get(step)
    if action is None:
        raise NotFound
    said = {
        "break": _("You are taking a break. We ask you about nobody until you tell us."),
        "leave": _("You have left. Thank you for having been here. The door stays open."),
    }
    return _move(action, said[step])


def _move(action: MenteeAction | MentorAction, said: str) -> Any:
    kind = own_kind()
    try:
        statuses.move(g.act, kind, own_id(), action)
    except MoveNotPossible:
        flash(_("Nothing had to be changed. This is where things are now."))
    else:
        flash(said)
    return redirect("/my-match", 303)
