"""Reports that look back: a row a number, or a row a month, as a spreadsheet has them."""

from marshmallow import fields

from api.schemas.fields import IsoDate, Section, Strict, Word
from api.services.reports.crowds import TOPICS

POPULATIONS = ("waiting", "introduced", "mentors", "waiting_or_introduced")
MEASURES = ("days_waited", "eligible_mentors", "times_suggested", "times_matched", "matched_share")


class FairnessRow(Strict):
    population = Word(POPULATIONS)
    topic = Word(("everyone", *TOPICS))
    group = fields.String()
    label = fields.String()
    people = fields.Integer()
    measure = Word(MEASURES)
    value = fields.Float()
    ratio_to_best = fields.Float(allow_none=True)
    ratio_from = fields.Float(allow_none=True)
    ratio_to = fields.Float(allow_none=True)
    clear = fields.Boolean()


class Exposure(Strict):
    mentors = fields.Integer(allow_none=True)
    gini = fields.Float(allow_none=True)
    never_shown_share = fields.Float(allow_none=True)


class _Report(Strict):
    from_ = IsoDate(data_key="from", attribute="from")
    to = IsoDate()
    smallest_group = fields.Integer()
    rounded_to = fields.Integer()
    note = fields.List(fields.String())


class Fairness(_Report):
    exposure = Section(Exposure)
    rows = fields.List(Section(FairnessRow))


class DriftRow(Strict):
    month = IsoDate()
    lists = fields.Integer(allow_none=True)
    first_score_p10 = fields.Float(allow_none=True)
    first_score_p50 = fields.Float(allow_none=True)
    first_score_p90 = fields.Float(allow_none=True)
    shown_score_p10 = fields.Float(allow_none=True)
    shown_score_p50 = fields.Float(allow_none=True)
    shown_score_p90 = fields.Float(allow_none=True)
    confirmations = fields.Integer(allow_none=True)
    first_chosen_share = fields.Float(allow_none=True)


class Drift(_Report):
    rows = fields.List(Section(DriftRow))
