"""The ten best mentors of one mentee, beside plain ways of finding them: ``python -m benchmarks.rank``.

All run in turn, in one process and one thread, for another mentee in each round, and have to give the same ten
mentors with the same scores. Besides: what reading the columns once costs, and what it takes to change one mentor.
"""

import argparse
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from benchmarks import plain
from benchmarks.dense import Dense
from benchmarks.made_up import Maker
from benchmarks.table import Row, seconds, table
from data.vocabulary import load
from matcher.people import Mentee, PairRecords, Program
from matcher.pool import Pool
from matcher.rank import rank
from matcher.vocabulary import Vocabulary
from matcher.weights import DEFAULT_WEIGHTS

SIZES = (1_000, 10_000, 100_000)
BEST = 10
ROUNDS = 9
SEED = 1
AGREE_WITHIN = 1e-9
# Beyond these the plain way takes too long, and so does making everybody up.
PLAIN_UP_TO, MADE_UP_TO = 10_000, 100_000

Answer = list[tuple[str, float]]
T = TypeVar("T")


@dataclass
class Prepared:
    """The same program as each way of ranking wants it; making it is not counted."""

    program: Program
    vocabulary: Vocabulary

    @cached_property
    def pool(self) -> Pool:
        return Pool.of(self.program, self.vocabulary)

    @cached_property
    def dense(self) -> Dense:
        return Dense(self.program, self.vocabulary)


Method = Callable[[Prepared, Mentee, PairRecords, int], Answer]


def by_the_matcher(prepared: Prepared, mentee: Mentee, between: PairRecords, limit: int = BEST) -> Answer:
    """With the words, cautions and steadiness of the ten, as the service asks for them."""
    ranking = rank(mentee, prepared.pool, between, DEFAULT_WEIGHTS, limit)
    return [(row.mentor_id, row.score) for row in ranking.suggestions]


def by_the_pool(prepared: Prepared, mentee: Mentee, between: PairRecords, limit: int = BEST) -> Answer:
    """Ids and scores alone, which is all that the others give."""
    compared = prepared.pool.compare(mentee, between)
    order = compared.order(DEFAULT_WEIGHTS.values)
    return [(compared.mentor_id(place), float(order.scores[place])) for place in order.best(limit)]


def plainly(prepared: Prepared, mentee: Mentee, between: PairRecords, limit: int = BEST) -> Answer:
    program, vocabulary = prepared.program, prepared.vocabulary
    return plain.best(mentee, program, between, DEFAULT_WEIGHTS.values, vocabulary, limit)


def plainly_reading_clocks_once(prepared: Prepared, mentee: Mentee, between: PairRecords, limit: int = BEST) -> Answer:
    """As the baseline, but no quarter hour of a time zone is looked up twice: most of the baseline's time is that."""
    program, vocabulary, once = prepared.program, prepared.vocabulary, cache(plain.quarter_of)
    return plain.best(mentee, program, between, DEFAULT_WEIGHTS.values, vocabulary, limit, once)


def densely(prepared: Prepared, mentee: Mentee, between: PairRecords, limit: int = BEST) -> Answer:
    return prepared.dense.best(mentee, between, DEFAULT_WEIGHTS.values, limit)


PLAIN, CLOCKS_ONCE, DENSE = "plain objects and loops", "the same, clocks once", "scikit-learn, dense, exact"
POOL, MATCHER = "the ten best", "the ten best, explained"
METHODS: dict[str, Method] = {
    PLAIN: plainly,
    CLOCKS_ONCE: plainly_reading_clocks_once,
    DENSE: densely,
    POOL: by_the_pool,
    MATCHER: by_the_matcher,
}
# At least and the aim, by baseline and size: of the issue.
PROMISED = {(CLOCKS_ONCE, 10_000): (50, 100), (PLAIN, 10_000): (50, 100), (DENSE, 100_000): (15, 25)}
FLOOR, FLOOR_PROMISED = "reading every column once", {100_000: (7, 4)}
Times = dict[str, float]


def same(one: Answer, other: Answer) -> bool:
    """The same mentors in the same order, and scores that differ by no more than rounding."""
    return [id for id, _ in one] == [id for id, _ in other] and all(
        abs(a - b) <= AGREE_WITHIN for (_, a), (_, b) in zip(one, other, strict=True)
    )


class Disagree(AssertionError):
    """The ways of ranking did not give the same ten."""


