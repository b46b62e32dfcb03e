"""How often people of a group were chosen, as it may be passed on: rounded as in a report (decision 20).

Which groups are told of at all is decided in `matcher.learning.bias`. Here counts go to steps of five, so that a
decision more or less does not tell of which group the chosen mentor is.
"""

from math import ceil, floor

from matcher.learn import Numbers
from matcher.looking_back.disclosure import STEP, rounded


def rounded_shares(numbers: Numbers, decisions: int, what: str, key: bytes) -> dict[str, float]:
    """``what`` names the group; ``key`` is the program's. The interval is widened to whole steps, never across 0."""
    # Who was chosen is not known here: the numbers themselves decide how they are rounded.
    counted = [f"{decisions} {numbers.chosen * decisions:.6f}"]
    of = rounded(decisions, STEP, [str(decisions)], key, "decisions")

    def share(name: str, value: float) -> float:
        return min(1.0, rounded(value * decisions, STEP, counted, key, f"{what} {name}") / of)

    return {
        "chosen": share("chosen", numbers.chosen),
        "expected": share("expected", numbers.expected),
        "low": max(-1.0, floor(numbers.low * decisions / STEP) * STEP / of),
        "high": min(1.0, ceil(numbers.high * decisions / STEP) * STEP / of),
        "first_now": share("first now", numbers.first_now),
        "first_then": share("first then", numbers.first_then),
    }
