"""Ten mentors for one person, by the program's weights or, for one look, by others."""

from collections.abc import Mapping
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.everyone import everyone
from api.pages.frame import in_words
from api.pages.suggestions import blueprint, refused, telling, week
from api.pages.suggestions.names import FACTORS, REASONS, of_mentee
from api.policy import Permission
from api.schemas.profiles.mentees import MenteeForCoordinator
from api.schemas.queries import SUGGESTED
from api.schemas.suggestions import Run, RunWhatIf, WhatIf
from api.schemas.weights import Weights
from api.services import people, weights
from api.services.kinds import Kind
from api.services.refusals import InvalidAnswer
from api.services.suggestions import asking
from matcher.spread import OrderedBy

# What the script sends along: it wants the list alone, without the page around it.
PART = "X-Part"
RUN, WITH = "run", "with"


@blueprint.get("/mentees/<id:mentee_id>/suggestions")
@asks(Permission.SUGGESTIONS)
def show_suggestions(mentee_id: str) -> Any:
    mentee = mentee_of(mentee_id)
    asked = {choice: request.args.get(choice) == "true" for choice in ("also", "spread")}
    try:
        run = Run().dump(asking.suggest(g.act, mentee_id, SUGGESTED, **asked))
    except refused.REFUSALS as error:
        return refused.page(mentee, error)
    return _page(mentee, as_told(run), in_force(), run=run["run_id"])


@blueprint.post("/mentees/<id:mentee_id>/suggestions")
@asks(Permission.SUGGESTIONS)
def try_weights(mentee_id: str) -> Any:
    """Shown, not redirected to: nothing is kept of a look under other weights."""
    alone = PART in request.headers
    typed = forms.typed()
    mentee = {"id": mentee_id} if alone else mentee_of(mentee_id)
    try:
        tried = forms.read(WhatIf(), typed)
        run = RunWhatIf().dump(asking.what_if(g.act, mentee_id, tried["weights"], tried["limit"]))
    except InvalidAnswer as error:
        return _slip(mentee, typed, error.errors, alone)
    except refused.REFUSALS as error:
        return refused.page(mentee if not alone else mentee_of(mentee_id), error)
    shown = as_told(run) | {"told": telling.what_moved(run["suggestions"])}
    run_id = typed.get(RUN, "")[:32]
    if alone:
        return render_template("suggestions/part.html", mentee=mentee, shown=shown, run=run_id)
    return _page(mentee, shown, tried["weights"], run=run_id)


@blueprint.get("/mentees/<id:mentee_id>/one-mentor")
@asks(Permission.MENTEE_READ)
def choose_mentor(mentee_id: str) -> Any:
    """Any mentor of the program, to see why they are on the list or not. Names never come into an address."""
    mentee = mentee_of(mentee_id)
    if (mentor_id := request.args.get("mentor")) is not None:
        return redirect(url_for("pages.suggestions.show_pair", mentee_id=mentee_id, mentor_id=mentor_id), 303)
    mentors = everyone(lambda page: people.list_mentors(g.act, None, page))
    mentors.sort(key=lambda each: (each["preferred_name"] or "").casefold())
    return render_template("suggestions/one_mentor.html", mentee=mentee, mentors=mentors)


def mentee_of(mentee_id: str) -> dict[str, Any]:
    return of_mentee(MenteeForCoordinator().dump(people.read(g.act, Kind.MENTEE, mentee_id)))


def in_force() -> Mapping[str, float]:
    values: Mapping[str, float] = Weights().dump(weights.in_force(g.act))["weights"]
    return values


def as_told(run: Mapping[str, Any]) -> dict[str, Any]:
    rows = [telling.told(row) for row in run["suggestions"]]
    pool, also = run["pool"], run["also"]
    return {
        "rows": rows,
        "also": None if also is None else [telling.told(row) for row in also],
        "is_spread": run["ordered_by"] == OrderedBy.SPREAD,
        "as_of": run["as_of"],
        "generated_at": run["generated_at"],
        "considered": pool["considered"],
        "eligible": pool["eligible"],
        "excluded": [(REASONS[each["reason"]], each["count"]) for each in pool["excluded"]],
        "too_little_said": any(row["too_little_said"] for row in rows),
        "initials": week.initials(),
        "told": None,
    }


def _page(mentee: Mapping[str, Any], shown: Mapping[str, Any], values: Mapping[str, float], run: str | None) -> str:
    return render_template(
        "suggestions/list.html", mentee=mentee, shown=shown, run=run, weights=values, factors=FACTORS, errors={}
    )


def _slip(mentee: Mapping[str, Any], typed: forms.Typed, errors: dict[str, list[str]], alone: bool) -> Any:
    said = errors | ({"weights.experience": errors["weights"]} if "weights" in errors else {})
    said = {name: words for name, words in said.items() if name != "weights"}
    if alone:
        return (
            " ".join(in_words(words) for each in said.values() for words in each),
            422,
            {"Content-Type": "text/plain"},
        )
    values = {factor: typed.get(f"weights.{factor}", "") for factor in FACTORS}
    names = {f"weights.{factor}": str(name) for factor, name in FACTORS.items()}
    told = {
        name: [_("%(what)s: %(wrong)s", what=names.get(name, ""), wrong=in_words(each)) for each in words]
        for name, words in said.items()
    }
    return (
        render_template(
            "suggestions/list.html", mentee=mentee, shown=None, run=typed.get(RUN, "")[:32], weights=values,
            factors=FACTORS, errors=told,
        ),
        422,
    )  # fmt: skip
