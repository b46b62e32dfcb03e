"""How much each factor counts."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from api.schemas.fields import Instant, JsonNumber, Section, Strict


class Factors(Strict):
    """All nine, always: a weight left out is more likely a slip than a zero."""

    experience = JsonNumber(0, 1, required=True)
    availability = JsonNumber(0, 1, required=True)
    stage = JsonNumber(0, 1, required=True)
    background = JsonNumber(0, 1, required=True)
    interests = JsonNumber(0, 1, required=True)
    goals = JsonNumber(0, 1, required=True)
    pathways = JsonNumber(0, 1, required=True)
    style = JsonNumber(0, 1, required=True)
    about = JsonNumber(0, 1, required=True)

    @validates_schema
    def something_counts(self, data: Mapping[str, float], **kwargs: Any) -> None:
        if not any(data.values()):
            raise ValidationError("At least one weight has to be above 0.")


FACTORS = tuple(Factors._declared_fields)


class NewWeights(Strict):
    weights = Section(Factors, required=True)


class Weights(Strict):
    """Outgoing. ``evidence``: factor -> why it weighs what it does."""

    version = fields.Integer()
    weights = Section(Factors)
    evidence = fields.Dict(keys=fields.String(), values=fields.String())


class WeightsAsOf(Weights):
    """For the pages: since when as well."""

    created_at = Instant()
