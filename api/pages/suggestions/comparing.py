"""Two mentors side by side, factor by factor."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g, render_template, request
from flask_babel import gettext as _

from api.auth import asks
from api.pages import forms
from api.pages.suggestions import blueprint, refused, week
from api.pages.suggestions.listing import RUN, WITH, mentee_of
from api.pages.suggestions.names import FACTORS, MEANINGS
from api.pages.suggestions.pair import looked_at
from api.policy import Permission
from api.schemas.looking_closer import MentorsCompared
from api.schemas.profiles.mentors import MentorForCoordinator
from api.services import people
from api.services.kinds import Kind
from api.services.refusals import NoConsent
from api.services.suggestions import against

AND = "and"
# Similarities nearer to each other than this are told as even.
EVEN = 0.05


@blueprint.get("/mentees/<id:mentee_id>/compare")
@asks(Permission.SUGGESTIONS)
def compare(mentee_id: str) -> Any:
    run = request.args.get(RUN, "")[:32]
    sent = (forms.as_id(each) for each in request.args.getlist(WITH) + request.args.getlist(AND))
    chosen = list(dict.fromkeys(each for each in sent if each))
    if len(chosen) != 2:
        return render_template("suggestions/not_two.html", many=len(chosen)), 422
    mentee = mentee_of(mentee_id)
    try:
        two = [looked_at(mentee_id, mentor_id) for mentor_id in chosen]
    except NoConsent as error:
        return refused.page(mentee, error)
    for pair in two:
        pair["story"] = _story(pair["mentor_id"])
    return render_template(
        "suggestions/compare.html", mentee=mentee, two=two, rows=_rows(two), meanings=MEANINGS, run=run,
        initials=week.initials(), compared=MentorsCompared().dump(against.set_against(g.act, mentee_id, *chosen)),
    )  # fmt: skip


def _story(mentor_id: str) -> str | None:
    story: str | None = MentorForCoordinator().dump(people.read(g.act, Kind.MENTOR, mentor_id))["story"]
    return story


def _rows(two: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    by_factor = [{part["factor"]: part for part in pair["parts"]} for pair in two]
    return [
        {
            "factor": factor,
            "name": name,
            "two": [parts.get(factor) for parts in by_factor],
            "told": _stronger(two, factor),
        }
        for factor, name in FACTORS.items()
        if any(factor in parts for parts in by_factor)
    ]


def _stronger(two: Sequence[Mapping[str, Any]], factor: str) -> str:
    """In words, or nothing where one of them has no score."""
    alike = [part["similarity"] for pair in two for part in pair["parts"] if part["factor"] == factor]
    if len(alike) < len(two):
        return ""
    if abs(alike[0] - alike[1]) < EVEN:
        return _("Even")
    return _("More: %(name)s", name=two[0 if alike[0] > alike[1] else 1]["name"])
