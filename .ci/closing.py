"""Says how many tests ran, and fails where none of them was on PostgreSQL. Usage: closing.py JUNIT_XML..."""

import re
import sys
from collections import Counter
from xml.etree import ElementTree  # the report is our own, and no stranger writes into it

ON_POSTGRESQL = re.compile(r"\[(.*-)?postgresql\b.*\]$")


def outcome(case: ElementTree.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "passed" if case.find("skipped") is None else "skipped"


def main(*reports: str) -> int:
    cases = [case for report in reports for case in ElementTree.parse(report).iter("testcase")]  # noqa: S314
    told = Counter(map(outcome, cases))
    on_postgresql = Counter(outcome(case) for case in cases if ON_POSTGRESQL.search(case.get("name", "")))
    print(f"On PostgreSQL: {on_postgresql['passed']} of {on_postgresql.total()}")
    if not on_postgresql["passed"]:
        print("No test ran on PostgreSQL: its server was not found, or no test asks for it.")
    print(f"{told['passed']} passed, {told['failed']} failed, {told['skipped']} skipped")
    return 0 if on_postgresql["passed"] and not told["failed"] else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
