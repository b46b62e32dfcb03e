"""A match: who with whom, whose turn, what happened, and the moves that are open."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.coordinator import blueprint
from api.pages.coordinator.refused import Errors, said
from api.policy import NotFound, Permission
from api.schemas.matches import AS_SEEN, MatchEvent, MoveByCoordinator
from api.services.matches import board, cards, moves
from api.services.matches.moves import Move
from api.services.matches.reasons import MAY_BE_GIVEN
from api.services.refusals import Refused
from matcher.lifecycle import MatchAction

# They are asked about on a page of their own: why, or what each will learn.
WITH_A_REASON = (MatchAction.WITHDRAW.value, MatchAction.CLOSE.value)


@blueprint.get("/matches/<id:match_id>")
@asks(Permission.MATCH_READ)
def show_match(match_id: str) -> Any:
    return page(match_id)


@blueprint.get("/matches/<id:match_id>/introduce")
@asks(Permission.MATCH_READ)
def show_introduce(match_id: str) -> Any:
    return _introduce_page(match_id, {})


@blueprint.get("/matches/<id:match_id>/end")
@asks(Permission.MATCH_READ)
def show_end(match_id: str) -> Any:
    """Taking a proposal back, or ending what is under way: whichever is open."""
    return _end_page(match_id, {})


@blueprint.post("/matches/<id:match_id>/moves")
@asks(Permission.MATCH_MOVE)
def move_match(match_id: str) -> Any:
    typed = forms.typed()
    try:
        body = forms.read(MoveByCoordinator(), typed)
        moves.move(g.act, match_id, Move(body["action"], reason=body.get("reason"), note=body.get("note")))
    except Refused as error:
        return _asked_from(typed.get("action", ""))(match_id, said(error, "moves")), 422
    flash(_("Done."))
    return redirect(f"/matches/{match_id}", 303)


def page(match_id: str, errors: Errors | None = None) -> str:
    return render_template("coordinator/match.html", **found(match_id), typed=forms.Typed(), errors=errors or {})


def found(match_id: str) -> dict[str, Any]:
    """As it is shown: dumped as the JSON face does."""
    one = board.one(g.act, match_id)
    return one | {
        "match": AS_SEEN.dump(one["match"]),
        "events": [MatchEvent().dump(event) | {"at": event["at"]} for event in one["events"]],
    }


def _asked_from(action: str) -> Any:
    if action == MatchAction.INTRODUCE:
        return _introduce_page
    return _end_page if action in WITH_A_REASON else page


def _introduce_page(match_id: str, errors: Errors) -> str:
    shown = found(match_id)
    if MatchAction.INTRODUCE.value not in shown["match"]["actions"]:
        return page(match_id, errors)
    return render_template(
        "coordinator/introduce.html",
        **shown,
        **cards.before_introducing(g.act, match_id),
        typed=forms.Typed(),
        errors=errors,
    )


def _end_page(match_id: str, errors: Errors) -> str:
    shown = found(match_id)
    action = next((each for each in WITH_A_REASON if each in shown["match"]["actions"]), None)
    if action is None or "mentee" not in shown:
        if errors:
            return page(match_id, errors)
        raise NotFound
    reasons = [reason.value for reason in MAY_BE_GIVEN[MatchAction(action)]]
    return render_template(
        "coordinator/end.html", **shown, action=action, reasons=reasons, typed=forms.typed(), errors=errors
    )
