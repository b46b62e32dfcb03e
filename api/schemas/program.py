"""The program's settings, as they go out."""

from marshmallow import Schema, fields


class Program(Schema):
    id = fields.String()
    slug = fields.String()
    name = fields.String()
    phone = fields.String(allow_none=True)
    time_zone = fields.String()
    language = fields.String()
    minimum_months = fields.Integer()
    training_required = fields.Boolean()
    screening_required = fields.Boolean()
    smallest_group = fields.Integer()
    days_to_answer = fields.Integer()
