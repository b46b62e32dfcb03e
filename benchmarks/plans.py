"""How long a plan for a waiting list takes, beside scipy's own answer to the total alone, and what each way loses.

All run in turn, in one process and one thread, on one made-up list: see `waiting_list`.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching
from threadpoolctl import threadpool_limits

from benchmarks import plans_elsewhere
from matcher.plan import NOBODY, UNITS, Objective, Totals, plan, totals_of

SIZES = ((200, 100), (1_000, 500))
ROUNDS = 5
SEED = 1
MILLION = 10**6
# What ``fair`` may take, as a multiple of the faster of scipy's two for the total alone, at this many mentees.
AIM = (1_000, 2.5)

Scores = NDArray[np.float64]
Places = NDArray[np.int64]
Method = Callable[[Scores, Places], Places]


def waiting_list(mentees: int, mentors: int, seed: int = SEED) -> tuple[Scores, Places]:
    """Scores from six common tastes, how open each mentor and mentee is, and chance; 0 to 1. Three languages and how
    flexible the two are leave about 4 in 10 pairs. A mentor has 0 to 4 free places, 1.5 on average: too few."""
    chance = np.random.default_rng(seed)
    tastes = chance.random((mentees, 6)) @ chance.random((6, mentors)) / 5
    open_to = 0.15 * chance.random(mentors) + 0.15 * chance.random((mentees, 1))
    scores = tastes + open_to + 0.25 * chance.random((mentees, mentors))
    scores = (scores - scores.min()) / (scores.max() - scores.min())
    speaks, spoken = chance.choice(3, (mentees, 1), p=[0.8, 0.15, 0.05]), chance.choice(3, mentors, p=[0.8, 0.12, 0.08])
    flexible = np.clip(chance.normal(0.6, 0.2, (mentees, 1)) + chance.normal(0, 0.15, mentors), 0.02, 0.98)
    allowed = chance.random((mentees, mentors)) < flexible
    scores[~(allowed & ((speaks == spoken) | (chance.random((mentees, mentors)) < 0.1)))] = np.nan
    return scores, chance.choice(5, mentors, p=[0.2, 0.35, 0.25, 0.15, 0.05]).astype(np.int64)


def _repeated(scores: Scores, places: Places) -> tuple[Scores, Places]:
    """Costs with a column a place, in whole millionths; a pair that may be is worth more than all scores together."""
    columns = np.repeat(np.arange(len(places)), places)
    bonus = len(scores) * MILLION + 1
    return np.where(np.isnan(scores), 0, -(np.rint(scores * MILLION) + bonus)).take(columns, axis=1), columns


def by_linear_sum_assignment(scores: Scores, places: Places) -> Places:
    costs, columns = _repeated(scores, places)
    rows, found = linear_sum_assignment(costs)
    return _chosen(costs, columns, rows, found, 0)


def by_sparse_matching(scores: Scores, places: Places) -> Places:
    """Every pair is there, one unit dearer, as zeros would be left out."""
    costs, columns = _repeated(scores, places)
    rows, found = min_weight_full_bipartite_matching(csr_array(costs + 1))
    return _chosen(costs, columns, rows, found, 0)


def _chosen(costs: Scores, columns: Places, rows: Places, found: Places, none: float) -> Places:
    chosen = np.full(len(costs), NOBODY, dtype=np.int64)
    real = costs[rows, found] < none
    chosen[rows[real]] = columns[found[real]]
    return chosen


def greedily(scores: Scores, places: Places) -> Places:
    """The best pair that is left, again and again."""
    chosen, left = np.full(len(scores), NOBODY, dtype=np.int64), places.tolist()
    pairs = np.argwhere(~np.isnan(scores))
    for mentee, mentor in pairs[np.argsort(-scores[tuple(pairs.T)], kind="stable")].tolist():
        if chosen[mentee] == NOBODY and left[mentor]:
            chosen[mentee] = mentor
            left[mentor] -= 1
    return chosen


def by_deferred_acceptance(scores: Scores, places: Places) -> Places:
    """Each asks their next best, who keeps the best that they have room for (Gale and Shapley 1962)."""
    wishes = [iter(np.argsort(-row, kind="stable")[: np.count_nonzero(~np.isnan(row))].tolist()) for row in scores]
    held: list[list[int]] = [[] for _ in places]
    asking = list(range(len(scores)))
    while asking:
        mentee = asking.pop()
        mentor = next(wishes[mentee], None)
        if mentor is None:
            continue
        held[mentor] = sorted([*held[mentor], mentee], key=lambda row, column=mentor: -scores[row, column])
        asking.extend(held[mentor][places[mentor] :])
        held[mentor] = held[mentor][: places[mentor]]
    chosen = np.full(len(scores), NOBODY, dtype=np.int64)
    for mentor, people in enumerate(held):
        chosen[people] = mentor
    return chosen


def ours(objective: Objective) -> Method:
    def method(scores: Scores, places: Places) -> Places:
        found = plan(scores, places, objective).mentors
        return np.array([NOBODY if mentor is None else mentor for mentor in found], dtype=np.int64)

    return method


SCIPY = {
    "scipy linear_sum_assignment": by_linear_sum_assignment,
    "scipy min_weight_full_bipartite_matching": by_sparse_matching,
}
METHODS: dict[str, Method] = {
    **SCIPY,
    **{f"plan, {objective}": ours(objective) for objective in Objective},
    "greedy": greedily,
    "deferred acceptance": by_deferred_acceptance,
}


@dataclass(frozen=True)
class Row:
    """``times_baseline``: of the faster of scipy's two. Seconds: a median. None: not installed, or not at this size."""

    mentees: int
    mentors: int
    method: str
    seconds: float | None
    times_baseline: float | None
    totals: Totals | None