def everybody(vocabulary: Vocabulary, size: int) -> tuple[Maker, Program]:
    """Past a hundred thousand the same made-up people again under other ids: making them takes long."""
    maker = Maker(vocabulary, SEED)
    program = maker.program(min(size, MADE_UP_TO))
    if size <= MADE_UP_TO:
        return maker, program
    again = {f"{number:03}{person.id}": person for number in range(size // MADE_UP_TO) for person in program.mentors}
    records = {id: program.records[person.id] for id, person in again.items()}
    return maker, replace(
        program, mentors=tuple(replace(person, id=id) for id, person in again.items()), records=records
    )


def timed(act: Callable[..., T], *given: Any) -> tuple[float, T]:
    start = perf_counter()
    found = act(*given)
    return perf_counter() - start, found


def answer_times(prepared: Prepared, maker: Maker, methods: Sequence[str], rounds: int) -> Times:
    """Medians. Another mentee in each round: the pool keeps the comparisons of a few. Raises Disagree."""
    times: dict[str, list[float]] = {name: [] for name in (*methods, FLOOR)}
    for number in range(rounds + 1):
        mentee, between, answers = replace(maker.flexible_mentee(), id=f"{number}"), maker.between(prepared.program), []
        for name in methods if number % 2 == 0 else reversed(methods):
            prepared.pool.on(prepared.program.as_of, prepared.program.requirements)
            time, answer = timed(METHODS[name], prepared, mentee, between, BEST)
            times[name].append(time)
            answers.append(answer)
            forget(prepared.pool)
        if not all(same(answers[0], other) for other in answers[1:]) or len(answers[0]) != BEST:
            raise Disagree(answers)
        columns = list(prepared.pool.columns().values())
        times[FLOOR].append(timed(read_all, columns)[0])
    # The first round is of cold tables.
    return {name: median(found[1:]) for name, found in times.items()}


def forget(pool: Pool) -> None:
    """The comparison with the mentee just asked for, so that the next way of ranking starts from nothing."""
    pool._compared.clear()


def read_all(columns: Sequence[NDArray[Any]]) -> None:
    for column in columns:
        (np.bitwise_or if column.dtype.kind in "ui" else np.add).reduce(column, axis=None)


def change_times(prepared: Prepared, maker: Maker, rounds: int) -> tuple[float, float]:
    """Medians: one mentor changed, with the next answer less an answer without a change; and the change alone."""
    pool, alone, after = prepared.pool, [], []
    for number in range(3 * rounds):
        mentee, between = replace(maker.flexible_mentee(), id=f"c{number}"), PairRecords()
        old = maker.chance.choice(prepared.program.mentors)
        changed = replace(maker.mentor(old.id), id=old.id)
        before, _ = timed(by_the_pool, prepared, mentee, between)
        change, _ = timed(pool.put, changed, maker.record())
        answer, _ = timed(by_the_pool, prepared, replace(mentee, id="again"), between)
        alone.append(change)
        after.append(change + answer - before)
    return median(alone), median(after)


def bytes_a_mentor(program: Program, vocabulary: Vocabulary) -> float:
    """Everything that a pool holds, objects and arrays."""
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        pool = Pool.of(program, vocabulary)
        after, _ = tracemalloc.get_traced_memory()
        return (after - before) / len(pool)
    finally:
        tracemalloc.stop()


def rows(sizes: Sequence[int] = SIZES, rounds: int = ROUNDS) -> Iterator[Row]:
    """Raises Disagree."""
    vocabulary = load().matcher
    for size in sizes:
        maker, program = everybody(vocabulary, size)
        prepared = Prepared(program, vocabulary)
        building = timed(getattr, prepared, "pool")[0]
        left_out = {PLAIN, CLOCKS_ONCE} if size > PLAIN_UP_TO else set()
        if size > MADE_UP_TO:
            left_out.add(DENSE)
        with threadpool_limits(limits=1):
            times = answer_times(prepared, maker, [name for name in METHODS if name not in left_out], rounds)
            yield from compared(size, times)
            alone, after = change_times(prepared, maker, rounds)
        one = f"{size:,} mentors"
        yield Row("one mentor changed", "rebuilding", one, seconds(alone), seconds(building), building / alone)
        yield Row(
            "the same with the next answer", "rebuilding", one, seconds(after), seconds(building), building / after
        )
        if size <= PLAIN_UP_TO:
            held = bytes_a_mentor(program, vocabulary)
            yield Row("memory of a mentor", "1 kB", one, f"{held:,.0f} B", "1,000 B", held / 1000, 1, within=True)


def compared(size: int, times: Times) -> Iterator[Row]:
    for baseline, time in times.items():
        if baseline in (POOL, MATCHER, FLOOR):
            continue
        for what in (POOL, MATCHER):
            asked = PROMISED.get((baseline, size), (None, None))
            yield row_of(what, baseline, size, times[what], time, time / times[what], asked)
    for what in (POOL, MATCHER):
        asked = FLOOR_PROMISED.get(size, (None, None))
        yield row_of(what, FLOOR, size, times[what], times[FLOOR], times[what] / times[FLOOR], asked, within=True)


def row_of(
    what: str,
    against: str,
    size: int,
    own: float,
    other: float,
    ratio: float,
    asked: tuple[float | None, float | None],
    within: bool = False,
) -> Row:
    return Row(what, against, f"{size:,} mentors", seconds(own), seconds(other), ratio, *asked, within)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rank", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many mentors; up to 1000000")
    asked = parser.parse_args(arguments)
    print(table(rows(asked.sizes, asked.rounds)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
