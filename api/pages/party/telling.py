"""What a card or an introduction may tell of me, topic by topic, each with what one would then read."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.own import own_id, own_kind, own_profile
from api.pages.party import blueprint
from api.policy import Permission
from api.schemas.profiles import MenteePatchByThemselves, MentorPatchByThemselves
from api.services import editing, revisions
from api.services.kinds import Kind
from api.services.refusals import ChangedMeanwhile, InvalidAnswer

FIELD = "may_tell"
_PATCH = {Kind.MENTEE: MenteePatchByThemselves, Kind.MENTOR: MentorPatchByThemselves}


@blueprint.get("/my-consents/telling")
@asks(Permission.OWN_ACCOUNT)
def show_telling() -> Any:
    profile = own_profile()
    return _page(profile, forms.written({FIELD: profile[FIELD]}), {})


@blueprint.post("/my-consents/telling")
@asks(Permission.OWN_ACCOUNT)
def change_telling() -> Any:
    kind, typed = own_kind(), forms.typed()
    try:
        said = forms.read(_PATCH[kind](), typed)
        editing.edit(g.act, kind, own_id(), {FIELD: said.get(FIELD)})
    except InvalidAnswer as error:
        return _page(own_profile(), typed, error.errors), 422
    except ChangedMeanwhile:
        again = {FIELD: [_("Your answers were changed meanwhile. Please look once more, then save.")]}
        return _page(own_profile(), typed, again), 409
    flash(_("Saved."))
    return redirect("/my-consents", 303)


def _page(profile: dict[str, Any], typed: forms.Typed, errors: dict[str, list[str]]) -> str:
    return render_template(
        "party/telling.html",
        own=_own_answers(profile),
        revision=revisions.tag(profile["revision"]),
        typed=typed,
        errors=errors,
    )


def _own_answers(profile: dict[str, Any]) -> dict[str, list[str]]:
    """By topic what I said myself."""
    recovery, background = profile.get("recovery_stage") or {}, profile.get("background") or {}
    return {
        "experiences": recovery.get("experiences") or [],
        "pathways": recovery.get("pathways") or [],
        "interests": profile.get("interests") or [],
        "goals": profile.get("goals") or [],
        "background": background.get("shared") or [],
    }
