"""What a person sends in who fills in their own form, and what they read back."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validates

from api.schemas.consents import ConsentByThemselves
from api.schemas.fields import Flag, ListOf, Section, Strict
from api.schemas.open_to_all import HelpLine
from api.schemas.profiles.mentees import OF_THEMSELVES as OF_A_MENTEE
from api.schemas.profiles.mentees import Mentee
from api.schemas.profiles.mentors import OF_THEMSELVES as OF_A_MENTOR
from api.schemas.profiles.mentors import Mentor
from api.schemas.profiles.person import NOT_YOURS, Created

FOR_ADULTS = (
    "This program is for adults, so nothing of what you wrote was kept. You matter, and there is help for you: "
    "talk to an adult you trust, or use one of the lines named here. They are there for young people too."
)
_NOT_SENT = {
    "id": "The service gives each person an id.",
    "status": "Your coordinator moves this on with you.",
    "external_id": NOT_YOURS,
}


class OwnForm(Created):
    """``adult``: nothing is kept of somebody who says that they are not."""

    adult = Flag(required=True, load_only=True)
    consents = ListOf(Section(ConsentByThemselves), most=20, load_only=True)
    not_sent_here: Mapping[str, str] = _NOT_SENT

    @validates("adult")
    def is_an_adult(self, adult: bool, **kwargs: Any) -> None:
        if not adult:
            raise ValidationError(FOR_ADULTS)


class Intake(OwnForm, Mentee):
    not_sent_here = _NOT_SENT | {"waiting_since": "This begins when your coordinator welcomes you."}

    class Meta(Strict.Meta):
        fields = ("adult", "consents", *OF_A_MENTEE)


class Application(OwnForm, Mentor):
    not_sent_here = _NOT_SENT | dict.fromkeys(("training", "screening", "story_approved"), NOT_YOURS)

    class Meta(Strict.Meta):
        fields = ("adult", "consents", *OF_A_MENTOR)


class Received(Schema):
    """Outgoing: help before anything else."""

    class Meta:
        fields = ("help", "text")

    help = fields.List(fields.Nested(HelpLine))
    text = fields.String()
