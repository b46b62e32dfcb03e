"""One match: the blind card and the three answers to it, then the introduction and what follows."""

from typing import Any

from flask import flash, g, redirect, render_template
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.own import own_kind, own_profile
from api.pages.party import blueprint
from api.pages.party.my_match import introduction
from api.policy import NotFound, Permission, ShownState
from api.schemas.matches import BlindCard, MatchForParty, MoveByParty
from api.services import consents
from api.services.matches import cards, moves, reading
from api.services.matches.moves import Move
from api.services.refusals import InvalidAnswer, MoveNotPossible
from matcher.lifecycle import MatchAction

ACTIONS = {
    "yes": MatchAction.ACCEPT,
    "not-now": MatchAction.DECLINE,
    "no": MatchAction.DECLINE,
    "talked": MatchAction.START,
    "pause": MatchAction.PAUSE,
    "resume": MatchAction.RESUME,
    "close": MatchAction.CLOSE,
}
# These are asked about on a page of their own before anything is done.
ASKED_ABOUT = {"not-now": "party/not_now.html", "no": "party/no.html", "close": "party/close.html"}
_BLIND = (ShownState.ASKED, ShownState.ANSWERED)


@blueprint.get("/my-match/<id:match_id>")
@asks(Permission.MATCH_READ)
def show_match(match_id: str) -> Any:
    return _match(match_id, forms.Typed(), {})


@blueprint.get("/my-match/<id:match_id>/<string:answer>")
@asks(Permission.MATCH_READ)
def show_answer(match_id: str, answer: str) -> Any:
    if answer not in ASKED_ABOUT:
        raise NotFound
    match = _read(match_id)
    if ACTIONS[answer].value not in match["actions"]:
        return redirect(f"/my-match/{match_id}", 303)
    return _question(match, answer, forms.Typed(), {})


@blueprint.post("/my-match/<id:match_id>/<string:answer>")
@asks(Permission.MATCH_MOVE)
def give_answer(match_id: str, answer: str) -> Any:
    """Judged by the state that is found; what had moved on meanwhile is shown as it is now."""
    own_kind()
    if answer not in ACTIONS:
        raise NotFound
    typed = forms.typed()
    try:
        moves.move(g.act, match_id, Move.asked_for(forms.read(MoveByParty(), typed, action=ACTIONS[answer].value)))
    except InvalidAnswer as error:
        if answer in ASKED_ABOUT:
            return _question(_read(match_id), answer, typed, error.errors), 422
        return _match(match_id, typed, error.errors), 422
    except MoveNotPossible:
        flash(_("Things had moved on before this reached us. This is where they are now."))
    else:
        flash(_said(answer))
    return redirect(f"/my-match/{match_id}", 303)


def _said(answer: str) -> str:
    return {
        "yes": _("Thank you. Your yes is noted."),
        "not-now": _("Thank you for telling us. That is a good answer too."),
        "no": _("Thank you for telling us. That is a good answer too."),
        "talked": _("Good to hear. Thank you for writing first."),
        "pause": _("You are taking a break together. Nothing is lost."),
        "resume": _("Welcome back, both of you."),
        "close": _("Thank you for the way you went together."),
    }[answer]


def _read(match_id: str) -> dict[str, Any]:
    own_kind()
    match: dict[str, Any] = MatchForParty().dump(reading.read(g.act, match_id))
    return match


def _question(match: dict[str, Any], answer: str, typed: forms.Typed, errors: dict[str, list[str]]) -> str:
    return render_template(ASKED_ABOUT[answer], match=match, kind=own_kind().value, typed=typed, errors=errors)


def _match(match_id: str, typed: forms.Typed, errors: dict[str, list[str]]) -> str:
    match = _read(match_id)
    more = {"match": match, "kind": own_kind().value, "typed": typed, "errors": errors, "me": own_profile()}
    if match["state"] in _BLIND:
        card = BlindCard().dump(cards.card(g.act, match_id))
        consent = consents.text_in_use(g.act, moves.INTRODUCTION)
        return render_template("party/card.html", card=card, consent=consent, **more)
    if match["state"] == ShownState.ENDED:
        return render_template("party/ended.html", **more)
    return render_template("party/introduction.html", other=introduction(match_id), **more)
