"""Consents of mentees and mentors, and the words of each."""

from dataclasses import replace
from typing import Any

from api.auth import asks, current_act
from api.language import asked_language
from api.policy import Permission, Role
from api.rest.blueprint import Blueprint
from api.rest.by_role import ByRole
from api.rest.described import LANGUAGE, PLACE
from api.rest.lists import listed, page_of
from api.rest.preconditions import retriable
from api.schemas.consents import Consent, ConsentByThemselves, ConsentOnFile
from api.schemas.lists import Consents, ConsentTexts
from api.schemas.queries import ListQuery, Nothing
from api.services import consents, revoking, vocabulary
from api.services.kinds import Kind

blueprint = Blueprint("consents", "Consents")
_GIVE = ByRole({Role.COORDINATOR: ConsentOnFile}, ConsentByThemselves)


@blueprint.route("/consent-texts", methods=["GET"])
@blueprint.response(200, ConsentTexts, headers=LANGUAGE)
@asks(Permission.CONSENT_TEXTS)
def list_consent_texts() -> Any:
    """The words of each consent, every version, by ``Accept-Language``."""
    language = asked_language(vocabulary.LANGUAGES)
    texts = consents.texts(replace(current_act(), language=language))
    return {"items": texts}, 200, {"Content-Language": language, "Vary": "Accept-Language"}


@blueprint.route("/mentees/<id:person_id>/consents", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, Consents)
@asks(Permission.MENTEE_READ)
def list_mentee_consents(query: dict[str, Any], person_id: str) -> dict[str, Any]:
    """What the person agreed to: the oldest first, those taken back as well."""
    return listed(consents.of_person(current_act(), Kind.MENTEE, person_id, page_of(query)), query)


@blueprint.route("/mentors/<id:person_id>/consents", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, Consents)
@asks(Permission.MENTOR_READ)
def list_mentor_consents(query: dict[str, Any], person_id: str) -> dict[str, Any]:
    """What the person agreed to: the oldest first, those taken back as well."""
    return listed(consents.of_person(current_act(), Kind.MENTOR, person_id, page_of(query)), query)


@blueprint.route("/mentees/<id:person_id>/consents", methods=["POST"])
@blueprint.arguments(_GIVE)
@blueprint.response(201, Consent, headers=PLACE)
@asks(Permission.MENTEE_EDIT)
@retriable
def give_mentee_consent(consent: dict[str, Any], person_id: str) -> Any:
    """The person agrees, or a coordinator writes down how they said so."""
    return _give(Kind.MENTEE, person_id, consent)


@blueprint.route("/mentors/<id:person_id>/consents", methods=["POST"])
@blueprint.arguments(_GIVE)
@blueprint.response(201, Consent, headers=PLACE)
@asks(Permission.MENTOR_EDIT)
@retriable
def give_mentor_consent(consent: dict[str, Any], person_id: str) -> Any:
    """The person agrees, or a coordinator writes down how they said so."""
    return _give(Kind.MENTOR, person_id, consent)


@blueprint.route("/mentees/<id:person_id>/consents/<id:consent_id>/revocation", methods=["POST"])
@blueprint.arguments(Nothing)
@blueprint.response(200, Consent)
@asks(Permission.MENTEE_EDIT)
@retriable
def revoke_mentee_consent(_body: dict[str, Any], person_id: str, consent_id: str) -> dict[str, Any]:
    """Take a consent back. Works at once: what stood on it ends."""
    return revoking.revoke(current_act(), Kind.MENTEE, person_id, consent_id)


@blueprint.route("/mentors/<id:person_id>/consents/<id:consent_id>/revocation", methods=["POST"])
@blueprint.arguments(Nothing)
@blueprint.response(200, Consent)
@asks(Permission.MENTOR_EDIT)
@retriable
def revoke_mentor_consent(_body: dict[str, Any], person_id: str, consent_id: str) -> dict[str, Any]:
    """Take a consent back. Works at once: what stood on it ends."""
    return revoking.revoke(current_act(), Kind.MENTOR, person_id, consent_id)


def _give(kind: Kind, person_id: str, consent: dict[str, Any]) -> Any:
    given = consents.give(current_act(), kind, person_id, consent)
    return given, 201, {"Location": f"/api/v1/{kind}s/{person_id}/consents"}
