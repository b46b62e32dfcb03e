"""My answers: all that is held on whoever is signed in, changed question by question."""

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, g, redirect, render_template
from flask_babel import gettext as _
from marshmallow import Schema

from api.auth import asks
from api.pages import forms, own
from api.pages.answers import blueprint, questions, reading, standing
from api.pages.answers.inputs import Around
from api.pages.answers.question import SECTIONS, Question
from api.pages.answers.reading import Errors
from api.pages.forms import Typed
from api.policy import Permission
from api.schemas.profiles import MenteePatchByThemselves, MentorPatchByThemselves
from api.services import own_profile, revisions
from api.services.kinds import Kind
from api.services.refusals import ChangedMeanwhile, InvalidAnswer

PATCHED: Mapping[Kind, type[Schema]] = {Kind.MENTEE: MenteePatchByThemselves, Kind.MENTOR: MentorPatchByThemselves}
# The whole week has a page of its own.
ON_MY_WEEK = {Kind.MENTOR: ("week", "places")}


@blueprint.get("/my-answers")
@asks(Permission.OWN_ACCOUNT)
def show_mine() -> Any:
    around, profile = _read()
    sections = [
        (title, [each for each in questions.of(around.kind) if each.section == key and not each.is_once])
        for key, title in SECTIONS.items()
    ]
    return render_template(
        "answers/mine.html",
        around=around,
        profile=profile,
        sections=[(title, every) for title, every in sections if every],
        standing=standing.in_words(profile["status"]),
        kept=standing.kept(profile),
        elsewhere=ON_MY_WEEK.get(around.kind, ()),
        is_not_safe=profile.get("right_now") == "not_safe",
    )


@blueprint.get("/my-answers/<string:key>")
@asks(Permission.OWN_ACCOUNT)
def show_one(key: str) -> Any:
    around, profile = _read()
    question = _question(around.kind, key)
    return _page(question, around, profile, reading.shown(question, around), {})


@blueprint.post("/my-answers/<string:key>")
@asks(Permission.OWN_ACCOUNT)
def change_one(key: str) -> Any:
    around, profile = _read()
    question = _question(around.kind, key)
    try:
        part = reading.answer_to(question, PATCHED[around.kind], forms.typed())
        changes = forms.load(PATCHED[around.kind](), part)
        own_profile.edit(g.act, changes)
    except InvalidAnswer as error:
        errors = reading.of_question(question, error.errors) or error.errors
        return _page(question, around, profile, forms.typed(), errors), 422
    except ChangedMeanwhile:
        return _page(question, around, profile, forms.typed(), {}, was_changed=True), 412
    flash(_("Saved."))
    return redirect("/my-answers", 303)


def _read() -> tuple[Around, dict[str, Any]]:
    profile = own.own_profile()
    return Around(own.own_kind(), g.act.language, profile), profile


def _question(kind: Kind, key: str) -> Question:
    question = questions.find(kind, key)
    if question is None or question.is_once or key in ON_MY_WEEK.get(kind, ()):
        abort(404)
    return question


def _page(
    question: Question,
    around: Around,
    profile: Mapping[str, Any],
    typed: Typed,
    errors: Errors,
    *,
    was_changed: bool = False,
) -> str:
    return render_template(
        "answers/my_answer.html",
        question=question,
        around=around,
        typed=typed,
        errors=errors,
        revision=revisions.tag(profile["revision"]),
        was_changed=was_changed,
        now_said=question.input.said(question.paths, around),
        is_not_safe=profile.get("right_now") == "not_safe",
    )
