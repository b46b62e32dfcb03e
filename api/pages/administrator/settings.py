"""The program's settings."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.administrator import blueprint
from api.policy import Permission
from api.schemas.program import Program, ProgramPatch
from api.services import programs, revisions
from api.services.refusals import ChangedMeanwhile, InvalidAnswer


@blueprint.get("/settings")
@asks(Permission.PROGRAM_READ)
def show_settings() -> str:
    found = programs.settings(g.act)
    return _page(found, forms.written(Program().dump(found)))


@blueprint.post("/settings")
@asks(Permission.PROGRAM_CHANGE)
def save_settings() -> Any:
    typed = forms.typed()
    try:
        programs.change(g.act, forms.read(ProgramPatch(partial=True), typed))
    except InvalidAnswer as error:
        return _page(programs.settings(g.act), typed, error.errors), 422
    except ChangedMeanwhile:
        return _page(programs.settings(g.act), typed, changed_meanwhile=True), 412
    flash(_("Saved."))
    return redirect("/settings", 303)


def _page(found: dict[str, Any], typed: forms.Typed, errors: Any = None, *, changed_meanwhile: bool = False) -> str:
    return render_template(
        "administrator/settings.html",
        program=Program().dump(found),
        revision=revisions.tag(found["revision"]),
        typed=typed,
        errors=errors or {},
        changed_meanwhile=changed_meanwhile,
    )
