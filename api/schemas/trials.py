"""Other weights tried over the whole waiting list."""

from marshmallow import fields

from api.schemas.fields import OpaqueId, Section, Strict, Word
from api.schemas.learning import TOPICS


class FirstChoices(Strict):
    """Outgoing. ``mentee_ids``: of whom another mentor would be first."""

    changed = fields.Integer()
    mentee_ids = fields.List(OpaqueId())


class ListsChanged(Strict):
    """Outgoing. Of the first ten: the share that stays among the first ten, and the mean number of places moved."""

    share_that_stays = fields.Float()
    places_moved = fields.Float()


class WorstOff(Strict):
    """Outgoing. The lowest of all best scores; null where nobody has a choice."""

    before = fields.Float(allow_none=True)
    after = fields.Float(allow_none=True)


class PlanSums(Strict):
    matched = fields.Integer()
    total = fields.Float()
    worst = fields.Float(allow_none=True)
    lowest_tenth = fields.Float(allow_none=True)
    blocking_pairs = fields.Integer()


class PlansBeside(Strict):
    before = Section(PlanSums, allow_none=True)
    after = Section(PlanSums, allow_none=True)


class GroupTried(Strict):
    topic = Word(TOPICS)
    group = fields.String()
    people = fields.Integer()
    share_changed = fields.Float()


class WeightsTrial(Strict):
    weights_version = fields.Integer()
    people = fields.Integer()
    without_a_choice = fields.Integer()
    first_choices = Section(FirstChoices)
    lists = Section(ListsChanged, allow_none=True)
    worst_off = Section(WorstOff)
    plan = Section(PlansBeside)
    smallest_group = fields.Integer()
    groups = fields.List(Section(GroupTried))
    note = fields.String()
