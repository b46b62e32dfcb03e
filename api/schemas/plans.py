"""A plan for the whole waiting list: asked for, as it is, and rows of it confirmed."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from api.schemas.fields import EnumWord, Instant, IsoDate, ListOf, OpaqueId, Section, Strict, Text, Word
from api.schemas.matches import MatchForCoordinator
from api.schemas.suggestions import ReasonCount
from api.schemas.weights import Factors
from api.services.plans.ground import NOT_NOW
from api.services.plans.running import PlanState
from matcher.plan import Objective, WhyLeftOver

MOST_MENTEES = 5_000
MOST_PAIRS = 500
MOST_CONFIRMED = 200
TWICE = "This mentee is named twice."
REASONS = (*WhyLeftOver, *NOT_NOW.values())


class Couple(Strict):
    mentee_id = OpaqueId(required=True)
    mentor_id = OpaqueId(required=True)


class AskForPlan(Strict):
    """``pinned`` pairs are in the plan whatever it costs, ``forbidden`` ones never are."""

    mentee_ids = ListOf(OpaqueId(), most=MOST_MENTEES, least=1, load_default=None, allow_none=True)
    objective = EnumWord(Objective, load_default=Objective.FAIR)
    pinned = ListOf(Section(Couple), most=MOST_PAIRS, load_default=list)
    forbidden = ListOf(Section(Couple), most=MOST_PAIRS, load_default=list)
    weights = fields.Nested(Factors, load_default=None, allow_none=True)

    @validates_schema
    def each_mentee_once(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        refuse_twice("mentee_ids", data["mentee_ids"] or ())
        pinned = Counter(pair["mentee_id"] for pair in data["pinned"])
        twice = {place: [TWICE] for place, pair in enumerate(data["pinned"]) if pinned[pair["mentee_id"]] > 1}
        if twice:
            raise ValidationError({"pinned": twice})

    @validates_schema
    def what_is_pinned_can_be_kept(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        for place, pair in enumerate(data["pinned"]):
            if data["mentee_ids"] is not None and pair["mentee_id"] not in data["mentee_ids"]:
                raise ValidationError({"pinned": {place: ["Name this mentee in mentee_ids too."]}})
            if pair in data["forbidden"]:
                raise ValidationError({"pinned": {place: ["This pair is both pinned and forbidden."]}})


class Assignment(Strict):
    mentee_id = OpaqueId()
    mentor_id = OpaqueId()
    score = fields.Float()
    first_choice_score = fields.Float()


class ReasonForNobody(Strict):
    reason = Word(REASONS)
    text = fields.String()


class WithoutAMentor(Strict):
    mentee_id = OpaqueId()
    reasons = fields.List(Section(ReasonForNobody))
    excluded = fields.List(Section(ReasonCount))


class Totals(Strict):
    """Whoever is in the plan themselves is told the totals of the rows that they see, without ``blocking_pairs``."""

    matched = fields.Integer()
    unmatched = fields.Integer()
    mean_score = fields.Float(allow_none=True)
    worst_score = fields.Float(allow_none=True)
    lowest_tenth = fields.Float(allow_none=True)
    blocking_pairs = fields.Integer(allow_none=True)
    mentors_with_a_free_place = fields.Integer()
    mentors_proposed = fields.Integer()


class PlanHead(Strict):
    """A plan without its rows."""

    id = OpaqueId()
    state = EnumWord(PlanState)
    progress = fields.Float()
    objective = EnumWord(Objective)
    weights_version = fields.Integer(allow_none=True)
    as_of = IsoDate()
    created_at = Instant()
    generated_at = Instant(allow_none=True)


class Plan(PlanHead):
    assignments = fields.List(Section(Assignment))
    unmatched = fields.List(Section(WithoutAMentor))
    totals = Section(Totals, allow_none=True)


class ConfirmRows(Strict):
    mentee_ids = ListOf(OpaqueId(), most=MOST_CONFIRMED, least=1, required=True)
    rationale = Text(2000, multiline=True, required=True)

    @validates_schema
    def each_mentee_once(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        refuse_twice("mentee_ids", data["mentee_ids"])


class ConfirmedRow(Strict):
    mentee_id = OpaqueId()
    match = Section(MatchForCoordinator)


class WhyNotNow(Strict):
    reason = fields.String()
    text = fields.String()


class RefusedRow(Strict):
    """As the answer of `POST /matches` would have said it."""

    mentee_id = OpaqueId()
    code = fields.String()
    detail = fields.String()
    reasons = fields.List(Section(WhyNotNow))


class Confirmations(Strict):
    confirmed = fields.List(Section(ConfirmedRow))
    refused = fields.List(Section(RefusedRow))


def refuse_twice(field: str, ids: Any) -> None:
    times = Counter(ids)
    twice = {place: [TWICE] for place, each in enumerate(ids) if times[each] > 1}
    if twice:
        raise ValidationError({field: twice})
