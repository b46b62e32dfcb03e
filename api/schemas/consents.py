"""What a person agreed to, and how they said so."""

from marshmallow import ValidationError, fields

from api.schemas.fields import Instant, IsoDate, JsonInt, OpaqueId, Strict, Word

PURPOSES = ("matching", "referral_feedback", "messages", "research")
TO_A_MATCH = "introduction"
EVERY_PURPOSE = (*PURPOSES, TO_A_MATCH)
HEARD = ("phone", "in_person", "paper")
ONLINE = "online"
NEWEST_VERSION = 10_000


class Purpose(Word):
    """``introduction`` is a consent too, but to one match: it is given with the yes to that match."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(PURPOSES, **kwargs)

    def _deserialize(self, value: object, *args: object, **kwargs: object) -> str:
        if value == TO_A_MATCH:
            raise ValidationError("This consent comes with a yes to a match; it is not given on its own.")
        return super()._deserialize(value, *args, **kwargs)  # type: ignore[arg-type]


class ConsentOnFile(Strict):
    """As a coordinator records it: said on the phone, in person or on paper."""

    purpose = Purpose(required=True)
    how = Word(HEARD, required=True)
    given_on = IsoDate(past=True, allow_none=True)
    text_version = JsonInt(1, NEWEST_VERSION, allow_none=True)


class ConsentByThemselves(Strict):
    purpose = Purpose(required=True)
    how = Word((ONLINE,), load_default=ONLINE)
    given_on = IsoDate(past=True, allow_none=True)
    text_version = JsonInt(1, NEWEST_VERSION, allow_none=True)


class Consent(Strict):
    """Outgoing."""

    id = OpaqueId()
    purpose = Word(EVERY_PURPOSE)
    how = Word((ONLINE, *HEARD))
    given_on = IsoDate()
    text_version = JsonInt(1, NEWEST_VERSION)
    revoked_at = Instant(allow_none=True)


class ConsentText(Strict):
    """Outgoing."""

    purpose = Word(EVERY_PURPOSE)
    version = JsonInt(1, NEWEST_VERSION)
    text = fields.String()
