"""What mentees' and mentors' profiles have in common, and what holds for a POST or a PATCH of either."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, pre_load, validates_schema

from api.schemas.consents import ConsentOnFile
from api.schemas.fields import CodeList, ListOf, OpaqueId, Section, Strict, Text, WordList
from api.schemas.profiles.sections import Background, RecoveryStage, Support, WhenFree

MAY_TELL = ("experiences", "pathways", "interests", "goals", "background")
UNREACHABLE = "Give an email or a phone number, so that there is a way to reach this person."
NOT_YOURS = "Your coordinator looks after this one."


class Person(Strict):
    """Each schema below chooses from these, and orders them, by its ``Meta.fields``."""

    id = OpaqueId(dump_only=True)
    external_id = Text(100, allow_none=True)
    recovery_stage = Section(RecoveryStage)
    interests = CodeList("interests", own_words=True, allow_none=True)
    background = Section(Background)
    goals = CodeList("goals", allow_none=True)
    languages = CodeList("languages", least=1, allow_none=True)
    support = Section(Support)
    availability = Section(WhenFree, required=True)
    may_tell = WordList(MAY_TELL, allow_none=True)
    keep_apart_words = Text(1000, multiline=True, allow_none=True)
    about = Text(2000, multiline=True, allow_none=True)
    consents = ListOf(Section(ConsentOnFile), most=20, load_only=True)

    @validates_schema
    def one_consent_a_purpose(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        purposes = [consent["purpose"] for consent in data.get("consents", ())]
        if len(set(purposes)) < len(purposes):
            raise ValidationError("Send one consent for each purpose.", "consents")


class Created(Person):
    """A POST. ``null_is_left_out``: a default stands in for these, so that null says the same as leaving them out."""

    null_is_left_out = frozenset({"status", "waiting_since", "consents", "languages", "capacity", "story_approved"})

    @pre_load
    def leave_out_what_has_a_default(self, data: Any, **kwargs: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in data.items() if value is not None or name not in self.null_is_left_out}

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def can_be_reached(self, data: Mapping[str, Any], original: Any, **kwargs: Any) -> None:
        # Judged by what was sent: an address with a slip in it is not a missing one.
        identity = original.get("identity") or {} if isinstance(original, dict) else None
        if isinstance(identity, dict) and identity.get("email") is None and identity.get("phone") is None:
            raise ValidationError({"identity": {"email": [UNREACHABLE]}})


class Patched(Person):
    """A PATCH: what is left out stays, null takes an answer back."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"partial": True} | kwargs)

    @validates_schema
    def can_still_be_reached(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        identity = data.get("identity", {})
        if all(way in identity and identity[way] is None for way in ("email", "phone")):
            raise ValidationError({"identity": {"email": [UNREACHABLE]}})
