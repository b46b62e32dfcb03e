"""A mentee's profile, by who sends it and by who reads it."""

from marshmallow import fields

from api.schemas.fields import EnumWord, IsoDate, OpaqueId, Section, Strict, Text, Word
from api.schemas.open_to_all import HelpLine
from api.schemas.profiles.person import NOT_YOURS, Created, Patched, Person
from api.schemas.profiles.sections import MenteeIdentity, MenteePreferences
from matcher.lifecycle import MenteeStatus

OF_THEMSELVES = (
    "identity",
    "recovery_stage",
    "interests",
    "background",
    "goals",
    "languages",
    "support",
    "availability",
    "preferences",
    "may_tell",
    "keep_apart_words",
    "right_now",
    "about",
)
_BY_MOVES = {
    "id": "The service gives each person an id.",
    "status": "A move changes this: POST /api/v1/mentees/{id}/moves.",
    "waiting_since": "Moves set this.",
    "consents": "Send this to POST /api/v1/mentees/{id}/consents.",
}


class Mentee(Person):
    status = EnumWord(MenteeStatus)
    waiting_since = IsoDate(past=True, allow_none=True)
    identity = Section(MenteeIdentity, required=True)
    preferences = Section(MenteePreferences)
    right_now = Word(("ok", "not_safe"), allow_none=True)


class MenteeByCoordinator(Mentee, Created):
    status = EnumWord(MenteeStatus, but=[MenteeStatus.MATCHED])
    not_sent_here = {"id": "The service gives each person an id."}

    class Meta(Strict.Meta):
        fields = ("status", "waiting_since", "external_id", "consents", *OF_THEMSELVES)


class MenteePatchByCoordinator(Mentee, Patched):
    not_sent_here = _BY_MOVES

    class Meta(Strict.Meta):
        fields = ("external_id", *OF_THEMSELVES)


class MenteePatchByThemselves(Mentee, Patched):
    not_sent_here = _BY_MOVES | {"external_id": NOT_YOURS}

    class Meta(Strict.Meta):
        fields = OF_THEMSELVES


class MenteeForCoordinator(Mentee):
    class Meta(Strict.Meta):
        fields = ("id", "status", "waiting_since", "external_id", *OF_THEMSELVES)


class MenteeForThemselves(Mentee):
    """``help`` stands before all else in the answer to somebody who says that they are not safe."""

    help = fields.List(fields.Nested(HelpLine), dump_only=True, metadata={"sometimes": True})

    class Meta(Strict.Meta):
        fields = ("help", "id", "status", "waiting_since", *OF_THEMSELVES)


class MenteeRow(Strict):
    id = OpaqueId()
    status = EnumWord(MenteeStatus)
    waiting_since = IsoDate()
    preferred_name = Text(80, allow_none=True)
