"""The ranked list, and one pair in full."""

from marshmallow import fields

from api.schemas.fields import Instant, IsoDate, JsonInt, Section, Strict, Window
from api.schemas.queries import MOST, SUGGESTED
from api.schemas.weights import Factors


class WhatIf(Strict):
    """Incoming: other weights, for this look only."""

    weights = Section(Factors, required=True)
    limit = JsonInt(1, MOST, load_default=SUGGESTED)


class ReasonCount(Strict):
    reason = fields.String()
    count = fields.Integer()


class Pool(Strict):
    considered = fields.Integer()
    eligible = fields.Integer()
    excluded = fields.List(Section(ReasonCount))


class SuggestedMentor(Strict):
    preferred_name = fields.String()
    stage_words = fields.String()
    free_places = fields.Integer()


class Factor(Strict):
    factor = fields.String()
    weight = fields.Float()
    similarity = fields.Float()
    contribution = fields.Float()
    because = fields.String()


class Shared(Strict):
    """``windows`` are in the mentee's zone."""

    experiences = fields.List(fields.String())
    interests = fields.List(fields.String())
    background = fields.List(fields.String())
    languages = fields.List(fields.String())
    formats = fields.List(fields.String())
    windows = fields.List(Section(Window))


class Caution(Strict):
    code = fields.String()
    text = fields.String()


class Suggestion(Strict):
    rank = fields.Integer()
    mentor_id = fields.String()
    score = fields.Float()
    mentor = Section(SuggestedMentor)
    factors = fields.List(Section(Factor))
    shared = Section(Shared)
    cautions = fields.List(Section(Caution))
    unknown_ = fields.List(fields.String(), data_key="unknown", attribute="unknown")
    known = fields.Float()
    margin = fields.Float()
    steady = fields.Boolean()


class SuggestionWhatIf(Suggestion):
    rank_before = fields.Integer()


class Run(Strict):
    run_id = fields.String()
    generated_at = Instant()
    as_of = IsoDate()
    weights_version = fields.Integer()
    pool = Section(Pool)
    suggestions = fields.List(Section(Suggestion))


class RunWhatIf(Run):
    """``run_id`` is null: nothing of it is kept."""

    suggestions = fields.List(Section(SuggestionWhatIf))


class WhyNot(Strict):
    reason = fields.String()
    text = fields.String()
    would_change = fields.String()


class Pair(Suggestion):
    """One pair, also when it is excluded: then there are reasons in place of a score."""

    as_of = IsoDate()
    weights_version = fields.Integer()
    mentee_id = fields.String()
    eligible = fields.Boolean()
    reasons = fields.List(Section(WhyNot))
