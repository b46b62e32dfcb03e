"""How much each factor counts: what speaks for it, and what was in force before."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.administrator import blueprint
from api.pages.suggestions.names import FACTORS as NAMES
from api.policy import Permission
from api.schemas.weights import FACTORS, NewWeights, WeightsAsOf
from api.services import revisions, weights
from api.services.pages import Page
from api.services.refusals import ChangedMeanwhile, InvalidAnswer

SHOWN = 20


@blueprint.get("/weights")
@asks(Permission.WEIGHTS_READ)
def show_weights() -> str:
    found = weights.in_force(g.act)
    return _page(found, forms.written({"weights": found["weights"]}))


@blueprint.post("/weights")
@asks(Permission.WEIGHTS_CHANGE)
def save_weights() -> Any:
    typed = forms.typed()
    try:
        weights.change(g.act, forms.read(NewWeights(), typed)["weights"])
    except InvalidAnswer as error:
        return _page(weights.in_force(g.act), typed, error.errors), 422
    except ChangedMeanwhile:
        return _page(weights.in_force(g.act), typed, changed_meanwhile=True), 412
    flash(_("Saved. The next list is made with these weights."))
    return redirect("/weights", 303)


def _page(found: dict[str, Any], typed: forms.Typed, errors: Any = None, *, changed_meanwhile: bool = False) -> str:
    return render_template(
        "administrator/weights.html",
        found=WeightsAsOf().dump(found),
        factors=FACTORS,
        names=NAMES,
        versions=WeightsAsOf(many=True).dump(weights.versions(g.act, Page(SHOWN)).items),
        revision=revisions.tag(found["version"]),
        total=sum(found["weights"].values()),
        typed=typed,
        errors=errors or {},
        changed_meanwhile=changed_meanwhile,
    )
