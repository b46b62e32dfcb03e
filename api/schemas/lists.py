"""Lists, as they go out: the items and where the next page begins."""

from marshmallow import Schema, fields

from api.schemas.accounts import StaffMember, Token
from api.schemas.consents import Consent, ConsentText
from api.schemas.fields import Shape
from api.schemas.kept_apart import KeptApart
from api.schemas.matches import AS_SEEN, MatchEvent
from api.schemas.plans import PlanHead
from api.schemas.profiles import MenteeRow, MentorRow
from api.schemas.tasks import Task
from api.schemas.weights import Weights


class _Page(Schema):
    class Meta:
        fields = ("items", "next_cursor")

    next_cursor = fields.String(allow_none=True)


class Tokens(_Page):
    items = fields.List(fields.Nested(Token))


class StaffMembers(_Page):
    items = fields.List(fields.Nested(StaffMember))


class MenteeRows(_Page):
    items = fields.List(fields.Nested(MenteeRow))


class MentorRows(_Page):
    items = fields.List(fields.Nested(MentorRow))


class Consents(_Page):
    items = fields.List(fields.Nested(Consent))


class ConsentTexts(Schema):
    items = fields.List(fields.Nested(ConsentText))


class KeptApartPairs(_Page):
    items = fields.List(fields.Nested(KeptApart))


class Matches(_Page):
    items = fields.List(Shape(AS_SEEN))


class MatchEvents(_Page):
    items = fields.List(fields.Nested(MatchEvent))


class Plans(_Page):
    items = fields.List(fields.Nested(PlanHead))


class WeightsVersions(_Page):
    items = fields.List(fields.Nested(Weights))


class Tasks(_Page):
    items = fields.List(fields.Nested(Task))
