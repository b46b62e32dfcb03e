"""The rules of a plan, one after the other."""

from collections.abc import Iterator
from enum import StrEnum

import numpy as np

from matcher.check import told
from matcher.check.asked import Asked
from matcher.check.flows import Rest
from matcher.plan import Objective, Pair, Plan


class Broken(StrEnum):
    """A rule that a plan breaks."""

    OTHER_PEOPLE = "other_people"
    """Not one answer for each mentee, or a mentor that there is not."""
    NOT_ELIGIBLE = "not_eligible"
    FORBIDDEN = "forbidden"
    OVER_PLACES = "over_places"
    PIN_NOT_KEPT = "pin_not_kept"
    OBJECTIVE_TOLD = "objective_told"
    """It says that it was made for another objective; and so on: what it tells is not what it comes to."""
    SCORES_TOLD = "scores_told"
    FIRST_CHOICES_TOLD = "first_choices_told"
    LEFT_OVER_TOLD = "left_over_told"
    MATCHED_TOLD = "matched_told"
    TOTAL_TOLD = "total_told"
    WORST_TOLD = "worst_told"
    LOWEST_TENTH_TOLD = "lowest_tenth_told"
    BLOCKING_PAIRS_TOLD = "blocking_pairs_told"
    MORE_COULD_BE_MATCHED = "more_could_be_matched"
    WORST_COULD_BE_BETTER = "worst_could_be_better"
    SUM_COULD_BE_BETTER = "sum_could_be_better"


def broken(plan: Plan, asked: Asked) -> Broken | None:
    """The first rule broken, in the order of `Broken`; None for a plan that is allowed, optimal and tells the truth."""
    for rules in (_not_allowed, _told_wrong, _could_be_better):
        for rule in rules(plan, asked):
            return rule
    return None


def _not_allowed(plan: Plan, asked: Asked) -> Iterator[Broken]:
    mentees, mentors = asked.scores.shape
    if len(plan.mentors) != mentees or any(column is not None and not 0 <= column < mentors for column in plan.mentors):
        yield Broken.OTHER_PEOPLE
        return
    pairs = _pairs(plan)
    if any(np.isnan(asked.scores[pair]) for pair in pairs):
        yield Broken.NOT_ELIGIBLE
    if set(pairs) & set(asked.forbidden):
        yield Broken.FORBIDDEN
    if (np.bincount([column for _, column in pairs], minlength=mentors) > asked.places).any():
        yield Broken.OVER_PLACES
    if not set(asked.pinned) <= set(pairs):
        yield Broken.PIN_NOT_KEPT


def _told_wrong(plan: Plan, asked: Asked) -> Iterator[Broken]:
    if plan.objective is not asked.objective:
        yield Broken.OBJECTIVE_TOLD
    if plan.scores != told.scores(plan.mentors, asked):
        yield Broken.SCORES_TOLD
    if plan.first_choices != told.first_choices(asked):
        yield Broken.FIRST_CHOICES_TOLD
    if plan.left_over != told.left_over(plan.mentors, asked):
        yield Broken.LEFT_OVER_TOLD
    yield from _totals_told_wrong(plan, asked)


def _totals_told_wrong(plan: Plan, asked: Asked) -> Iterator[Broken]:
    got, totals = told.in_billionths(plan.mentors, asked), plan.totals
    if totals.matched != len(got):
        yield Broken.MATCHED_TOLD
    if not told.is_sum(totals.total, got):
        yield Broken.TOTAL_TOLD
    if not told.is_mean(totals.worst, got[:1]):
        yield Broken.WORST_TOLD
    if not told.is_mean(totals.lowest_tenth, got[: (len(got) + 9) // 10]):
        yield Broken.LOWEST_TENTH_TOLD
    if totals.blocking_pairs != told.blocking_pairs(plan.mentors, asked):
        yield Broken.BLOCKING_PAIRS_TOLD


def _could_be_better(plan: Plan, asked: Asked) -> Iterator[Broken]:
    rest = Rest.of(_pairs(plan), asked)
    if rest.largest(0) > len(rest.got):
        yield Broken.MORE_COULD_BE_MATCHED
    worst = min(rest.got, default=0)
    if asked.objective is not Objective.TOTAL and rest.got and rest.largest(worst + 1) >= len(rest.got):
        yield Broken.WORST_COULD_BE_BETTER
    if rest.a_ring_gains(asked.objective, worst):
        yield Broken.SUM_COULD_BE_BETTER


def _pairs(plan: Plan) -> list[Pair]:
    return [(row, column) for row, column in enumerate(plan.mentors) if column is not None]
