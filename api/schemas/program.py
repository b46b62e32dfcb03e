"""The program's settings: as they go out, and as an administrator changes them."""

from marshmallow import Schema, fields

from api.schemas.fields import Flag, JsonInt, OpaqueId, Phone, Strict, Text, TimeZone, Word
from api.services.vocabulary import LANGUAGES


class Program(Schema):
    id = OpaqueId()
    slug = fields.String()
    name = fields.String()
    phone = fields.String(allow_none=True)
    time_zone = fields.String()
    language = Word(LANGUAGES)
    minimum_months = fields.Integer()
    training_required = fields.Boolean()
    screening_required = fields.Boolean()
    smallest_group = fields.Integer()
    days_to_answer = fields.Integer()
    days_before_expiry = fields.Integer()


class ProgramPatch(Strict):
    """What is left out stays. ``smallest_group``: a card tells only what so many people of the program have.

    ``days_before_expiry``: how long before training or screening runs out people are told.
    """

    not_sent_here = {
        "id": "The service gives each program an id.",
        "slug": "The short name stands in links that people have; it stays.",
    }

    name = Text(200)
    phone = Phone(allow_none=True)
    time_zone = TimeZone()
    language = Word(LANGUAGES)
    minimum_months = JsonInt(0, 600)
    training_required = Flag()
    screening_required = Flag()
    smallest_group = JsonInt(2, 1000)
    days_to_answer = JsonInt(1, 365)
    days_before_expiry = JsonInt(1, 365)
