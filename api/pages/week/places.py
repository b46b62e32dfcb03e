"""How many people a mentor can walk with at once."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.week import blueprint
from api.policy import Forbidden, Permission
from api.schemas.profiles import Capacity, MentorForThemselves
from api.services import own_week, revisions
from api.services.refusals import ChangedMeanwhile, IfMatchRequired, InvalidAnswer


@blueprint.get("/my-week/places")
@asks(Permission.OWN_ACCOUNT)
def show_places() -> Any:
    mine = _mentor()
    return _page(mine, forms.written({"capacity": _capacity(mine)}))


@blueprint.post("/my-week/places")
@asks(Permission.OWN_ACCOUNT)
def save_places() -> Any:
    mine = _mentor()
    try:
        wanted = forms.read(Capacity(), forms.typed())["capacity"]
    except InvalidAnswer as error:
        return _page(mine, forms.typed(), errors=error.errors), 422
    try:
        own_week.save_places(g.act, wanted)
    except (ChangedMeanwhile, IfMatchRequired):
        mine = _mentor()
        if wanted != _capacity(mine):
            return _page(mine, forms.typed(), meanwhile=True), 422
    flash(_("Your places are saved."))
    return redirect("/my-week", 303)


def _mentor() -> dict[str, Any]:
    mine = own_week.read(g.act)
    if mine["places_in_use"] is None:
        raise Forbidden
    return mine


def _capacity(mine: dict[str, Any]) -> int:
    capacity: int = MentorForThemselves().dump(mine["profile"])["capacity"]
    return capacity


def _page(
    mine: dict[str, Any], typed: forms.Typed, errors: dict[str, list[str]] | None = None, meanwhile: bool = False
) -> str:
    return render_template(
        "week/places.html",
        typed=typed,
        errors=errors or {},
        revision=revisions.tag(mine["profile"]["revision"]),
        capacity=_capacity(mine),
        in_use=mine["places_in_use"],
        meanwhile=meanwhile,
    )
