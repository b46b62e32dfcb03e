"""One topic's groups side by side: how many people, what each measure comes to, and how far from the best served."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import exp, floor, log, log10, sqrt
from statistics import NormalDist, median

from matcher.looking_back.disclosure import SMALLEST, STEP, one_answer_each, rounded, several_answers

NOT_SAID = "not_said"
SAID_NONE = "said_none"
EVERYONE = "everyone"
EVERYONE_ELSE = "everyone_else"
APART = (NOT_SAID, SAID_NONE)
DAYS_IN_WEEK = 7
# Intervals in which the ratio lies 95 times of 100, taken that values scatter as widely as their mean (as waiting
# times do where somebody is found by chance): ln of a mean has 1/sqrt(n), ln of a median 1/(ln 2 sqrt(n)).
_SPREAD = NormalDist().inv_cdf(0.975)
_OF_MEDIAN = 1 / log(2)
# The standard deviation of what random rounding adds is at most half a step.
_ROUNDING = STEP / 2


class Kind(StrEnum):
    MEAN = "mean"
    MEDIAN_DAYS = "median_days"


@dataclass(frozen=True, slots=True)
class Measure:
    """``more_is_better``: whether the best-served group is the one with the most of it."""

    name: str
    kind: Kind
    more_is_better: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A person of the population: their groups by topic (None: has not said), and a value for every measure."""

    id: str
    groups: Mapping[str, frozenset[str] | None]
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Value:
    """``ratio`` to the best-served group of the table, with its interval; None where that one has none of it.

    ``clear``: whether the interval leaves 1 out. A difference that is not clear may be chance and rounding alone.
    """

    value: float
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    clear: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """``people`` to the nearest steps of five."""

    group: str
    people: int
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    topic: str
    rows: tuple[Row, ...]


def everyone(cases: Sequence[Case], measures: Sequence[Measure], key: bytes) -> Row | None:
    """The row of the whole population; None where it is under 11 people."""
    return _row(EVERYONE, cases, measures, _steps(cases, measures), key) if len(cases) >= SMALLEST else None


def tabulate(
    topic: str,
    codes: Collection[str],
    cases: Sequence[Case],
    measures: Sequence[Measure],
    *,
    several: bool,
    key: bytes,
) -> Table:
    """The groups that may be shown, in the order of ``codes``.

    ``several``: whether one person may have several of the codes. ``key`` is the program's, for rounding. Where
    everyone has one answer, whoever is in no group that is shown is in the row ``everyone_else``.
    """
    groups = _grouped(topic, codes, cases, several)
    sizes = {group: len(members) for group, members in groups.items()}
    shown = several_answers(sizes, len(cases), APART) if several else one_answer_each(sizes)
    found = {group: groups[group] for group in shown}
    left = [case for group, members in groups.items() if group not in shown for case in members]
    if shown and not several and left:
        found[EVERYONE_ELSE] = left
    steps = _steps(cases, measures)
    rows = [_row(group, members, measures, steps, key) for group, members in found.items()]
    return Table(topic, tuple(compared(rows, measures)))


def compared(rows: Sequence[Row], measures: Sequence[Measure]) -> list[Row]:
    """Each row with its ratio to the best-served one, worked out from what is published and nothing else."""
    for measure in measures:
        best = _best(rows, measure)
        rows = [
            Row(row.group, row.people, {**row.values, measure.name: _ratio(row, best, measure)})
            if measure.name in row.values
            else row
            for row in rows
        ]
    return list(rows)


def _grouped(topic: str, codes: Collection[str], cases: Sequence[Case], several: bool) -> dict[str, list[Case]]:
    apart = APART if several else (NOT_SAID,)
    groups: dict[str, list[Case]] = {code: [] for code in (*codes, *apart)}
    for case in cases:
        said = case.groups[topic]
        for group in (NOT_SAID,) if said is None else said or (SAID_NONE,):
            groups[group].append(case)
    return groups


def _steps(cases: Sequence[Case], measures: Sequence[Measure]) -> dict[str, float]:
    """What five average people of the population are worth, at least 5, told to one digit."""
    steps = {}
    for measure in measures:
        mean = sum(case.values[measure.name] for case in cases) / max(1, len(cases))
        steps[measure.name] = STEP * _one_digit(max(1.0, mean))
    return steps


def _one_digit(number: float) -> float:
    power: float = 10.0 ** floor(log10(number))
    return round(number / power) * power


def _row(
    group: str, members: Sequence[Case], measures: Sequence[Measure], steps: Mapping[str, float], key: bytes
) -> Row:
    ids = [case.id for case in members]
    people = int(rounded(len(members), STEP, ids, key, "people"))
    values = {}
    for measure in measures:
        given = [case.values[measure.name] for case in members]
        if measure.kind == Kind.MEDIAN_DAYS:
            value = float(round(median(given) / DAYS_IN_WEEK) * DAYS_IN_WEEK)
        else:
            value = rounded(sum(given), steps[measure.name], ids, key, measure.name) / people
        values[measure.name] = Value(value)
    return Row(group, people, values)


def _best(rows: Sequence[Row], measure: Measure) -> Row | None:
    having = [row for row in rows if measure.name in row.values]
    if not having:
        return None
    return (max if measure.more_is_better else min)(having, key=lambda row: row.values[measure.name].value)


def _ratio(row: Row, best: Row | None, measure: Measure) -> Value:
    value = row.values[measure.name].value
    of_best = best.values[measure.name].value if best else 0.0
    if best is None or not of_best:
        return Value(value)
    ratio = value / of_best
    if row.group == best.group:
        return Value(value, ratio, ratio, ratio)
    scatter = _OF_MEDIAN if measure.kind == Kind.MEDIAN_DAYS else 1.0
    wide = exp(_SPREAD * sqrt(_variance(row, scatter) + _variance(best, scatter)))
    low, high = ratio / wide, ratio * wide
    return Value(value, ratio, low, high, clear=high < 1 or low > 1)


def _variance(row: Row, scatter: float) -> float:
    """Of the logarithm of a mean over so many people: their scatter, and the rounding of the sum and of the count."""
    return scatter**2 / row.people + 2 * (_ROUNDING / row.people) ** 2
