"""Shares of past decisions as they may be passed on."""

from hypothesis import assume, given
from hypothesis import strategies as st

from api.services.learning.shares import rounded_shares
from matcher.learn import Numbers
from matcher.looking_back.disclosure import STEP

KEY = b"a program's own"
shares = st.floats(0, 1)


def numbers(chosen: float, low: float = -0.1, high: float = 0.1) -> Numbers:
    return Numbers(chosen, chosen, low, high, chosen, chosen)


@given(st.integers(30, 500), shares, st.floats(-1, 1), st.floats(-1, 1))
def test_shares_stay_shares_and_the_interval_only_grows_but_never_across_nothing(
    decisions: int, chosen: float, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    told = rounded_shares(numbers(chosen, low, high), decisions, "gender woman", KEY)
    assert all(0 <= told[name] <= 1 for name in ("chosen", "expected", "first_now", "first_then"))
    assert abs(told["chosen"] - chosen) <= 2 * STEP / decisions * (1 + STEP / decisions)
    assert not (low >= 0 > told["low"])
    assert not (high <= 0 < told["high"])


@given(st.integers(30, 500), st.integers(0, 500))
def test_one_decision_more_does_not_tell_of_which_group_the_chosen_mentor_is(decisions: int, chosen: int) -> None:
    """Whoever takes yesterday's number from today's finds whole steps or nothing, whichever group was chosen."""
    assume(chosen <= decisions)
    before, after = (
        rounded_shares(numbers(count / many), many, "gender woman", KEY)
        for count, many in ((chosen, decisions), (chosen + 1, decisions + 1))
    )
    for told, many in ((before, decisions), (after, decisions + 1)):
        whole = {of * told["chosen"] / STEP for of in (many // STEP * STEP, -(-many // STEP) * STEP)}
        assert told["chosen"] == 1 or any(abs(each - round(each)) < 1e-9 for each in whole)
