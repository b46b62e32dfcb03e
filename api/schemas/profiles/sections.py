"""The objects within a profile. Null is "prefer not to say", wherever matching does not need an answer to be safe."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError, validates_schema

from api.schemas.fields import (
    Code,
    CodeList,
    Email,
    Flag,
    IsoDate,
    JsonNumber,
    ListOf,
    Must,
    Phone,
    Section,
    Strict,
    Text,
    TimeOff,
    TimeZone,
    Window,
    Word,
)

# What a mentee may mark as counting for more: everything that they answer with a list of codes.
MATTERS_TOPICS = ("shared", "experiences", "pathways", "goals", "interests", "languages", "formats", "styles")


CHANNELS = ("email", "phone", "text")


class Contact(Strict):
    channel = Word(CHANNELS, allow_none=True)
    email_ok = Flag(allow_none=True)
    text_ok = Flag(allow_none=True)
    voicemail_ok = Flag(allow_none=True)


class MenteeIdentity(Strict):
    preferred_name = Text(80, required=True)
    pronouns = Text(40, allow_none=True)
    email = Email(allow_none=True)
    phone = Phone(allow_none=True)
    contact = Section(Contact)


class MentorIdentity(MenteeIdentity):
    full_name = Text(120, allow_none=True)

    class Meta(Strict.Meta):
        fields = ("full_name", "preferred_name", "pronouns", "email", "phone", "contact")


class RecoveryStage(Strict):
    stage = Code("stage", allow_none=True)
    since = IsoDate(past=True, allow_none=True)
    experiences = CodeList("experiences", allow_none=True)
    pathways = CodeList("pathways", allow_none=True)


class Background(Strict):
    shared = CodeList("shared", allow_none=True)
    gender = Code("gender", allow_none=True)
    age_band = Code("age_band", allow_none=True)
    region = Code("region", allow_none=True)


class Support(Strict):
    formats = CodeList("formats", allow_none=True)
    styles = CodeList("styles", allow_none=True)
    hours_per_week = JsonNumber(0.5, 10, allow_none=True)


class WhenFree(Strict):
    time_zone = TimeZone(required=True)
    weekly = ListOf(Section(Window), allow_none=True)
    time_off = ListOf(Section(TimeOff), allow_none=True)


class Availability(WhenFree):
    """The whole week, as a PUT sends it: a week that was left out by mistake must not empty it."""

    weekly = ListOf(Section(Window), allow_none=True, required=True)
    time_off = ListOf(Section(TimeOff), allow_none=True, load_default=list)


class MenteePreferences(Strict):
    must = ListOf(Section(Must), most=20, allow_none=True)
    matters = CodeList(*MATTERS_TOPICS, allow_none=True)


class MentorPreferences(Strict):
    not_comfortable_with = CodeList("experiences", "pathways", allow_none=True)
    must = ListOf(Section(Must), most=20, allow_none=True)


class Training(Strict):
    completed_on = IsoDate(allow_none=True)
    expires_on = IsoDate(allow_none=True)

    @validates_schema
    def expires_after_it_was_done(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        in_order(data.get("completed_on"), data.get("expires_on"))


class Screening(Strict):
    checked_on = IsoDate(allow_none=True)
    expires_on = IsoDate(allow_none=True)

    @validates_schema
    def expires_after_it_was_done(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        in_order(data.get("checked_on"), data.get("expires_on"))


def in_order(done: date | None, expires: date | None) -> None:
    if done and expires and expires < done:
        raise ValidationError("This expires before it was done.", "expires_on")
