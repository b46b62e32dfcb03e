"""A profile as people speak of it (nested, as in the API) and as it is stored (columns, and one sealed document)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from data.models.people import Mentee, Mentor

COMMON_COLUMNS = {
    "recovery_stage.stage": "stage",
    "recovery_stage.since": "since",
    "recovery_stage.experiences": "experiences",
    "recovery_stage.pathways": "pathways",
    "interests": "interests",
    "background.shared": "shared",
    "background.gender": "gender",
    "background.age_band": "age_band",
    "background.region": "region",
    "languages": "languages",
    "goals": "goals",
    "support.formats": "formats",
    "support.styles": "styles",
    "support.hours_per_week": "hours_per_week",
    "availability.time_zone": "time_zone",
    "availability.weekly": "weekly",
    "availability.time_off": "time_off",
    "preferences.must": "must",
    "may_tell": "may_tell",
    "external_id": "external_id",
}
MENTEE_COLUMNS = COMMON_COLUMNS | {
    "preferences.matters": "matters",
    "waiting_since": "waiting_since",
}
MENTOR_COLUMNS = COMMON_COLUMNS | {
    "capacity": "capacity",
    "preferences.not_comfortable_with": "not_comfortable_with",
    "training.completed_on": "training_completed_on",
    "training.expires_on": "training_expires_on",
    "screening.checked_on": "screening_checked_on",
    "screening.expires_on": "screening_expires_on",
    "story_approved": "story_approved",
}
IDENTITY_FIELDS = ("preferred_name", "pronouns", "email", "phone")
CONTACT_FIELDS = ("channel", "email_ok", "text_ok", "voicemail_ok")
SEALED_WORDS = ("about", "keep_apart_words", "right_now")


def columns_of(row: Mentee | Mentor) -> dict[str, str]:
    return MENTEE_COLUMNS if isinstance(row, Mentee) else MENTOR_COLUMNS


def read(row: Mentee | Mentor, sealed: Mapping[str, Any]) -> dict[str, Any]:
    """Every answer of a person, unsaid ones as ``None``, in the nesting of the API."""
    profile: dict[str, Any] = {"id": row.id, "status": row.status.value}
    for path, column in columns_of(row).items():
        _put(profile, path, _from_column(path, getattr(row, column)))
    profile["identity"] = _read_identity(row, sealed.get("identity") or {})
    for field in sealed_words_of(row):
        profile[field] = sealed.get(field)
    return profile


def write(row: Mentee | Mentor, sealed: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Put what was sent into the columns, and answer with the new sealed document. What was not sent stays."""
    columns = columns_of(row)
    for path, value in _leaves(changes, columns):
        setattr(row, columns[path], _to_column(path, value))
    words = {field: changes[field] for field in sealed_words_of(row) if field in changes}
    identity = _merged(sealed.get("identity") or {}, changes.get("identity") or {})
    return {**sealed, **words, "identity": identity}


def sealed_words_of(row: Mentee | Mentor) -> tuple[str, ...]:
    if isinstance(row, Mentee):
        return SEALED_WORDS
    return ("about", "keep_apart_words", "story")


def _read_identity(row: Mentee | Mentor, stored: Mapping[str, Any]) -> dict[str, Any]:
    fields = IDENTITY_FIELDS if isinstance(row, Mentee) else ("full_name", *IDENTITY_FIELDS)
    identity: dict[str, Any] = {field: stored.get(field) for field in fields}
    contact = stored.get("contact") or {}
    identity["contact"] = {field: contact.get(field) for field in CONTACT_FIELDS}
    return identity


def _leaves(changes: Mapping[str, Any], columns: Mapping[str, str], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in changes.items():
        path = prefix + key
        if path in columns:
            yield path, value
        elif isinstance(value, Mapping):
            yield from _leaves(value, columns, path + ".")


def _put(profile: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split(".")
    for parent in parents:
        profile = profile.setdefault(parent, {})
    profile[last] = value


def _merged(stored: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """JSON merge patch (RFC 7396) for the sealed document."""
    merged = dict(stored)
    for key, value in changes.items():
        if isinstance(value, Mapping):
            merged[key] = _merged(merged.get(key) or {}, value)
        else:
            merged[key] = value
    return merged


def _to_column(path: str, value: Any) -> Any:
    if path != "availability.time_off" or value is None:
        return value
    return [{"from": str(days["from"]), "to": str(days["to"])} for days in value]


def _from_column(path: str, value: Any) -> Any:
    if path != "availability.time_off" or value is None:
        return value
    return [{"from": date.fromisoformat(days["from"]), "to": date.fromisoformat(days["to"])} for days in value]
