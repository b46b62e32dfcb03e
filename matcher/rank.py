"""The best mentors for one mentee: exact, and the same answer every time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matcher.cautions import Caution, cautions
from matcher.explain import Phrase
from matcher.factors.measure import Question
from matcher.lifecycle import MentorStatus
from matcher.order import Order, steady, ties_of
from matcher.pair import pair_of
from matcher.people import Mentee, Mentor, PairRecords, Program
from matcher.rules import Objection, Reason, first_reason, objections
from matcher.score import EVEN_PLACES, compare
from matcher.shared import Shared, shared_between
from matcher.vocabulary import Vocabulary
from matcher.weights import Weights

__all__ = ["EVEN_PLACES", "FactorScore", "PairExamination", "Ranking", "Suggestion", "examine", "rank"]


@dataclass(frozen=True, slots=True)
class FactorScore:
    factor: str
    weight: float
    similarity: float
    contribution: float
    because: Phrase


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``unknown``: the factors that the mentor left unsaid. ``known``: the share of the weight that both answered.

    ``margin``: how far the next eligible mentor's score is below; None for the last of all. ``steady``: the rank stays
    under any single weight changed by a fifth. ``rank_before``: the rank under the weights compared with, if any.
    """

    rank: int
    mentor_id: str
    score: float
    factors: tuple[FactorScore, ...]
    shared: Shared
    unknown: tuple[str, ...]
    known: float
    free_places: int
    cautions: tuple[Caution, ...]
    margin: float | None
    steady: bool
    rank_before: int | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """``excluded`` counts each mentor once, by the first reason."""

    considered: int
    excluded: tuple[tuple[str, int], ...]
    eligible: int
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class PairExamination:
    mentor_id: str
    eligible: bool
    objections: tuple[Objection, ...]
    suggestion: Suggestion | None


def rank(
    mentee: Mentee,
    program: Program,
    pairs: PairRecords,
    weights: Weights,
    vocabulary: Vocabulary,
    limit: int = 10,
    compare_with: Weights | None = None,
) -> Ranking:
    """With ``compare_with`` each row also says its rank under those weights."""
    against = [first_reason(mentee, mentor, program, pairs) for mentor in program.mentors]
    eligible = [mentor for mentor, reason in zip(program.mentors, against, strict=True) if reason is None]
    board = _Board(_question(mentee, program, vocabulary), program, pairs, eligible, weights)
    return Ranking(
        considered=len(program.mentors),
        excluded=_counted(reason for reason in against if reason is not None),
        eligible=len(eligible),
        suggestions=board.best(limit, compare_with),
    )


def examine(
    mentee: Mentee, mentor_id: str, program: Program, pairs: PairRecords, weights: Weights, vocabulary: Vocabulary
) -> PairExamination:
    """One pair in full, also when excluded. Raises KeyError for a mentor who is not of this program."""
    mentor = {mentor.id: mentor for mentor in program.mentors}[mentor_id]
    against = objections(mentee, mentor, program, pairs)
    if against:
        return PairExamination(mentor_id, False, against, None)
    eligible = [other for other in program.mentors if first_reason(mentee, other, program, pairs) is None]
    board = _Board(_question(mentee, program, vocabulary), program, pairs, eligible, weights)
    return PairExamination(mentor_id, True, (), board.of(mentor_id))


def _question(mentee: Mentee, program: Program, vocabulary: Vocabulary) -> Question:
    active = [mentor for mentor in program.mentors if mentor.status == MentorStatus.ACTIVE]
    return Question(mentee, program.as_of, active, vocabulary)


def _counted(reasons: Iterable[Reason]) -> tuple[tuple[str, int], ...]:
    counts = Counter(reasons)
    return tuple((reason.value, counts[reason]) for reason in Reason if counts[reason])


class _Board:
    """The eligible mentors with their scores; only the rows that are shown are put into words."""

    def __init__(
        self,
        question: Question,
        program: Program,
        pairs: PairRecords,
        eligible: Sequence[Mentor],
        weights: Weights,
    ) -> None:
        self._question, self._program, self._pairs, self._eligible = question, program, pairs, eligible
        self._weights = weights
        self._table = compare(question, eligible)
        self._scores = self._table.under(weights.values)
        self._ties = ties_of(eligible, program)
        self._order = Order(self._scores, self._ties)

    def best(self, limit: int, compare_with: Weights | None = None) -> tuple[Suggestion, ...]:
        return self._suggestions(self._order.best(limit), compare_with)

    def of(self, mentor_id: str) -> Suggestion:
        row = next(row for row, mentor in enumerate(self._eligible) if mentor.id == mentor_id)
        return self._suggestions([row], None)[0]

    def _suggestions(self, rows: Sequence[int], compare_with: Weights | None) -> tuple[Suggestion, ...]:
        stays = steady(rows, self._table, self._weights.values, self._ties)
        before = None if compare_with is None else Order(self._table.under(compare_with.values), self._ties)
        return tuple(self._suggestion(row, stays[row], None if before is None else before.place(row)) for row in rows)

    def _suggestion(self, row: int, stays: bool, rank_before: int | None) -> Suggestion:
        mentee, mentor, scores = self._question.mentee, self._eligible[row], self._scores
        pair = pair_of(mentee, mentor, self._program, self._pairs)
        return Suggestion(
            rank=self._order.place(row),
            mentor_id=mentor.id,
            score=scores.total(row),
            factors=tuple(self._factors(row, mentor)),
            shared=shared_between(mentee, mentor, self._question.as_of),
            unknown=scores.unknown(row),
            known=scores.known(row),
            free_places=pair.free_places,
            cautions=cautions(pair, nothing_to_compare=not scores.shares),
            margin=self._margin(row),
            steady=stays,
            rank_before=rank_before,
        )

    def _margin(self, row: int) -> float | None:
        """Never below 0: of two even scores the later may be a hair higher."""
        below = self._order.next_after(row)
        return None if below is None else max(0.0, self._scores.total(row) - self._scores.total(below))

    def _factors(self, row: int, mentor: Mentor) -> Iterable[FactorScore]:
        for weight, column in zip(self._scores.shares, self._scores.table.columns, strict=True):
            similarity = column.similarity(row)
            yield FactorScore(column.factor, weight, similarity, weight * similarity, column.because(row, mentor))
