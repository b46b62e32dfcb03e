"""The best mentors for one mentee: exact, and the same answer every time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import nsmallest

from matcher.explain import Phrase
from matcher.factors.measure import Question
from matcher.lifecycle import MentorStatus
from matcher.people import Mentee, Mentor, PairRecords, Program
from matcher.rules import Objection, Reason, first_objection, free_places, objections, record_of
from matcher.score import Scores, score_all
from matcher.shared import Shared, shared_between
from matcher.vocabulary import Vocabulary
from matcher.weights import Weights

# Scores that differ only beyond these places are even.
EVEN_PLACES = 9
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FactorScore:
    factor: str
    weight: float
    similarity: float
    contribution: float
    because: Phrase


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``unknown``: the factors that the mentor left unsaid. ``known``: the share of the weight that both answered."""

    rank: int
    mentor_id: str
    score: float
    factors: tuple[FactorScore, ...]
    shared: Shared
    unknown: tuple[str, ...]
    known: float
    free_places: int


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
    mentee: Mentee, program: Program, pairs: PairRecords, weights: Weights, vocabulary: Vocabulary, limit: int = 10
) -> Ranking:
    against = [first_objection(mentee, mentor, program, pairs) for mentor in program.mentors]
    eligible = [mentor for mentor, objection in zip(program.mentors, against, strict=True) if objection is None]
    board = _Board(_question(mentee, program, vocabulary), program, eligible, weights)
    return Ranking(
        considered=len(program.mentors),
        excluded=_counted(objection.reason for objection in against if objection is not None),
        eligible=len(eligible),
        suggestions=board.best(limit),
    )


def examine(
    mentee: Mentee, mentor_id: str, program: Program, pairs: PairRecords, weights: Weights, vocabulary: Vocabulary
) -> PairExamination:
    """One pair in full, also when excluded. Raises KeyError for a mentor who is not of this program."""
    mentor = {mentor.id: mentor for mentor in program.mentors}[mentor_id]
    against = objections(mentee, mentor, program, pairs)
    if against:
        return PairExamination(mentor_id, False, against, None)
    eligible = [other for other in program.mentors if first_objection(mentee, other, program, pairs) is None]
    board = _Board(_question(mentee, program, vocabulary), program, eligible, weights)
    return PairExamination(mentor_id, True, (), board.of(mentor_id))


def _question(mentee: Mentee, program: Program, vocabulary: Vocabulary) -> Question:
    active = [mentor for mentor in program.mentors if mentor.status == MentorStatus.ACTIVE]
    return Question(mentee, program.as_of, active, vocabulary)


def _counted(reasons: Iterable[Reason]) -> tuple[tuple[str, int], ...]:
    counts = Counter(reasons)
    return tuple((reason.value, counts[reason]) for reason in Reason if counts[reason])


class _Board:
    """The eligible mentors with their scores; only the rows that are shown are put into words."""

    def __init__(self, question: Question, program: Program, eligible: Sequence[Mentor], weights: Weights) -> None:
        self._question = question
        self._program = program
        self._eligible = eligible
        self._scores: Scores = score_all(question, eligible, weights)
        self._keys = [self._key(row) for row in range(len(eligible))]

    def best(self, limit: int) -> tuple[Suggestion, ...]:
        rows = nsmallest(limit, range(len(self._eligible)), key=self._keys.__getitem__)
        return tuple(self._suggestion(row, place) for place, row in enumerate(rows, start=1))

    def of(self, mentor_id: str) -> Suggestion:
        row = next(row for row, mentor in enumerate(self._eligible) if mentor.id == mentor_id)
        return self._suggestion(row, 1 + sum(key < self._keys[row] for key in self._keys))

    def _key(self, row: int) -> tuple[float, int, bool, datetime, str]:
        """Better is smaller. Even scores: more free places, never introduced, longest ago, id."""
        mentor = self._eligible[row]
        introduced = record_of(mentor, self._program).last_introduced
        score = round(self._scores.totals[row], EVEN_PLACES)
        places = free_places(mentor, self._program)
        return -score, -places, introduced is not None, introduced or _NEVER, mentor.id

    def _suggestion(self, row: int, place: int) -> Suggestion:
        mentor = self._eligible[row]
        return Suggestion(
            rank=place,
            mentor_id=mentor.id,
            score=self._scores.totals[row],
            factors=tuple(self._factors(row, mentor)),
            shared=shared_between(self._question.mentee, mentor, self._question.as_of),
            unknown=self._scores.unknown(row),
            known=self._scores.known(row),
            free_places=free_places(mentor, self._program),
        )

    def _factors(self, row: int, mentor: Mentor) -> Iterable[FactorScore]:
        for column in self._scores.columns:
            weight, similarity = column.weight, column.similarity(row)
            yield FactorScore(column.factor, weight, similarity, weight * similarity, column.because(row, mentor))
