"""How evenly mentors are shown: by score alone, with `spread`, and by a plan. No times: shares of who is shown.

500 lists of ten over 1,000 made-up mentors of whom one in twenty is popular: answers much, is free every evening, and
has many places. ``python -m benchmarks.exposure``
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from benchmarks.made_up import Maker
from data.vocabulary import load
from matcher.looking_back.exposure import Exposure, exposure
from matcher.people import Mentor, PairRecords, Program, Window
from matcher.plan import Objective, plan
from matcher.pool import Pool
from matcher.weights import DEFAULT_WEIGHTS

MENTORS, LISTS, SHOWN = 1_000, 500, 10
POPULAR = 0.05
# As in section 2 of the meaning of the score.
UNTOUCHED, GIVES_WAY = 3, 0.02
SEED = 7
Ranked = list[int]


class Row(TypedDict):
    """One line of the table: how mentors were chosen, Gini, the share never shown, and the mean score of what was."""

    way: str
    suggestions: int
    gini: float
    never_shown: float
    mean_score: float


def rows(mentors: int = MENTORS, lists: int = LISTS) -> list[Row]:
    """Lists by score alone and with `spread`; and one mentor for each mentee, by score alone and by a plan."""
    maker = Maker(load().matcher, SEED)
    pool = popular_pool(maker, mentors)
    free = np.array([max(0, pool.mentor(id).capacity - pool.record(id).places_in_use) for id in pool.ids])
    compared = [
        pool.compare(replace(maker.mentee(silent=0.1), id=f"mentee-{number}"), PairRecords()) for number in range(lists)
    ]
    place = {id: number for number, id in enumerate(pool.ids)}
    grid = np.full((lists, len(pool)), np.nan)
    for row, each in enumerate(compared):
        grid[row, [place[id] for id in each.mentor_ids]] = each.scores(DEFAULT_WEIGHTS.values)
    showable = np.flatnonzero(~np.isnan(grid).all(axis=0))
    return [
        _row("ten by score alone", grid, list(by_score(grid, SHOWN)), showable),
        _row("ten with spread", grid, list(with_spread(grid, free)), showable),
        _row("one by score alone", grid, list(by_score(grid, 1)), showable),
        *(
            _row(f"one by a plan, {objective}", grid, by_plan(grid, free, objective), showable)
            for objective in (Objective.TOTAL, Objective.FAIR)
        ),
    ]


def popular_pool(maker: Maker, mentors: int) -> Pool:
    """One mentor in twenty is popular; all are active, so that whoever is never shown could have been."""
    program = maker.program(mentors)
    popular = mentors * POPULAR
    people = tuple(_popular(maker, each) if number < popular else each for number, each in enumerate(program.mentors))
    return Pool.of(Program(as_of=program.as_of, mentors=people, records=program.records), load().matcher)


def _popular(maker: Maker, mentor: Mentor) -> Mentor:
    evenings = tuple(Window(day * 1440 + 16 * 60, day * 1440 + 22 * 60) for day in range(7))
    wide = {topic: maker.some(topic, 8, 14) for topic in ("experiences", "pathways", "goals", "styles", "shared")}
    return replace(
        mentor,
        **wide,
        weekly=evenings,
        formats=frozenset(maker.topics["formats"]),
        capacity=8,
        must=(),
        since=maker.days_ago(1500, 4000),
    )


def by_score(grid: NDArray[np.float64], shown: int) -> Iterator[Ranked]:
    for scores in grid:
        yield _best(scores, shown)


def with_spread(grid: NDArray[np.float64], free: NDArray[np.int64]) -> Iterator[Ranked]:
    """All within 30 days: below the first three a mentor gives way for each list so far, per free place."""
    lists_so_far = np.zeros(grid.shape[1])
    for scores in grid:
        first = _best(scores, UNTOUCHED)
        giving_way = scores - GIVES_WAY * lists_so_far / np.maximum(1, free)
        giving_way[first] = np.nan
        ranked = first + _best(giving_way, SHOWN - UNTOUCHED)
        lists_so_far[ranked] += 1
        yield ranked


def by_plan(grid: NDArray[np.float64], free: NDArray[np.int64], objective: Objective) -> list[Ranked]:
    return [[] if mentor is None else [mentor] for mentor in plan(grid, free, objective).mentors]


def _best(scores: NDArray[np.float64], count: int) -> Ranked:
    eligible = np.flatnonzero(~np.isnan(scores))
    return eligible[np.argsort(-scores[eligible], kind="stable")][:count].tolist()


def _row(way: str, grid: NDArray[np.float64], lists: Sequence[Ranked], showable: NDArray[np.intp]) -> Row:
    times = np.zeros(grid.shape[1], dtype=np.int64)
    for ranked in lists:
        times[ranked] += 1
    scores = [grid[row, mentor] for row, ranked in enumerate(lists) for mentor in ranked]
    found: Exposure = exposure(times[showable])
    return {
        "way": way,
        "suggestions": found.times,
        "gini": found.gini,
        "never_shown": found.share_never_shown,
        "mean_score": float(np.mean(scores)),
    }


def main() -> int:
    print(f"{LISTS} mentees, {MENTORS:,} mentors, one in {1 / POPULAR:.0f} popular; of those eligible for anyone.\n")
    print("way                    suggestions  Gini  never shown  mean score")
    for row in rows():
        print(f"{row['way']:<22} {row['suggestions']:>11,}  {row['gini']:.2f}  {row['never_shown']:>11.0%}  ", end="")
        print(f"{row['mean_score']:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
