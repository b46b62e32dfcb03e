"""Everything that is measured, as one table of ratios, and below it what is no ratio: ``make bench``.

``python -m benchmarks --quick`` is over in a minute, with sizes that say little.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

from benchmarks import exposure, learn, people_import, plans, rank, whole_call
from benchmarks.table import Row, seconds, table

QUICK = 300, 3


def rows(quick: bool, planned: Sequence[plans.Row]) -> Iterator[Row]:
    size, rounds = QUICK
    yield from rank.rows([size], rounds) if quick else rank.rows()
    yield from ratios_of_plans(planned)
    yield from whole_call.rows([size], rounds) if quick else whole_call.rows()


def ratios_of_plans(planned: Sequence[plans.Row]) -> Iterator[Row]:
    mentees, most = plans.AIM
    for row in planned:
        if row.method.startswith("plan, ") and row.seconds is not None and row.times_baseline is not None:
            promised = most if (row.method, row.mentees) == ("plan, fair", mentees) else None
            beside, size = seconds(row.seconds / row.times_baseline), f"{row.mentees:,} x {row.mentors:,}"
            against = "scipy's total alone"
            took = seconds(row.seconds)
            yield Row(row.method, against, size, took, beside, row.times_baseline, promised, within=True)


def told_of_learning() -> Iterator[str]:
    for row in learn.rows():
        yield f"{row.decisions:>6} decisions  {row.method:<20} AUC {row.auc:.3f}  NDCG@3 {row.ndcg:.3f}"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    planned = list(plans.rows(plans.SIZES[:1], QUICK[1]) if quick else plans.rows())
    print(table(rows(quick, planned)), flush=True)
    print("\nWhat plans come to:", plans.HEAD, *map(plans.line, planned), sep="\n", flush=True)
    print("\nWeights learned from made-up decisions:", *told_of_learning(), sep="\n", flush=True)
    print("\nWho is shown:", flush=True)
    exposure.main()
    print()
    return people_import.main(["--rows", str(QUICK[0]), "--one-by-one", "20"] if quick else [])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
