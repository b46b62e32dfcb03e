"""Pairs of a plan that were ticked are asked, each as a match of its own."""

from typing import Any

from flask import flash, g, redirect
from flask_babel import ngettext

from api.auth import asks
from api.errors import as_told, write_down
from api.pages import forms
from api.pages.plans import blueprint, one
from api.pages.plans.asking import beside_the_fields
from api.policy import Permission
from api.schemas.plans import ConfirmRows
from api.services.plans import confirming
from api.services.refusals import InvalidAnswer, NotReady


@blueprint.post("/plans/<id:plan_id>/confirmations")
@asks(Permission.PLAN)
def confirm_rows(plan_id: str) -> Any:
    """Why a pair could not be asked is told on the plan's page, which looks at every row anew."""
    typed = forms.typed()
    try:
        asked = forms.read(ConfirmRows(), typed)
        done = confirming.confirm(g.act, plan_id, asked["mentee_ids"], asked["rationale"])
    except InvalidAnswer as error:
        return one.page(plan_id, typed, beside_the_fields(error.errors)), 422
    except NotReady as error:
        _write_down(error)
        return redirect(one.address(plan_id), 303)
    for _mentee_id, refusal in done["refused"]:
        _write_down(refusal)
    _tell(len(done["confirmed"]), len(done["refused"]))
    return redirect(one.address(plan_id), 303)


def _write_down(refusal: Exception) -> None:
    status, code, _detail, _more = as_told(refusal)
    write_down(code, status)


def _tell(confirmed: int, refused: int) -> None:
    if confirmed:
        flash(
            ngettext(
                "%(num)s pair is asked now. Neither of the two learns the other's name.",
                "%(num)s pairs are asked now. Nobody learns the other's name.",
                confirmed,
            )
        )
    if refused:
        flash(
            ngettext(
                "%(num)s pair could not be asked. Its row says why. "
                "If there is a box to tick again, please try once more.",
                "%(num)s pairs could not be asked. Their rows say why. "
                "If there is a box to tick again, please try once more.",
                refused,
            )
        )
