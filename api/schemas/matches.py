"""Confirming and moving a match, and what each side reads of it."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from api.schemas.consents import HEARD, NEWEST_VERSION
from api.schemas.fields import EnumWord, Instant, IsoDate, JsonInt, OneOf, OpaqueId, Section, Strict, Text, Window, Word
from api.schemas.fields.structure import NEEDED
from api.services.matches.reasons import MAY_BE_GIVEN as REASONS
from matcher.lifecycle import EndReason, MatchAction, Party

_NEVER_SENT = tuple(reason for reason in EndReason if not any(reason in reasons for reasons in REASONS.values()))
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
    id = fields.String()
    mentee_id = fields.String()
    mentor_id = fields.String()
    state = fields.String()
    confirmed_at = Instant()
    answer_by = IsoDate()
    rationale = fields.String()
    run_id = fields.String()
    actions = fields.List(fields.String())


class MatchForParty(Strict):
    """``state`` is the one that they are shown: it never tells the other's answer."""

    id = fields.String()
    state = fields.String()
    answer_by = IsoDate()
    actions = fields.List(fields.String())


def _as_seen(match: Any) -> type[Strict]:
    """A coordinator who is one of the two sees of it what that party sees."""
    return MatchForCoordinator if "mentee_id" in match else MatchForParty


AS_SEEN = OneOf(_as_seen, coordinator=MatchForCoordinator, party=MatchForParty)


class MatchEvent(Strict):
    """Ids and codes only."""

    id = fields.String()
    at = Instant()
    action = fields.String()
    from_ = fields.String(data_key="from", attribute="from")
    to = fields.String()
    by = fields.String()
    actor_id = fields.String()
    for_ = fields.String(data_key="for", attribute="for")
    heard = fields.String()
    reason = fields.String()


class BlindCard(Strict):
    """The other party, before the introduction: nothing that names them."""

    stage_words = fields.String()
    story = fields.String()
    formats = fields.List(fields.String())
    parts_of_week = fields.List(fields.String())
    meets_what_you_asked = fields.Boolean()
    shared = fields.List(fields.String())
    text = fields.String()


class Channel(Strict):
    channel = fields.String()
    value = fields.String()


class Introduction(Strict):
    preferred_name = fields.String()
    pronouns = fields.String()
    channels = fields.List(Section(Channel))
    windows = fields.List(Section(Window))
    shared = fields.List(fields.String())
    starters = fields.List(fields.String())
