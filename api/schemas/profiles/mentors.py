"""A mentor's profile, by who sends it and by who reads it."""

from marshmallow import fields

from api.schemas.fields import EnumWord, Flag, JsonInt, OpaqueId, Section, Strict, Text
from api.schemas.profiles.person import NOT_YOURS, Created, Patched, Person
from api.schemas.profiles.sections import MentorIdentity, MentorPreferences, Screening, Training
from matcher.lifecycle import MentorStatus

MOST_PLACES = 50
_ANSWERS = (
    "identity",
    "recovery_stage",
    "interests",
    "background",
    "goals",
    "languages",
    "support",
    "availability",
    "capacity",
    "preferences",
)
_RECORDS = ("training", "screening")
_WORDS = ("may_tell", "keep_apart_words", "about")
OF_THEMSELVES = (*_ANSWERS, "story", *_WORDS)
_COUNTED = {
    "id": "The service gives each person an id.",
    "free_places": "The service counts this: capacity, less the matches under way.",
}
_BY_MOVES = _COUNTED | {
    "status": "A move changes this: POST /api/v1/mentors/{id}/moves.",
    "consents": "Send this to POST /api/v1/mentors/{id}/consents.",
}


class Mentor(Person):
    status = EnumWord(MentorStatus)
    identity = Section(MentorIdentity, required=True)
    capacity = JsonInt(0, MOST_PLACES, allow_none=True)
    preferences = Section(MentorPreferences)
    training = Section(Training)
    screening = Section(Screening)
    story = Text(600, multiline=True, allow_none=True)
    story_approved = Flag(allow_none=True)


class MentorByCoordinator(Mentor, Created):
    not_sent_here = _COUNTED

    class Meta(Strict.Meta):
        fields = ("status", "external_id", "consents", *_ANSWERS, *_RECORDS, "story", "story_approved", *_WORDS)


class MentorPatchByCoordinator(Mentor, Patched):
    not_sent_here = _BY_MOVES

    class Meta(Strict.Meta):
        fields = ("external_id", *_ANSWERS, *_RECORDS, "story", "story_approved", *_WORDS)


class MentorPatchByThemselves(Mentor, Patched):
    not_sent_here = _BY_MOVES | dict.fromkeys(("external_id", *_RECORDS, "story_approved"), NOT_YOURS)

    class Meta(Strict.Meta):
        fields = OF_THEMSELVES


class MentorForThemselves(Mentor):
    class Meta(Strict.Meta):
        fields = (
            "id",
            "status",
            *_ANSWERS,
            *_RECORDS,
            "story",
            "story_approved",
            *_WORDS,
        )


class MentorForCoordinator(Mentor):
    class Meta(Strict.Meta):
        fields = ("id", "status", "external_id", *MentorForThemselves.Meta.fields[2:])


class MentorRow(Strict):
    id = OpaqueId()
    status = EnumWord(MentorStatus)
    capacity = fields.Integer()
    free_places = fields.Integer()
    preferred_name = Text(80, allow_none=True)


class Capacity(Strict):
    capacity = JsonInt(0, MOST_PLACES, required=True)
