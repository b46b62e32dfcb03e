"""The columns of each role: the dotted paths of the profile, in the order of the template."""

from collections.abc import Mapping
from typing import Literal

Role = Literal["mentee", "mentor"]
ROLES: tuple[Role, ...] = ("mentee", "mentor")

_CONTACT = (
    "identity.preferred_name",
    "identity.pronouns",
    "identity.email",
    "identity.phone",
    "identity.contact.channel",
    "identity.contact.email_ok",
    "identity.contact.text_ok",
    "identity.contact.voicemail_ok",
)
_ANSWERS = (
    "recovery_stage.stage",
    "recovery_stage.since",
    "recovery_stage.experiences",
    "recovery_stage.pathways",
    "interests",
    "background.shared",
    "background.gender",
    "background.age_band",
    "background.region",
    "languages",
    "goals",
    "support.formats",
    "support.styles",
    "support.hours_per_week",
    "availability.time_zone",
    "availability.weekly",
    "availability.time_off",
)
_COLUMNS: Mapping[Role, tuple[str, ...]] = {
    "mentee": (
        "external_id",
        "status",
        "waiting_since",
        "consents",
        *_CONTACT,
        *_ANSWERS,
        "preferences.must",
        "preferences.matters",
        "may_tell",
        "keep_apart_words",
        "right_now",
        "about",
    ),
    "mentor": (
        "external_id",
        "status",
        "consents",
        "identity.full_name",
        *_CONTACT,
        *_ANSWERS,
        "capacity",
        "preferences.not_comfortable_with",
        "preferences.must",
        "training.completed_on",
        "training.expires_on",
        "screening.checked_on",
        "screening.expires_on",
        "story",
        "story_approved",
        "may_tell",
        "keep_apart_words",
        "about",
    ),
}
NEEDED = ("identity.preferred_name", "availability.time_zone")
ONE_NEEDED = ("identity.email", "identity.phone")


def columns(role: Role) -> tuple[str, ...]:
    return _COLUMNS[role]
