"""Looking over all answers, and sending them in."""

from typing import Any

from flask import flash, redirect, render_template
from flask_babel import gettext as _

from api.auth import public
from api.pages import door
from api.pages.answers import blueprint, questions, reading, state
from api.pages.answers.asking import WAY
from api.pages.answers.state import Form
from api.policy import NotFound
from api.services import drafts, revisions
from api.services.refusals import ChangedMeanwhile, IfMatchRequired, InvalidAnswer
from api.throttle import may_be_mailed, throttled

# As in the JSON face: many may share one network.
SENT_BY_NETWORK = "60 per hour"


@blueprint.get(f"{WAY}/check")
@public
def show_check(way: str, slug: str) -> Any:
    form = state.opened(way, slug)
    return _page(form) if form.begun else redirect(form.at(), 303)


@blueprint.post(f"{WAY}/check")
@public
@throttled(SENT_BY_NETWORK)
def send(way: str, slug: str) -> Any:
    form = state.opened(way, slug)
    code = state.code_of(way, slug)
    if code is None:
        return redirect(form.at("sent") if state.was_sent(way, slug) else form.at(), 303)
    try:
        answers = reading.whole(form.kind, form.begun.answers, form.program) if form.begun else {}
        email = answers["identity"].get("email") if answers else None
        invite = email is None or may_be_mailed(email)
        drafts.send(door.as_nobody(), slug, form.kind, code, answers, invite=invite)
    except InvalidAnswer as error:
        mend = reading.first_to_mend(form.kind, error.errors) or questions.of(form.kind)[0]
        flash(_("One more thing is needed before this can be sent."))
        return redirect(form.at(f"{mend.key}?again&check"), 303)
    except (ChangedMeanwhile, IfMatchRequired):
        flash(_("An answer was changed on another page or device. Please look once more, then send it."))
        return redirect(form.at("check"), 303)
    except NotFound:
        state.forget(way, slug)
        flash(_("We could not find what you wrote before. If you have a code, you can try it here."))
        return redirect(form.at("return"), 303)
    state.note_sent(way, slug)
    return redirect(form.at("sent"), 303)


@blueprint.get(f"{WAY}/sent")
@public
def show_sent(way: str, slug: str) -> Any:
    form = state.opened(way, slug)
    return render_template("answers/sent.html", form=form) if state.was_sent(way, slug) else redirect(form.at(), 303)


def _page(form: Form) -> str:
    assert form.begun is not None
    return render_template(
        "answers/check.html",
        form=form,
        around=form.around(),
        revision=revisions.tag(form.begun.revision),
        missing=[each for each in questions.of(form.kind) if each.is_needed and not form.is_answered(each)],
    )
