"""The coordinator's first act: ask these two."""

from collections.abc import Mapping
from typing import Any

from flask import flash, g, redirect, render_template, request
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.suggestions import blueprint, refused, week
from api.pages.suggestions.listing import RUN, mentee_of
from api.pages.suggestions.names import REASONS
from api.pages.suggestions.pair import looked_at
from api.policy import NotFound, Permission
from api.schemas.matches import ConfirmMatch
from api.schemas.profiles.mentors import MentorForCoordinator
from api.services import people, programs
from api.services.kinds import Kind
from api.services.matches import confirming
from api.services.refusals import AtCapacity, InvalidAnswer, NoConsent, NotEligible
from api.services.suggestions import asking


@blueprint.get("/mentees/<id:mentee_id>/confirm/<id:mentor_id>")
@asks(Permission.SUGGESTIONS)
def show_confirm(mentee_id: str, mentor_id: str) -> Any:
    run_id = _that_showed(forms.as_id(request.args.get(RUN, "")), mentee_id, mentor_id)
    return _page(mentee_id, mentor_id, forms.Typed({"run_id": run_id}), {})


@blueprint.post("/mentees/<id:mentee_id>/confirm/<id:mentor_id>")
@asks(Permission.MATCH_CONFIRM)
def confirm(mentee_id: str, mentor_id: str) -> Any:
    typed = forms.typed()
    try:
        asked = forms.read(ConfirmMatch(), typed, mentee_id=mentee_id, mentor_id=mentor_id)
        match = confirming.confirm(g.act, mentee_id, mentor_id, asked.get("run_id"), asked["rationale"])
    except InvalidAnswer as error:
        if set(error.errors) & {"mentee_id", "mentor_id"}:
            raise NotFound from None
        return _page(mentee_id, mentor_id, typed, error.errors), 422
    except (AtCapacity, NotEligible) as error:
        return refused.page(mentee_of(mentee_id), error, looked_at(mentee_id, mentor_id))
    except refused.REFUSALS as error:
        return refused.page(mentee_of(mentee_id), error)
    flash(_("Confirmed. Both are asked now, and neither learns the other's name."))
    return redirect(f"/matches/{match['id']}", 303)


def _page(mentee_id: str, mentor_id: str, typed: forms.Typed, errors: Mapping[str, Any]) -> Any:
    mentee = mentee_of(mentee_id)
    try:
        pair = looked_at(mentee_id, mentor_id)
    except NoConsent as error:
        return refused.page(mentee, error)
    mentor = MentorForCoordinator().dump(people.read(g.act, Kind.MENTOR, mentor_id))
    return render_template(
        "suggestions/confirm.html",
        mentee=mentee,
        pair=pair,
        mentor=mentor,
        days=programs.settings(g.act)["days_to_answer"],
        reasons=REASONS,
        initials=week.initials(),
        typed=typed,
        errors=errors,
    )


def _that_showed(run_id: str, mentee_id: str, mentor_id: str) -> str:
    """The run, when it is one of this mentee that showed this mentor; else nothing, so that none is claimed."""
    if not run_id:
        return ""
    try:
        run = asking.read_run(g.act, run_id)
    except NotFound:
        return ""
    showed = any(row["mentor_id"] == mentor_id for row in run["suggestions"])
    return run_id if showed and run["mentee_id"] == mentee_id else ""
