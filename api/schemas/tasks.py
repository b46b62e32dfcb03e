from marshmallow import fields

from api.schemas.fields import Instant, Strict


class Task(Strict):
    """Outgoing: somebody to be told by a person, since no mail reaches them. ``notice`` says what of."""

    id = fields.String()
    kind = fields.String()
    role = fields.String()
    person_id = fields.String()
    preferred_name = fields.String()
    notice = fields.String()
    match_id = fields.String()
    since = Instant()
    failure = fields.String()
