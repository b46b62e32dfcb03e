"""Other weights over everyone who waits, before anybody decides."""

from typing import Any
from urllib.parse import urlencode

from flask import g, redirect, render_template

from api.auth import asks
from api.pages import forms
from api.pages.administrator import blueprint, would_change
from api.pages.administrator.weights import as_sent, in_address, page
from api.policy import Permission
from api.schemas.trials import WeightsTrial
from api.schemas.weights import NewWeights
from api.services import revisions, trials, weights
from api.services.refusals import InvalidAnswer
from api.throttle import by_account, throttled


@blueprint.post("/weights/trial")
@asks(Permission.WEIGHTS_TRY)
def begin_trial() -> Any:
    """What is tried stands in the address: numbers, and nothing of anybody."""
    typed = forms.typed()
    try:
        tried = forms.read(NewWeights(), typed)
    except InvalidAnswer as error:
        return page(weights.in_force(g.act), typed, error.errors), 422
    return redirect("/weights/trial?" + urlencode(as_sent(tried["weights"])), 303)


@blueprint.get("/weights/trial")
@throttled("30 per hour", by_account)
@asks(Permission.WEIGHTS_TRY)
def show_trial() -> Any:
    in_force = weights.in_force(g.act)
    typed = in_address(in_force)
    try:
        tried = forms.read(NewWeights(), typed)["weights"]
    except InvalidAnswer as error:
        return page(in_force, typed, error.errors), 422
    found = WeightsTrial().dump(trials.try_on_all(g.act, tried))
    return render_template(
        "administrator/trial.html",
        shares=would_change.shares(in_force["weights"], tried),
        told=would_change.told(found),
        sent=as_sent(tried),
        revision=revisions.tag(found["weights_version"]),
    )
