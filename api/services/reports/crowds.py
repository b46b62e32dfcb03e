"""Whom the fairness report counts: those who wait, those who were introduced, and mentors; no person in the first two.

A person of this month comes in when the month is over, together with everyone else of it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from api.services import pairs, pools
from api.services.acts import Act
from api.services.reports.period import Period
from data.store import looking_back, matches
from matcher.lifecycle import MenteeStatus, MentorStatus
from matcher.looking_back.table import Case, Measure
from matcher.looking_back.table import Kind as Of
from matcher.stage import stage_on

# By topic whether a person may have several of its answers.
TOPICS = {
    "languages": True,
    "age_band": False,
    "gender": False,
    "region": False,
    "pathways": True,
    "stage": False,
}
DAYS_WAITED = Measure("days_waited", Of.MEDIAN_DAYS, more_is_better=False)
ELIGIBLE_MENTORS = Measure("eligible_mentors", Of.MEAN, more_is_better=True)
TIMES_SUGGESTED = Measure("times_suggested", Of.MEAN, more_is_better=True)
TIMES_MATCHED = Measure("times_matched", Of.MEAN, more_is_better=True)


@dataclass(frozen=True, slots=True)
class Crowd:
    cases: Sequence[Case]
    measures: Sequence[Measure]


def waiting(act: Act, mentees: Sequence[Any], period: Period) -> Crowd:
    """On the waiting list before the period was over, with the mentors that are eligible for each today."""
    rows = [row for row in mentees if row.status == MenteeStatus.WAITING and row.waiting_since < period.end]
    eligible = _eligible_mentors(act, rows)
    cases = [
        case(row, period.end, {"days_waited": (period.end - row.waiting_since).days, "eligible_mentors": each})
        for row, each in zip(rows, eligible, strict=True)
    ]
    return Crowd(cases, (DAYS_WAITED, ELIGIBLE_MENTORS))


def introduced(mentees: Sequence[Any], introductions: Sequence[Any], period: Period) -> Crowd:
    """Introduced to a mentor in the period, after the waiting that their profile still tells of."""
    first: dict[str, date] = {}
    since = {row.id: row.waiting_since for row in mentees}
    for each in introductions:
        day = period.day(each.introduced_at)
        if each.mentee_id in since and day >= since[each.mentee_id]:
            first.setdefault(each.mentee_id, day)
    cases = [
        case(row, period.end, {"days_waited": (first[row.id] - row.waiting_since).days})
        for row in mentees
        if row.id in first and row.status != MenteeStatus.WAITING
    ]
    return Crowd(cases, (DAYS_WAITED,))


def mentors(rows: Sequence[Any], introductions: Sequence[Any], suggested: Mapping[str, int], period: Period) -> Crowd:
    """Active mentors who were here before the period was over."""
    matched = Counter(each.mentor_id for each in introductions)
    cases = [
        case(row, period.end, {"times_suggested": suggested.get(row.id, 0), "times_matched": matched[row.id]})
        for row in _active(rows, period)
    ]
    return Crowd(cases, (TIMES_SUGGESTED, TIMES_MATCHED))


def times_suggested(period: Period) -> Counter[str]:
    """By mentor, on how many lists of the period."""
    return Counter(mentor_id for run in looking_back.runs(*period.moments) for mentor_id in run.mentor_ids)


def times_of_those_with_a_place(rows: Sequence[Any], suggested: Mapping[str, int], period: Period) -> NDArray[np.int64]:
    """How often each mentor was on a list who could be on one today."""
    in_use = matches.places_in_use()
    free = (row for row in _active(rows, period) if row.capacity > in_use.get(row.id, 0))
    return np.array([suggested.get(row.id, 0) for row in free], dtype=np.int64)


def _active(rows: Iterable[Any], period: Period) -> list[Any]:
    over = period.moments[1]
    return [row for row in rows if row.status == MentorStatus.ACTIVE and row.created_at < over]


def _eligible_mentors(act: Act, rows: Sequence[Any]) -> list[int]:
    mentees, between = pairs.all_with_records(act, rows)
    with pools.up_to_date(act) as pool:
        return [len(pool.compare(mentee, between[mentee.id]).mentor_ids) for mentee in mentees]


def case(row: Any, on: date, values: Mapping[str, float]) -> Case:
    return Case(row.id, groups(row, on), values)


def groups(row: Any, on: date) -> dict[str, frozenset[str] | None]:
    """By topic what the person says today, None where they have not said; the stage as it was on that day."""
    said = {topic: _said(getattr(row, topic), several) for topic, several in TOPICS.items()}
    return said | {"stage": _said(stage_on(row.stage, row.since, on), False)}


def _said(answer: Any, several: bool) -> frozenset[str] | None:
    if answer is None:
        return None
    return frozenset(answer) if several else frozenset({answer})
