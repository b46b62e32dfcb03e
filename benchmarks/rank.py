"""How long the ten best mentors of one mentee take, beside the plain way of doing it: ``make bench``.

Both run in turn, in one process and one thread, and have to give the same ten mentors with the same scores.
"""

import argparse
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from time import perf_counter, process_time

from threadpoolctl import threadpool_limits

from benchmarks import plain
from benchmarks.made_up import Maker
from data.vocabulary import load
from matcher.people import Mentee, PairRecords, Program
from matcher.pool import Pool
from matcher.rank import rank
from matcher.vocabulary import Vocabulary
from matcher.weights import DEFAULT_WEIGHTS

SIZES = (1_000, 10_000)
BEST = 10
ROUNDS = 7
SEED = 1
AGREE_WITHIN = 1e-9
# So many mentors in so many seconds, by the clock.
AIM = (10_000, 0.2)

Answer = list[tuple[str, float]]
Method = Callable[[Mentee, Program, PairRecords, Vocabulary, int], Answer]


def by_the_matcher(
    mentee: Mentee, program: Program, between: PairRecords, vocabulary: Vocabulary, limit: int = BEST
) -> Answer:
    ranking = rank(mentee, Pool.of(program, vocabulary), between, DEFAULT_WEIGHTS, limit)
    return [(row.mentor_id, row.score) for row in ranking.suggestions]


def plainly(
    mentee: Mentee, program: Program, between: PairRecords, vocabulary: Vocabulary, limit: int = BEST
) -> Answer:
    return plain.best(mentee, program, between, DEFAULT_WEIGHTS.values, vocabulary, limit)


def plainly_reading_clocks_once(
    mentee: Mentee, program: Program, between: PairRecords, vocabulary: Vocabulary, limit: int = BEST
) -> Answer:
    """As the baseline, but no quarter hour of a time zone is looked up twice: most of the baseline's time is that."""
    once = cache(plain.quarter_of)
    return plain.best(mentee, program, between, DEFAULT_WEIGHTS.values, vocabulary, limit, once)


BASELINE = "plain (baseline)"
MATCHER = "matcher.rank"
METHODS: dict[str, Method] = {
    BASELINE: plainly,
    "plain, clocks once": plainly_reading_clocks_once,
    MATCHER: by_the_matcher,
}


def same(one: Answer, other: Answer) -> bool:
    """The same mentors in the same order, and scores that differ by no more than rounding."""
    return [id for id, _ in one] == [id for id, _ in other] and all(
        abs(a - b) <= AGREE_WITHIN for (_, a), (_, b) in zip(one, other, strict=True)
    )


@dataclass
class Measured:
    """``times``: seconds by the clock and of the processor, a round each."""

    eligible: int
    times: dict[str, list[tuple[float, float]]]


def measure(size: int, rounds: int, vocabulary: Vocabulary) -> Measured | None:
    """None when the methods disagree."""
    maker = Maker(vocabulary, SEED)
    program = maker.program(size)
    mentee, between = maker.flexible_mentee(), maker.between(program)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in METHODS}
    for number in range(rounds):
        answers = []
        for name in list(METHODS) if number % 2 == 0 else reversed(METHODS):
            clock, processor = perf_counter(), process_time()
            answers.append(METHODS[name](mentee, program, between, vocabulary, BEST))
            times[name].append((perf_counter() - clock, process_time() - processor))
        if len(answers[0]) != BEST or not all(same(answers[0], other) for other in answers[1:]):
            print(f"{size} mentors: the methods disagree:", *answers, sep="\n  ", file=sys.stderr)
            return None
    return Measured(rank(mentee, Pool.of(program, vocabulary), between, DEFAULT_WEIGHTS, 0).eligible, times)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rank", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many mentors")
    asked = parser.parse_args(arguments)
    vocabulary, verdict = load().matcher, ""
    print(f"The {BEST} best for one mentee: median of {asked.rounds} rounds, one thread, ", end="")
    print(f"Python {platform.python_version()}. Aim: {AIM[0]:,} mentors in under {AIM[1]} s.\n")
    print("mentors  eligible  method                 clock      first  processor  times as fast")
    with threadpool_limits(limits=1):
        for size in asked.sizes:
            measured = measure(size, asked.rounds, vocabulary)
            if measured is None:
                return 1
            baseline = median(clock for clock, _ in measured.times[BASELINE])
            for name, rounds in measured.times.items():
                clock, processor = (median(column) for column in zip(*rounds, strict=True))
                seconds = f"{clock:>7.3f} s  {rounds[0][0]:>7.3f} s  {processor:>7.3f} s"
                print(f"{size:>7,}  {measured.eligible:>8,}  {name:<18} {seconds}  {baseline / clock:>13.1f}")
                if name == MATCHER and size == AIM[0]:
                    verdict = f"\nThe aim was {'met' if clock < AIM[1] else 'not met'} here: {clock:.3f} s."
    print(f"{verdict}\nThe same mentors and, within 1e-9, the same scores in every round.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
