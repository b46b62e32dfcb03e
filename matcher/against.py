"""Why one mentor stands above another for the same mentee, and which change of one weight would turn the two round."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, fsum

import numpy as np

from matcher.comparison import EVEN_PLACES, Comparison
from matcher.explain import Phrase
from matcher.people import Mentee, PairRecords
from matcher.pool import Pool
from matcher.pool.standing import NEVER
from matcher.rank import FactorScore, Shown, Suggestion, objections_to
from matcher.rules import Objection
from matcher.weights import Weights


class EvenRule(StrEnum):
    """What sets the order of even scores, in the order in which it is asked."""

    FREE_PLACES = "free_places"
    NEVER_INTRODUCED = "never_introduced"
    INTRODUCED_LONGER_AGO = "introduced_longer_ago"
    ID = "id"


# Weights are told in millionths: short enough to be read and typed, and finer than anybody would choose.
MILLION = 10**6
# Two scores that are further apart than this are never even.
_NEVER_EVEN = 2 / 10**EVEN_PLACES


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two mentors: ``suggestion`` as in the list of all, or every reason against the pair."""

    mentor_id: str
    objections: tuple[Objection, ...]
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class FactorBeside:
    """``difference``: the first mentor's contribution less the other's; all of them sum to that of the scores."""

    factor: str
    weight: float
    mentor: FactorScore
    other: FactorScore

    @property
    def difference(self) -> float:
        return self.mentor.contribution - self.other.contribution


@dataclass(frozen=True, slots=True)
class Turn:
    """With the weight of ``factor`` at ``to`` in place of ``now``, and no other weight changed, the two change places.

    ``to`` is the nearest millionth to ``now`` that does it.
    """

    factor: str
    now: float
    to: float

    @property
    def phrase(self) -> Phrase:
        return Phrase("turn", {"factor": self.factor, "now": self.now, "to": self.to})


@dataclass(frozen=True, slots=True)
class Verdict:
    """``ahead``: whose place is the better. ``decided``: by a factor, or by which rule for even scores."""

    ahead: str
    factors: tuple[FactorBeside, ...]
    decided: Phrase
    turn: Turn | None

    @property
    def decided_by(self) -> str:
        """A factor, or the rule by its name."""
        return str(self.decided.values.get("factor", self.decided.key.partition(".")[2]))


@dataclass(frozen=True, slots=True)
class Against:
    """``verdict``: None when one of the two is not eligible, for then there is no score to compare."""

    mentor: Side
    other: Side
    verdict: Verdict | None


def against(
    mentee: Mentee, mentor_id: str, other_id: str, pool: Pool, between: PairRecords, weights: Weights
) -> Against:
    """Two different mentors side by side. Raises KeyError for one who is not of this program."""
    one, two = (_objected(mentee, each, pool, between) for each in (mentor_id, other_id))
    if one.objections or two.objections:
        return Against(one, two, None)
    compared = pool.compare(mentee, between)
    positions = [compared.position(each) for each in (mentor_id, other_id)]
    mentor, other = Shown(mentee, pool, between, compared, weights).suggestions(positions)
    pair = compared.only(np.array(positions, dtype=np.intp))
    verdict = _verdict(mentor, other, pair, weights.values)
    return Against(Side(mentor_id, (), mentor), Side(other_id, (), other), verdict)


def _objected(mentee: Mentee, mentor_id: str, pool: Pool, between: PairRecords) -> Side:
    return Side(mentor_id, objections_to(pool.mentor(mentor_id), mentee, pool, between))


def _verdict(mentor: Suggestion, other: Suggestion, pair: Comparison, weights: Mapping[str, float]) -> Verdict:
    beside = tuple(
        FactorBeside(one.factor, one.weight, one, two) for one, two in zip(mentor.factors, other.factors, strict=True)
    )
    first = mentor.rank < other.rank
    even = round(mentor.score, EVEN_PLACES) == round(other.score, EVEN_PLACES)
    return Verdict(
        ahead=mentor.mentor_id if first else other.mentor_id,
        factors=beside,
        decided=Phrase(f"decided.{_even_rule(pair)}") if even else _decisive(beside, 1 if first else -1),
        turn=smallest_turn(pair, weights, ahead=0 if first else 1),
    )


