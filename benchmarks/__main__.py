"""Everything that is measured, as one table of ratios, and below it what is no ratio: ``make bench``.

``python -m benchmarks --quick`` is over in a minute, with sizes that say little.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

from benchmarks import exposure, people_import, plans, rank, whole_call
from benchmarks.table import Row, table

QUICK = 300, 3


def rows(quick: bool) -> Iterator[Row]:
    size, rounds = QUICK
    yield from rank.rows([size], rounds) if quick else rank.rows()
    yield from plans.rows(plans.SIZES[:1], rounds) if quick else plans.rows()
    yield from whole_call.rows([size], rounds) if quick else whole_call.rows()


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    print(table(rows(quick)), flush=True)
    print("\nWhat plans come to:", *plans.losses(plans.SIZES[:1] if quick else plans.SIZES), sep="\n", flush=True)
    print("\nWho is shown:", flush=True)
    exposure.main()
    print()
    return people_import.main(["--rows", str(QUICK[0]), "--one-by-one", "20"] if quick else [])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
