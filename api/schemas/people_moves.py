"""Moves of a mentee or a mentor."""

from api.schemas.fields import EnumWord, Strict
from matcher.lifecycle import MenteeAction, MentorAction

_BY_MATCHES = (MenteeAction.INTRODUCE, MenteeAction.WAIT_AGAIN, MenteeAction.COMPLETE)


class MenteeMove(Strict):
    """What a match does to its mentee is nobody's to send."""

    action = EnumWord(MenteeAction, but=_BY_MATCHES, required=True)


class MentorMove(Strict):
    action = EnumWord(MentorAction, required=True)