def _decisive(beside: tuple[FactorBeside, ...], sign: int) -> Phrase:
    """The factor that adds most to the lead of the one ahead; of several, the first in the order of the factors."""
    return Phrase("decided.factor", {"factor": max(beside, key=lambda each: sign * each.difference).factor})


def _even_rule(pair: Comparison) -> EvenRule:
    """The first of the rules for even scores in which the two differ."""
    free, introduced = pair.ties.free.tolist(), pair.ties.introduced.tolist()
    if free[0] != free[1]:
        return EvenRule.FREE_PLACES
    if introduced[0] == introduced[1]:
        return EvenRule.ID
    return EvenRule.NEVER_INTRODUCED if NEVER in introduced else EvenRule.INTRODUCED_LONGER_AGO


def smallest_turn(pair: Comparison, weights: Mapping[str, float], ahead: int) -> Turn | None:
    """The least change of one weight within [0, 1] that puts the other of the two first; None when there is none.

    ``pair`` has two mentors, ``ahead`` is the position of the first of them. Of changes of the same size, that of the
    first factor.
    """
    found = [turn for factor in pair.factors if (turn := _turn(pair, weights, factor, ahead)) is not None]
    return min(found, key=lambda turn: round(abs(turn.to - turn.now), EVEN_PLACES), default=None)


def _turn(pair: Comparison, weights: Mapping[str, float], factor: str, ahead: int) -> Turn | None:
    """Where the two are even, from the sum of weight x lead: dividing by the sum of the weights moves no sign.

    With a lead of ``d`` in this factor and ``D`` in all together, they are even at the weight ``now - D / d``. Scores
    are even a little before and after as well, and then a rule decides; so about that weight the order itself is asked.
    """
    now, rest = weights[factor], fsum(weights[each] for each in pair.factors if each != factor)
    leads = (pair.similarities[:, ahead] - pair.similarities[:, 1 - ahead]).tolist()
    lead = leads[pair.factors.index(factor)]
    if lead == 0 or (rest == 0 and now > 0):
        return None
    total = fsum(weights[each] * of_it for each, of_it in zip(pair.factors, leads, strict=True))
    haze = _NEVER_EVEN * (rest + max(now, 1))
    nearest, furthest = (max(0.0, total + spare) / abs(lead) for spare in (-haze, haze))
    near, far = _grid(now, nearest, furthest, lowered=lead > 0)
    turned = _turned(pair, weights, factor, ahead)
    if near == far or nearest > 1 or not turned(far):
        return None
    return Turn(factor, now, _first(turned, near, far) / MILLION)


def _grid(now: float, nearest: float, furthest: float, *, lowered: bool) -> tuple[int, int]:
    """Two weights in millionths: at the first the order stands, at the second it has turned if it ever does."""
    if lowered:
        far = max(0, floor(max(0.0, now - furthest) * MILLION) - 1)
        return max(far, ceil(max(0.0, now - nearest) * MILLION)), far
    far = min(MILLION, ceil(min(1.0, now + furthest) * MILLION) + 1)
    return min(far, floor(min(1.0, now + nearest) * MILLION)), far


def _turned(pair: Comparison, weights: Mapping[str, float], factor: str, ahead: int) -> Callable[[int], bool]:
    return lambda millionths: pair.order({**weights, factor: millionths / MILLION}).place(ahead) == 2


def _first(turned: Callable[[int], bool], near: int, far: int) -> int:
    """The nearest that is turned, by halving: it is so at ``far``, and not at ``near``."""
    while abs(far - near) > 1:
        middle = (near + far) // 2
        near, far = (near, middle) if turned(middle) else (middle, far)
    return far
