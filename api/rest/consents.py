"""Consents of mentees and mentors, and the words of each."""

from typing import Any

from api.auth import current_act
from api.language import asked_language
from api.policy import Role
from api.rest.blueprint import Blueprint, read_body
from api.rest.lists import listed, page_of
from api.rest.preconditions import retriable
from api.schemas.consents import Consent, ConsentByThemselves, ConsentOnFile
from api.schemas.lists import Consents, ConsentTexts
from api.schemas.queries import ListQuery, Nothing
from api.services import consents, revoking, vocabulary
from api.services.kinds import Kind

blueprint = Blueprint("consents", "Consents")
_GIVE = {Role.COORDINATOR: ConsentOnFile}


@blueprint.route("/consent-texts", methods=["GET"])
@blueprint.response(200, ConsentTexts)
def list_consent_texts() -> Any:
    language = asked_language(vocabulary.LANGUAGES)
    texts = consents.texts(current_act(), language)
    return {"items": texts}, 200, {"Content-Language": language, "Vary": "Accept-Language"}


@blueprint.route("/mentees/<id:person_id>/consents", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, Consents)
def list_mentee_consents(query: dict[str, Any], person_id: str) -> dict[str, Any]:
    """The oldest first, those taken back as well."""
    return listed(consents.of_person(current_act(), Kind.MENTEE, person_id, page_of(query)), query)


@blueprint.route("/mentors/<id:person_id>/consents", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, Consents)
def list_mentor_consents(query: dict[str, Any], person_id: str) -> dict[str, Any]:
    """The oldest first, those taken back as well."""
    return listed(consents.of_person(current_act(), Kind.MENTOR, person_id, page_of(query)), query)


@blueprint.route("/mentees/<id:person_id>/consents", methods=["POST"])
@blueprint.response(201, Consent)
@retriable
def give_mentee_consent(person_id: str) -> Any:
    return _give(Kind.MENTEE, person_id)


@blueprint.route("/mentors/<id:person_id>/consents", methods=["POST"])
@blueprint.response(201, Consent)
@retriable
def give_mentor_consent(person_id: str) -> Any:
    return _give(Kind.MENTOR, person_id)


@blueprint.route("/mentees/<id:person_id>/consents/<id:consent_id>/revocation", methods=["POST"])
@blueprint.arguments(Nothing)
@blueprint.response(200, Consent)
@retriable
def revoke_mentee_consent(_body: dict[str, Any], person_id: str, consent_id: str) -> dict[str, Any]:
    """Works at once: what stood on it ends."""
    return revoking.revoke(current_act(), Kind.MENTEE, person_id, consent_id)


@blueprint.route("/mentors/<id:person_id>/consents/<id:consent_id>/revocation", methods=["POST"])
@blueprint.arguments(Nothing)
@blueprint.response(200, Consent)
@retriable
def revoke_mentor_consent(_body: dict[str, Any], person_id: str, consent_id: str) -> dict[str, Any]:
    """Works at once: what stood on it ends."""
    return revoking.revoke(current_act(), Kind.MENTOR, person_id, consent_id)


def _give(kind: Kind, person_id: str) -> Any:
    body = read_body(_GIVE, ConsentByThemselves)
    consent = consents.give(current_act(), kind, person_id, body)
    return consent, 201, {"Location": f"/api/v1/{kind}s/{person_id}/consents"}
