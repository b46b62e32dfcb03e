"""Other weights tried over the whole waiting list."""

from marshmallow import fields

from api.schemas.fields import OpaqueId, Section, Strict, Word

TOPICS = ("gender", "age_band", "region", "stage", "languages", "pathways")


class FirstChoices(Strict):
    """Outgoing. ``mentee_ids``: of whom another mentor would be first; null for whoever may not see mentees."""

    changed = fields.Integer()
    mentee_ids = fields.List(OpaqueId(), allow_none=True)


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
    text = fields.String(allow_none=True)


class GroupTried(Strict):
    topic = Word(TOPICS)
    group = fields.String()
    people = fields.Integer()
    share_changed = fields.Float()


class WouldChange(Strict):
    """Outgoing. Null is what whoever may not see mentees is not told."""

    people = fields.Integer(allow_none=True)
    without_a_choice = fields.Integer(allow_none=True)
    first_choices = Section(FirstChoices, allow_none=True)
    lists = Section(ListsChanged, allow_none=True)
    worst_off = Section(WorstOff, allow_none=True)
    plan = Section(PlansBeside, allow_none=True)
    smallest_group = fields.Integer()
    groups = fields.List(Section(GroupTried))
    note = fields.String()


class WeightsTrial(WouldChange):
    weights_version = fields.Integer()
