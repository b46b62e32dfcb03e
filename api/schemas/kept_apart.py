from api.schemas.fields import OpaqueId, Strict


class KeepApart(Strict):
    mentee_id = OpaqueId(required=True)
    mentor_id = OpaqueId(required=True)


class KeptApart(Strict):
    """Outgoing."""

    id = OpaqueId()
    mentee_id = OpaqueId()
    mentor_id = OpaqueId()
