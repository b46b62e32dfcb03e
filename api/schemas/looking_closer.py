"""Two mentors side by side, what would open a door, and whom a program could look for."""

from marshmallow import fields

from api.schemas.fields import Code, EnumWord, IsoDate, OpaqueId, Section, Strict, Word
from api.schemas.suggestions import WhyNot
from api.schemas.weights import FACTORS
from matcher.against import EvenRule
from matcher.openings import By, Kind
from matcher.pair import Reason
from matcher.parts_of_week import Days, TimeOfDay

TOPICS = ("gender", "age_band", "region", "shared", "experiences", "pathways")


class ComparedMentor(Strict):
    mentor_id = OpaqueId()
    preferred_name = fields.String()
    eligible = fields.Boolean()
    reasons = fields.List(Section(WhyNot))
    rank = fields.Integer(allow_none=True)
    score = fields.Float(allow_none=True)


class ComparedFactor(Strict):
    factor = Word(FACTORS)
    weight = fields.Float()
    similarity = fields.Float()
    contribution = fields.Float()
    because = fields.String()
    other_similarity = fields.Float()
    other_contribution = fields.Float()
    other_because = fields.String()
    difference = fields.Float()


class Turn(Strict):
    factor = Word(FACTORS)
    from_ = fields.Float(data_key="from", attribute="from")
    to = fields.Float()
    text = fields.String()


class MentorsCompared(Strict):
    """Two mentors for one mentee. When one may not be paired there are reasons in place of a comparison."""

    as_of = IsoDate()
    weights_version = fields.Integer()
    mentee_id = OpaqueId()
    eligible = fields.Boolean()
    mentor = Section(ComparedMentor)
    other = Section(ComparedMentor)
    ahead = OpaqueId(allow_none=True)
    decided_by = Word((*FACTORS, *(rule.value for rule in EvenRule)), allow_none=True)
    decided = fields.String(allow_none=True)
    turn = Section(Turn, allow_none=True)
    factors = fields.List(Section(ComparedFactor))


class Limit(Strict):
    reason = EnumWord(Reason)
    alone = fields.Integer()
    among = fields.Integer()


class OpenedMentor(Strict):
    mentor_id = OpaqueId()
    preferred_name = fields.String()


class Opening(Strict):
    by = EnumWord(By)
    kind = EnumWord(Kind)
    text = fields.String()
    opens = fields.Integer()
    mentors = fields.List(Section(OpenedMentor))


class OpeningsBy(Strict):
    mentee = fields.List(Section(Opening))
    mentor = fields.List(Section(Opening))
    program = fields.List(Section(Opening))


class Openings(Strict):
    as_of = IsoDate()
    mentee_id = OpaqueId()
    considered = fields.Integer()
    eligible = fields.Integer()
    limits = fields.List(Section(Limit))
    smallest = Section(Opening, allow_none=True)
    changes = Section(OpeningsBy)


class InTheWay(Strict):
    reason = EnumWord(Reason, allow_none=True)
    people = fields.Integer()
    text = fields.String()


class RecruitWish(Strict):
    about = Word(TOPICS)
    code = fields.String()


class Recruit(Strict):
    language = Code("languages")
    days = EnumWord(Days, allow_none=True)
    time = EnumWord(TimeOfDay, allow_none=True)
    format = Code("formats", allow_none=True)
    wishes = fields.List(Section(RecruitWish))
    opens = fields.Integer()
    adds = fields.Integer()
    text = fields.String()


class SupplyGaps(Strict):
    as_of = IsoDate()
    waiting = fields.Integer()
    good_choice = fields.Integer()
    without_good_choice = fields.Integer()
    in_the_way = fields.List(Section(InTheWay))
    recruits = fields.List(Section(Recruit))
    opened_together = fields.Integer()
