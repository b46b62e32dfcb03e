"""The form itself: its first page, one question a page, and the list of all of them."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from api.auth import public
from api.pages import door, forms
from api.pages.answers import blueprint, questions, reading, state
from api.pages.answers.question import Question
from api.pages.answers.reading import Errors
from api.pages.answers.state import Form
from api.pages.forms import Typed
from api.policy import NotFound
from api.services import drafts
from api.services.refusals import InvalidAnswer
from api.throttle import throttled

# Each answer is a request, and a whole clinic or library may share one network.
ANSWERS_BY_NETWORK = "3000 per hour"
WAY = "/<any(join, apply):way>/<slug:slug>"


@blueprint.get(WAY)
@public
def show_start(way: str, slug: str) -> Any:
    form = state.opened(way, slug)
    return render_template("answers/start.html", form=form)


@blueprint.get(f"{WAY}/list")
@public
def show_list(way: str, slug: str) -> Any:
    form = state.opened(way, slug)
    return render_template("answers/list.html", form=form) if form.begun else redirect(form.at(), 303)


@blueprint.get(f"{WAY}/younger")
@public
def show_younger(way: str, slug: str) -> Any:
    return render_template("answers/younger.html", form=state.opened(way, slug))


@blueprint.get(f"{WAY}/help-first")
@public
def show_help_first(way: str, slug: str) -> Any:
    """At once, before the next question."""
    return render_template("answers/help_first.html", form=state.opened(way, slug))


@blueprint.get(f"{WAY}/<string:key>")
@public
def show_question(way: str, slug: str, key: str) -> Any:
    form = state.opened(way, slug)
    question = _question(form, key)
    if form.begun is None and question != questions.of(form.kind)[0]:
        return redirect(form.at(), 303)
    errors = _still_wrong(form, question) if "again" in request.args else {}
    return _page(form, question, reading.shown(question, form.around()), errors)


@blueprint.post(f"{WAY}/<string:key>")
@public
@throttled(ANSWERS_BY_NETWORK)
def answer(way: str, slug: str, key: str) -> Any:
    """Kept at once, each answer by itself."""
    form = state.opened(way, slug)
    question = _question(form, key)
    if question.paths == ("adult",) and request.form.get("adult") == "false":
        return _nothing_is_kept(form)
    try:
        part = reading.answer_to(question, reading.FORMS[form.kind], forms.typed())
    except InvalidAnswer as error:
        return _page(form, question, forms.typed(), error.errors), 422
    _keep(form, question, part)
    if part.get("right_now") == "not_safe":
        return redirect(form.at("help-first"), 303)
    following = questions.after(form.kind, question)
    wants_check = "check" in request.args or following is None
    return redirect(form.at("check") if wants_check or following is None else form.at(following.key), 303)


def _question(form: Form, key: str) -> Question:
    return questions.find(form.kind, key) or abort(404)


def _keep(form: Form, question: Question, part: dict[str, Any]) -> None:
    act = door.as_nobody()
    code = state.code_of(form.way, form.slug)
    if code is not None:
        try:
            drafts.keep(act, form.slug, form.kind, code, question.key, part)
            return
        except NotFound:
            flash(_("We could not find what you wrote before, so this is a new form. Your last answer is in it."))
    begun = drafts.begin(act, form.slug, form.kind, question.key, part)
    state.remember(form.way, form.slug, begun.code)


def _nothing_is_kept(form: Form) -> Any:
    """Of somebody who is younger, whatever they wrote before."""
    if form.begun is not None:
        drafts.throw_away(door.as_nobody(), form.slug, form.kind, form.begun.code)
    state.forget(form.way, form.slug)
    return redirect(form.at("younger"), 303)


def _still_wrong(form: Form, question: Question) -> Errors:
    """Why the form could not be sent, as far as it is this question's."""
    try:
        reading.whole(form.kind, form.begun.answers if form.begun else {}, form.program)
    except InvalidAnswer as error:
        return reading.of_question(question, error.errors)
    return {}


def _page(form: Form, question: Question, typed: Typed, errors: Errors) -> str:
    every = questions.of(form.kind)
    return render_template(
        "answers/question.html",
        form=form,
        question=question,
        around=form.around(),
        typed=typed,
        errors=errors,
        place=every.index(question) + 1,
        number=len(every),
        before=questions.before(form.kind, question),
        after=questions.after(form.kind, question),
        to_check="check" in request.args,
        language=g.act.language,
    )
