"""How much each factor counts: what speaks for it, and what was in force before."""

from collections.abc import Mapping
from typing import Any

from flask import flash, g, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from api import policy
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
    """Filled in with the numbers of the address, for whoever comes back from trying them."""
    found = weights.in_force(g.act)
    return page(found, in_address(found))


@blueprint.post("/weights")
@asks(Permission.WEIGHTS_CHANGE)
def save_weights() -> Any:
    typed = forms.typed()
    try:
        weights.change(g.act, forms.read(NewWeights(), typed)["weights"])
    except InvalidAnswer as error:
        return page(weights.in_force(g.act), typed, error.errors), 422
    except ChangedMeanwhile:
        return page(weights.in_force(g.act), typed, changed_meanwhile=True), 412
    flash(_("Saved. The next list is made with these weights."))
    return redirect("/weights", 303)


def in_address(found: Mapping[str, Any]) -> forms.Typed:
    """The weights to begin with: those of the address where there are any, else those in force."""
    sent = MultiDict(request.args)
    return (
        sent if any(f"weights.{factor}" in sent for factor in FACTORS) else forms.written({"weights": found["weights"]})
    )


def as_sent(values: Mapping[str, float]) -> dict[str, str]:
    """As the form on this page sends them."""
    return {f"weights.{factor}": str(values[factor]) for factor in FACTORS}


def page(found: dict[str, Any], typed: forms.Typed, errors: Any = None, *, changed_meanwhile: bool = False) -> str:
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
        may_try=policy.allows(g.act.actor, Permission.WEIGHTS_TRY),
    )
