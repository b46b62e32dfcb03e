"""Confirming and moving a match, and what each side reads of it."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from api.schemas.consents import HEARD, NEWEST_VERSION
from api.schemas.fields import (
    CodeList,
    EnumWord,
    Instant,
    IsoDate,
    JsonInt,
    OneOf,
    OpaqueId,
    Section,
    Strict,
    Text,
    Window,
    Word,
)
from api.schemas.fields.structure import NEEDED
from api.schemas.profiles.sections import CHANNELS
from api.schemas.queries import SHOWN_STATES
from api.services.matches.reasons import MAY_BE_GIVEN as REASONS
from matcher.lifecycle import EndReason, MatchAction, MatchState, Party

_NEVER_SENT = tuple(reason for reason in EndReason if not any(reason in reasons for reasons in REASONS.values()))
_MAY_BE_TOLD = ("experiences", "pathways", "interests", "goals", "shared")
ANSWERS = (MatchAction.ACCEPT, MatchAction.DECLINE)
_NOT_ASKED = (Party.COORDINATOR, Party.SYSTEM)
WHOSE_ANSWER = "Say whose answer this is, and how you heard it."
ONLY_WITH_AN_ANSWER = "This goes with accept and decline only."


class ConfirmMatch(Strict):
    mentee_id = OpaqueId(required=True)
    mentor_id = OpaqueId(required=True)
    run_id = OpaqueId(allow_none=True)
    rationale = Text(2000, multiline=True, required=True)


class ConsentToThisMatch(Strict):
    text_version = JsonInt(1, NEWEST_VERSION, required=True)


class MoveByParty(Strict):
    """Who may send which action, and when, is for the lifecycle to say; here is what goes with each word."""

    action = EnumWord(MatchAction, required=True)
    reason = EnumWord(EndReason, but=_NEVER_SENT, allow_none=True)
    note = Text(2000, multiline=True, allow_none=True)
    consent = fields.Nested(ConsentToThisMatch, allow_none=True)

    @validates_schema
    def reason_goes_with_the_action(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        reason = data.get("reason")
        reasons = REASONS.get(data["action"], ())
        if reason is not None and not reasons:
            raise ValidationError("No reason goes with this action.", "reason")
        if reason is not None and reason not in reasons:
            raise ValidationError(f"Choose one of: {', '.join(reasons)}.", "reason")

    @validates_schema
    def consent_comes_with_a_yes(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        given = data.get("consent") is not None
        if data["action"] == MatchAction.ACCEPT and not given:
            raise ValidationError({"consent": {"text_version": [NEEDED]}})
        if data["action"] != MatchAction.ACCEPT and given:
            raise ValidationError("A consent goes with accept only.", "consent")


class MoveByCoordinator(MoveByParty):
    """``for`` and ``heard``: an answer that somebody gave to the coordinator, and how."""

    for_ = EnumWord(Party, but=_NOT_ASKED, data_key="for", attribute="for", allow_none=True)
    heard = Word(HEARD, allow_none=True)

    @validates_schema
    def says_whose_answer_it_is(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        an_answer = data["action"] in ANSWERS
        message = WHOSE_ANSWER if an_answer else ONLY_WITH_AN_ANSWER
        wrong = [name for name in ("for", "heard") if (data.get(name) is not None) != an_answer]
        if wrong:
            raise ValidationError({name: [message] for name in wrong})


class MatchForCoordinator(Strict):
    id = OpaqueId()
    mentee_id = OpaqueId()
    mentor_id = OpaqueId()
    state = EnumWord(MatchState)
    confirmed_at = Instant()
    answer_by = IsoDate()
    rationale = fields.String(allow_none=True)
    run_id = OpaqueId(allow_none=True)
    actions = fields.List(EnumWord(MatchAction))


class MatchForParty(Strict):
    """``state`` is the one that they are shown: it never tells the other's answer."""

    id = OpaqueId()
    state = Word(SHOWN_STATES)
    answer_by = IsoDate()
    actions = fields.List(EnumWord(MatchAction))


def _as_seen(match: Any) -> type[Strict]:
    """A coordinator who is one of the two sees of it what that party sees."""
    return MatchForCoordinator if "mentee_id" in match else MatchForParty


AS_SEEN = OneOf(_as_seen, coordinator=MatchForCoordinator, party=MatchForParty)


class MatchEvent(Strict):
    """Ids and codes only."""

    id = OpaqueId()
    at = Instant()
    action = Word(("confirm", *MatchAction))
    from_ = EnumWord(MatchState, data_key="from", attribute="from", allow_none=True)
    to = EnumWord(MatchState)
    by = EnumWord(Party)
    actor_id = OpaqueId(allow_none=True)
    for_ = EnumWord(Party, but=_NOT_ASKED, data_key="for", attribute="for", allow_none=True)
    heard = Word(HEARD, allow_none=True)
    reason = EnumWord(EndReason, allow_none=True)


class BlindCard(Strict):
    """The other party, before the introduction: nothing that names them."""

    stage_words = fields.String(allow_none=True)
    story = fields.String(allow_none=True)
    formats = CodeList("formats")
    parts_of_week = fields.List(fields.String())
    meets_what_you_asked = fields.Boolean(allow_none=True)
    shared = CodeList(*_MAY_BE_TOLD)
    text = fields.String()


class Channel(Strict):
    channel = Word(CHANNELS)
    value = fields.String()


class Introduction(Strict):
    preferred_name = fields.String(allow_none=True)
    pronouns = fields.String(allow_none=True)
    channels = fields.List(Section(Channel))
    windows = fields.List(Section(Window))
    shared = CodeList(*_MAY_BE_TOLD, own_words=True)
    starters = fields.List(fields.String())
