"""Weights proposed from past decisions."""

from marshmallow import fields

from api.schemas.fields import EnumWord, Section, Strict, Word
from api.schemas.trials import TOPICS, WouldChange
from api.schemas.weights import Factors
from matcher.learn import Finding, Verdict


class Gain(Strict):
    """Outgoing. Shares of the decisions; ``better`` and ``worse`` count mentees."""

    now = fields.Float()
    then = fields.Float()
    gain = fields.Float()
    low = fields.Float()
    high = fields.Float()
    better = fields.Integer()
    worse = fields.Integer()


class HeldOut(Strict):
    first = Section(Gain)
    first_three = Section(Gain)


class ChoiceShares(Strict):
    """Outgoing. Shares of the decisions."""

    chosen = fields.Float()
    expected = fields.Float()
    low = fields.Float()
    high = fields.Float()
    first_now = fields.Float()
    first_then = fields.Float()


class ChosenGroup(Strict):
    topic = Word(TOPICS)
    group = fields.String()
    finding = EnumWord(Finding)
    text = fields.String()
    shares = Section(ChoiceShares, allow_none=True)


class WeightsProposal(Strict):
    version = fields.Integer()
    decisions = fields.Integer()
    verdict = EnumWord(Verdict)
    text = fields.String()
    current = Section(Factors)
    weights = Section(Factors, allow_none=True)
    held_out = Section(HeldOut, allow_none=True)
    groups = fields.List(Section(ChosenGroup))
    caution = fields.String(allow_none=True)
    would_change = Section(WouldChange, allow_none=True)
