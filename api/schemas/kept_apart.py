from marshmallow import fields

from api.schemas.fields import OpaqueId, Strict


class KeepApart(Strict):
    mentee_id = OpaqueId(required=True)
    mentor_id = OpaqueId(required=True)


class KeptApart(Strict):
    """Outgoing."""

    id = fields.String()
    mentee_id = fields.String()
    mentor_id = fields.String()
