"""People's own forms: an intake of a mentee, an application of a mentor. Anyone may send one in."""

from typing import Any

from api.auth import asks, current_act, public
from api.errors import help_first
from api.language import asked_language
from api.policy import Permission
from api.rest.blueprint import Blueprint
from api.rest.described import LANGUAGE
from api.rest.preconditions import retriable
from api.schemas.forms import Application, Intake, Received
from api.services import forms, help, vocabulary
from api.services.kinds import Kind
from api.throttle import may_be_mailed, throttled
from api.words.forms import received

# Many may share one network: a clinic, a shelter, a library.
BY_NETWORK = "60 per hour"

blueprint = Blueprint("forms", "Own forms")


@blueprint.route("/programs/<slug:slug>/intakes", methods=["POST"])
@public
@help_first
@blueprint.arguments(Intake)
@blueprint.response(202, Received, headers=LANGUAGE)
@asks(Permission.OWN_FORM)
@throttled(BY_NETWORK)
@retriable
def send_intake(answers: dict[str, Any], slug: str) -> Any:
    """Ask for a mentor: the person fills in their own form. The answer is the same whatever was written."""
    return _received(slug, Kind.MENTEE, answers)


@blueprint.route("/programs/<slug:slug>/applications", methods=["POST"])
@public
@help_first
@blueprint.arguments(Application)
@blueprint.response(202, Received, headers=LANGUAGE)
@asks(Permission.OWN_FORM)
@throttled(BY_NETWORK)
@retriable
def send_application(answers: dict[str, Any], slug: str) -> Any:
    """Offer to be a mentor: the person fills in their own form. The answer is the same whatever was written."""
    return _received(slug, Kind.MENTOR, answers)


def _received(slug: str, kind: Kind, answers: dict[str, Any]) -> Any:
    email = answers["identity"].get("email")
    forms.submit(current_act(), slug, kind, answers, invite=email is None or may_be_mailed(email))
    language = asked_language(vocabulary.LANGUAGES)
    body = {"help": help.lines(language, slug, None), "text": received(kind.value, language)}
    return body, 202, {"Content-Language": language, "Vary": "Accept-Language"}
