"""A plan that is being worked out is cancelled; any other is thrown away."""

from typing import Any

from flask import flash, g, redirect
from flask_babel import gettext as _

from api.auth import asks
from api.pages.plans import blueprint
from api.policy import Permission
from api.services.plans import reading
from api.services.plans.running import PlanState


@blueprint.post("/plans/<id:plan_id>/cancel")
@asks(Permission.PLAN)
def cancel_plan(plan_id: str) -> Any:
    """One that was quicker than the button is not thrown away by it."""
    if reading.read(g.act, plan_id)["state"] == PlanState.RUNNING:
        reading.discard(g.act, plan_id)
    return redirect(f"/plans/{plan_id}", 303)


@blueprint.post("/plans/<id:plan_id>/discard")
@asks(Permission.PLAN)
def discard_plan(plan_id: str) -> Any:
    reading.discard(g.act, plan_id)
    flash(_("The plan is thrown away. Pairs that were asked from it stay as they are."))
    return redirect("/plans", 303)
