"""A plan is asked for: how it is to be fair, for whom, which pairs it keeps or leaves out, and by which weights."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from marshmallow import Schema

from api import background
from api.auth import asks
from api.errors import write_down
from api.pages import forms
from api.pages.coordinator.refused import Errors, said
from api.pages.plans import blueprint
from api.pages.plans.names import MEANINGS, OBJECTIVES, RECOMMENDED
from api.pages.suggestions.listing import in_force
from api.pages.suggestions.names import FACTORS
from api.policy import Permission
from api.schemas.plans import AskForPlan
from api.services.plans import again, asking
from api.services.plans.offered import offered
from api.services.refusals import Refused, TooManyRequests

DO, MORE = "do", "more"
LIKE = "like"
PAIRS = ("pinned", "forbidden")
# Rows for pairs that are left blank: at first, and for whoever asks for more.
BLANK, BLANK_WITH_MORE = 1, 4
SCHEMA: Schema = AskForPlan()
TOO_MANY = 429


@blueprint.get("/plans/new")
@asks(Permission.PLANS)
def show_ask() -> Any:
    """``like``: an earlier plan, whose form it is to begin with."""
    plan_id = forms.as_id(request.args.get(LIKE, ""))
    return _page(again.as_asked(g.act, plan_id) if plan_id else {}, {})


@blueprint.post("/plans/new")
@asks(Permission.PLANS)
def ask() -> Any:
    body = forms.body_of(SCHEMA, forms.typed())
    if request.form.get(DO) == MORE:
        return _page(body, {}, BLANK_WITH_MORE)
    try:
        plan = asking.ask(g.act, forms.load(SCHEMA, _to_send(body)), background.current())
    except Refused as refusal:
        return _refused(body, refusal)
    return redirect(f"/plans/{plan['id']}", 303)


@blueprint.post("/plans/<id:plan_id>/again")
@asks(Permission.PLAN)
def ask_again(plan_id: str) -> Any:
    try:
        plan = again.ask_again(g.act, plan_id, background.current())
    except Refused as refusal:
        return _refused(again.as_asked(g.act, plan_id), refusal)
    return redirect(f"/plans/{plan['id']}", 303)


def _to_send(body: Mapping[str, Any]) -> dict[str, Any]:
    """Whoever is in a pair to keep is in the plan, ticked or not."""
    sent = dict(body)
    if sent.get("mentee_ids"):
        kept = [pair.get("mentee_id") for pair in sent.get("pinned") or ()]
        sent["mentee_ids"] = list(dict.fromkeys([*sent["mentee_ids"], *filter(None, kept)]))
    return sent | {"weights": _weights_of_its_own(body)}


def _weights_of_its_own(body: Mapping[str, Any]) -> Any:
    """None where they are those in force, or all were left blank."""
    weights = body.get("weights") or {}
    is_usual = weights == dict(in_force()) or all(value is None for value in weights.values())
    return None if is_usual else weights


def _refused(body: Mapping[str, Any], refusal: Refused) -> tuple[str, int]:
    if isinstance(refusal, TooManyRequests):
        write_down("too_many_requests", TOO_MANY)
        busy = _("Other large plans are being worked out just now. Please send this once more in a minute.")
        return _page(body, {"ask": [busy]}), TOO_MANY
    return _page(body, beside_the_fields(said(refusal, refusal.at or "ask"))), 422


def beside_the_fields(errors: Errors) -> Errors:
    """What is said of one of many boxes stands above all of them."""
    found: Errors = {}
    for path, words in errors.items():
        field = "mentee_ids" if path.startswith("mentee_ids.") else path
        found[field] = list(dict.fromkeys([*found.get(field, ()), *words]))
    return found


def _page(body: Mapping[str, Any], errors: Errors, blank: int = BLANK) -> str:
    """``body``: as the schema reads it, or as an earlier plan was asked for."""
    usual = {"objective": RECOMMENDED, "weights": in_force()}
    said_before = {field: value for field, value in body.items() if value}
    people = offered(g.act)
    return render_template(
        "plans/new.html",
        typed=forms.written(usual | said_before),
        errors=errors,
        opened=_opened(body, errors, blank),
        objectives=[(code, _offered(code, str(name)), MEANINGS[code]) for code, name in OBJECTIVES.items()],
        mentees=[(each["id"], _named(each), _waits(each["days"])) for each in people["mentees"]],
        names={kind: _to_choose_from(people[f"{kind}s"]) for kind in ("mentee", "mentor")},
        not_now=people["not_now"],
        rows={field: len(body.get(field) or ()) + blank for field in PAIRS},
        factors=FACTORS,
    )


def _opened(body: Mapping[str, Any], errors: Errors, blank: int) -> dict[str, bool]:
    """Which parts of the form are not folded away: what was said in them, or is wrong there, is to be seen."""
    said_more = {field: bool(body.get(field)) for field in ("mentee_ids", *PAIRS)}
    said_more["weights"] = _weights_of_its_own(body) is not None
    more = dict.fromkeys(PAIRS, blank > BLANK)
    return {
        field: said or more.get(field, False) or any(path.split(".")[0] == field for path in errors)
        for field, said in said_more.items()
    }


def _offered(code: str, name: str) -> str:
    return _("%(name)s (we recommend this one)", name=name) if code == RECOMMENDED else name


def _to_choose_from(people: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [("", _("Choose a name")), *((each["id"], _named(each)) for each in people)]


def _named(person: Mapping[str, Any]) -> str:
    return str(person["name"] or _("A person no longer here"))


def _waits(days: int) -> str:
    return ngettext("waiting for %(num)s day", "waiting for %(num)s days", days)
