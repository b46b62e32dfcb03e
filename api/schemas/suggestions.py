"""The ranked list, and one pair in full."""

from marshmallow import fields

from api.schemas.fields import (
    AsIs,
    CodeList,
    EnumWord,
    Instant,
    IsoDate,
    JsonInt,
    OpaqueId,
    Section,
    Strict,
    Window,
    Word,
)
from api.schemas.queries import MOST, SUGGESTED
from api.schemas.weights import FACTORS, Factors
from matcher.also import Why
from matcher.cautions import CautionCode
from matcher.pair import Reason
from matcher.spread import OrderedBy


class WhatIf(Strict):
    """Incoming: other weights, for this look only."""

    weights = Section(Factors, required=True)
    limit = JsonInt(1, MOST, load_default=SUGGESTED)


class ReasonCount(Strict):
    reason = EnumWord(Reason)
    count = fields.Integer()


class Pool(Strict):
    considered = fields.Integer()
    eligible = fields.Integer()
    excluded = fields.List(Section(ReasonCount))


class SuggestedMentor(Strict):
    preferred_name = fields.String()
    stage_words = fields.String(allow_none=True)
    free_places = fields.Integer()


class Factor(Strict):
    factor = Word(FACTORS)
    weight = fields.Float()
    similarity = fields.Float()
    contribution = fields.Float()
    because = fields.String()


class Shared(Strict):
    """``windows`` are in the mentee's zone."""

    experiences = CodeList("experiences")
    interests = CodeList("interests", own_words=True)
    background = CodeList("shared")
    languages = CodeList("languages")
    formats = CodeList("formats")
    windows = fields.List(Section(Window))


class Caution(Strict):
    code = EnumWord(CautionCode)
    text = fields.String()


class Suggestion(Strict):
    rank = fields.Integer()
    mentor_id = OpaqueId()
    score = fields.Float()
    mentor = Section(SuggestedMentor)
    factors = fields.List(Section(Factor))
    shared = Section(Shared)
    cautions = fields.List(Section(Caution))
    unknown_ = fields.List(Word(FACTORS), data_key="unknown", attribute="unknown")
    known = fields.Float()
    margin = fields.Float(allow_none=True)
    steady = fields.Boolean()


class SuggestionWhatIf(Suggestion):
    rank_before = fields.Integer(allow_none=True)


class AlsoSuggestion(Suggestion):
    why = EnumWord(Why)
    text = fields.String()


class Run(Strict):
    """``also`` is null when it was not asked for."""

    run_id = OpaqueId()
    generated_at = Instant()
    as_of = IsoDate()
    weights_version = fields.Integer()
    pool = Section(Pool)
    ordered_by = EnumWord(OrderedBy)
    suggestions = fields.List(AsIs(Suggestion))
    also = fields.List(AsIs(AlsoSuggestion), allow_none=True)


class RunWhatIf(Run):
    """``run_id`` is null: nothing of it is kept."""

    run_id = OpaqueId(allow_none=True)
    suggestions = fields.List(AsIs(SuggestionWhatIf))


class WhyNot(Strict):
    reason = EnumWord(Reason)
    text = fields.String()
    would_change = fields.String()


class Pair(Suggestion):
    """One pair, also when it is excluded: then there are reasons in place of a score."""

    rank = fields.Integer(allow_none=True)
    score = fields.Float(allow_none=True)
    known = fields.Float(allow_none=True)
    margin = fields.Float(allow_none=True)
    steady = fields.Boolean(allow_none=True)
    as_of = IsoDate()
    weights_version = fields.Integer()
    mentee_id = OpaqueId()
    eligible = fields.Boolean()
    reasons = fields.List(Section(WhyNot))