def rows(sizes: Sequence[tuple[int, int]] = SIZES, rounds: int = ROUNDS) -> Iterator[Row]:
    """Every way at every size. Where another library is not installed its row has no numbers."""
    with threadpool_limits(limits=1):
        for size in sizes:
            yield from _at(*size, rounds)


def _at(mentees: int, mentors: int, rounds: int) -> Iterator[Row]:
    scores, places = waiting_list(mentees, mentors)
    methods = METHODS | {
        name: other.method
        for name, other in plans_elsewhere.OTHERS.items()
        if other.runs(mentees) and find_spec(other.needs)
    }
    taken: dict[str, list[float]] = {name: [] for name in methods}
    chosen: dict[str, Places] = {}
    for number in range(rounds):
        for name in list(methods) if number % 2 == 0 else reversed(methods):
            begun = perf_counter()
            chosen[name] = methods[name](scores, places)
            taken[name].append(perf_counter() - begun)
    baseline = min(median(taken[name]) for name in SCIPY)
    for name in [*METHODS, *plans_elsewhere.OTHERS]:
        if name in taken:
            seconds, totals = median(taken[name]), totals_of(chosen[name], np.rint(scores * UNITS), places)
            yield Row(mentees, mentors, name, seconds, seconds / baseline, totals)
        else:
            yield Row(mentees, mentors, name, None, None, None)


HEAD = "mentees  method                                       clock  times  without    total  worst  tenth  would swap"


def line(row: Row) -> str:
    start = f"{row.mentees:>7,}  {row.method:<41}"
    if row.seconds is None or row.totals is None:
        return f"{start}  not installed, or too slow at this size"
    told = row.totals
    without = row.mentees - told.matched
    losses = f"{without:>7,}  {told.total:>7.1f}  {told.worst or 0:>5.3f}  {told.lowest_tenth or 0:>5.3f}"
    return f"{start} {row.seconds:>6.3f} s  {row.times_baseline:>5.2f}  {losses}  {told.blocking_pairs:>10,}"


def agree(measured: Sequence[Row]) -> bool:
    """Every exact way to the total has the same one, to a millionth a person."""
    exact = [row for row in measured if row.totals and (row.method in SCIPY or row.method in plans_elsewhere.EXACT)]
    exact += [row for row in measured if row.method == f"plan, {Objective.TOTAL}"]
    return all(
        one.totals.matched == other.totals.matched
        and abs(one.totals.total - other.totals.total) <= one.mentees / MILLION
        for one in exact
        for other in exact
        if one.totals and other.totals and one.mentees == other.mentees
    )


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plans", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--mentees", type=int, nargs="+", default=[mentees for mentees, _ in SIZES])
    asked = parser.parse_args(arguments)
    print(f"A plan for a waiting list, half as many mentors: median of {asked.rounds} rounds, one thread.")
    print(f"`times`: of the faster of scipy's two. Aim: fair at {AIM[0]:,} in at most {AIM[1]}.\n\n{HEAD}")
    measured = []
    for row in rows([(mentees, mentees // 2) for mentees in asked.mentees], asked.rounds):
        measured.append(row)
        print(line(row), flush=True)
    for row in measured:
        if row.mentees == AIM[0] and row.method == f"plan, {Objective.FAIR}" and row.times_baseline:
            print(f"\nThe aim was {'met' if row.times_baseline <= AIM[1] else 'not met'}: {row.times_baseline:.2f}.")
    if not agree(measured):
        print("The exact ways to the total disagree.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
