"""Consents: given, read, taken back. Taking one back works at once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, retries
from api.services.acts import Act
from api.services.kinds import EDIT, READ, Kind
from api.services.pages import Listing, Page, listing
from api.services.programs import today_in
from api.services.refusals import InvalidAnswer
from data import consent_texts
from data.db import reading, transaction
from data.store import consents, people, programs


def texts(act: Act) -> list[dict[str, Any]]:
    """Every version of every text, in the asker's language."""
    policy.require(act.actor, Permission.CONSENT_TEXTS)
    return [
        {"purpose": text.purpose, "version": text.version, "text": text.words[act.language]}
        for text in consent_texts.load()
    ]


def text_in_use(act: Act, purpose: str) -> dict[str, Any]:
    """The words that somebody agrees to who says yes today."""
    policy.require(act.actor, Permission.CONSENT_TEXTS)
    with reading(act.program_id):
        today = today_in(programs.find(act.program_id), act.now)
    return _in_language(act, consent_texts.newest_on(purpose, today))


def text_agreed_to(act: Act, purpose: str, version: int) -> dict[str, Any]:
    policy.require(act.actor, Permission.CONSENT_TEXTS)
    return _in_language(act, policy.found(consent_texts.find(purpose, version)))


def of_person(act: Act, kind: Kind, person_id: str, page: Page) -> Listing:
    """All that a person agreed to, the oldest first, those taken back as well."""
    with reading(act.program_id):
        row = policy.require_on(act.actor, READ[kind], people.find(kind, person_id))
        return listing(consents.of_person(kind, row.id, page), dump)


def give(act: Act, kind: Kind, person_id: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Raises NotFound, Forbidden, InvalidAnswer for a text version that isn't there."""
    with transaction(act.program_id):
        row = policy.require_on(act.actor, EDIT[kind], people.lock(kind, person_id))
        if (done := retries.earlier(act)) is not None:
            return dump(policy.found(consents.find(kind, row.id, done)))
        today = today_in(programs.find(act.program_id), act.now)
        consent = add(act, kind, row.id, _checked(given, today, field="text_version"))
        retries.keep(act, consent.id)
        return dump(consent)


def checked(given: Iterable[Mapping[str, Any]], today: date) -> list[dict[str, Any]]:
    """Those that come with a new profile, each with its day and text. Raises InvalidAnswer."""
    return [_checked(consent, today, field=f"consents.{place}.text_version") for place, consent in enumerate(given)]


def add(act: Act, kind: Kind, person_id: str, consent: Mapping[str, Any]) -> Any:
    """One that was checked, inside the caller's transaction."""
    added = consents.add(kind, person_id, act.program_id, **consent, now=act.now, by=act.actor.account_id)
    audit.record(act, "consent_given", kind.value, person_id, consent["purpose"])
    return added


def dump(consent: Any) -> dict[str, Any]:
    return {
        "id": consent.id,
        "purpose": consent.purpose,
        "text_version": consent.text_version,
        "how": consent.how,
        "given_on": consent.given_on,
        "revoked_at": consent.revoked_at,
    }


def _in_language(act: Act, text: consent_texts.ConsentText) -> dict[str, Any]:
    return {"purpose": text.purpose, "version": text.version, "text": text.words[act.language]}


def _checked(given: Mapping[str, Any], today: date, field: str) -> dict[str, Any]:
    given_on: date = given.get("given_on") or today
    version = given.get("text_version") or consent_texts.newest_on(given["purpose"], given_on).version
    if consent_texts.find(given["purpose"], version) is None:
        raise InvalidAnswer({field: ["There is no such version of this text."]})
    return {"purpose": given["purpose"], "text_version": version, "how": given["how"], "given_on": given_on}
