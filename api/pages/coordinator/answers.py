"""An answer that a coordinator heard: by phone, in person or on paper, with the consent that was read aloud."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.coordinator import blueprint, matches
from api.pages.coordinator.consents import newest_text
from api.pages.coordinator.refused import Errors, said
from api.policy import Permission
from api.schemas.consents import HEARD, TO_A_MATCH
from api.schemas.matches import MoveByCoordinator
from api.services.matches import moves
from api.services.matches.moves import Move
from api.services.matches.reasons import MAY_BE_GIVEN
from api.services.refusals import Refused
from matcher.lifecycle import MatchAction

# What belongs to the other answer is not sent: the page asks for both.
_ONLY_WITH = {MatchAction.ACCEPT.value: "consent.text_version", MatchAction.DECLINE.value: "reason"}


@blueprint.get("/matches/<id:match_id>/answer")
@asks(Permission.MATCH_READ)
def show_answer(match_id: str) -> Any:
    return _page(match_id, forms.Typed(), {})


@blueprint.post("/matches/<id:match_id>/answer")
@asks(Permission.MATCH_MOVE)
def record_answer(match_id: str) -> Any:
    typed = forms.typed()
    try:
        body = forms.read(MoveByCoordinator(), _of_this_answer(typed))
        moves.move(g.act, match_id, Move.asked_for(body))
    except Refused as error:
        return _page(match_id, typed, said(error, "for")), 422
    flash(_("The answer is written down."))
    return redirect(f"/matches/{match_id}", 303)


def _of_this_answer(typed: forms.Typed) -> forms.Typed:
    said_only = forms.Typed(typed)
    for answer, name in _ONLY_WITH.items():
        if answer != typed.get("action"):
            said_only.poplist(name)
    return said_only


def _page(match_id: str, typed: forms.Typed, errors: Errors) -> str:
    shown = matches.found(match_id)
    if not shown["answers"]:
        return matches.page(match_id, errors)
    return render_template(
        "coordinator/answer.html",
        **shown,
        text=newest_text(TO_A_MATCH),
        heard=HEARD,
        reasons=[reason.value for reason in MAY_BE_GIVEN[MatchAction.DECLINE]],
        typed=typed,
        errors=errors,
    )
