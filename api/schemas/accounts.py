"""Signing in, and who one is."""

from marshmallow import fields

from api.schemas.fields import Email, Instant, NewPassword, OpaqueId, Password, Section, Strict, Text, Word
from api.schemas.profiles import MenteeForThemselves, MentorForThemselves
from api.services.invitations import STATES
from api.words.cards import ASKED

STAFF_ROLES = ("administrator", "coordinator")
ROLES = ("administrator", "coordinator", "mentor", "mentee")


class SignIn(Strict):
    email = Email(required=True)
    password = Password(required=True)
    one_time_code = Text(64, allow_none=True, load_only=True)
    program_id = OpaqueId(allow_none=True)
    role = Word(ROLES, allow_none=True)


class Redemption(Strict):
    """``secret``: what the link of an invitation, or of a forgotten password, ends in."""

    secret = Text(200, required=True, load_only=True)
    password = NewPassword(required=True)


class Reset(Strict):
    email = Email(required=True)


class ResetAnswer(Strict):
    """Outgoing."""

    text = fields.String()


class PasswordChange(Strict):
    current_password = Password(allow_none=True)
    password = NewPassword(required=True)


class Invitation(Strict):
    """Outgoing."""

    id = OpaqueId()
    state = Word(STATES)
    created_at = Instant()


class NewStaff(Strict):
    email = Email(required=True)
    role = Word(STAFF_ROLES, required=True)


class StaffMember(Strict):
    """Outgoing. ``signed_in``: whether they ever did with this role."""

    id = OpaqueId()
    email = Email()
    role = Word(STAFF_ROLES)
    signed_in = fields.Boolean()
    created_at = Instant()


class NewToken(Strict):
    """Outgoing, once: afterwards nobody can read the token again."""

    token = fields.String()
    expires_at = Instant()
    role = Word(ROLES)
    program_id = OpaqueId()
    person_id = OpaqueId(allow_none=True)


class Token(Strict):
    """Outgoing: a row of one's own tokens."""

    id = OpaqueId()
    created_at = Instant()
    expires_at = Instant()


class Membership(Strict):
    """Outgoing."""

    program_id = OpaqueId()
    program_name = fields.String()
    role = Word(ROLES)


class Asked(Strict):
    """Outgoing: something that this person is asked for now."""

    kind = Word(ASKED)
    text = fields.String()
    match_id = OpaqueId()


class Me(Strict):
    """Outgoing, for staff, who have no profile."""

    email = Email()
    role = Word(ROLES)
    program_id = OpaqueId()
    person_id = OpaqueId(allow_none=True)
    memberships = fields.List(Section(Membership))
    asked = fields.List(Section(Asked))


class MeAsMentee(Me):
    profile = Section(MenteeForThemselves)


class MeAsMentor(Me):
    profile = Section(MentorForThemselves)
