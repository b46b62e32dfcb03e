from marshmallow import fields

from api.schemas.fields import Instant, OpaqueId, Strict, Word
from api.services.tasks import KINDS, ROLES


class Task(Strict):
    """Outgoing: somebody to be told by a person, since no mail reaches them. ``notice`` says what of."""

    id = OpaqueId()
    kind = Word(KINDS)
    role = Word(ROLES)
    person_id = OpaqueId(allow_none=True)
    preferred_name = fields.String(allow_none=True)
    notice = fields.String()
    match_id = OpaqueId(allow_none=True)
    since = Instant()
    failure = fields.String(allow_none=True)
