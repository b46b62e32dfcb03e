"""What a person agreed to, and how they said so."""

from marshmallow import ValidationError, fields

from api.schemas.fields import Instant, IsoDate, JsonInt, Strict, Word

PURPOSES = ("matching", "referral_feedback", "messages", "research")
HEARD = ("phone", "in_person", "paper")
NEWEST_VERSION = 10_000


class Purpose(Word):
    """``introduction`` is a consent too, but to one match: it is given with the yes to that match."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(PURPOSES, **kwargs)

    def _deserialize(self, value: object, *args: object, **kwargs: object) -> str:
        if value == "introduction":
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
    how = Word(("online",), load_default="online")
    given_on = IsoDate(past=True, allow_none=True)
    text_version = JsonInt(1, NEWEST_VERSION, allow_none=True)


class Consent(Strict):
    """Outgoing."""

    id = fields.String()
    purpose = fields.String()
    how = fields.String()
    given_on = IsoDate()
    text_version = fields.Integer()
    revoked_at = Instant()


class ConsentText(Strict):
    """Outgoing."""

    purpose = fields.String()
    version = fields.Integer()
    text = fields.String()
