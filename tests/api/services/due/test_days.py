"""On which day a proposal is nudged about and lapses, by hand."""

from datetime import date, timedelta

import pytest

from api.services.due.days import lapse_day, nudge_day

CONFIRMED = date(2026, 10, 5)

# All in days after the confirmation; "nudged" is the day on which the job really came to it.
DAYS = """
    to_answer  nudge  nudged  lapse
    1          1      1       2
    2          1      1       3
    3          1      1       4
    4          2      2       5
    5          2      2       6
    14         7      7       15
    15         7      7       16
    365        182    182     366
    # the job came late, and there still is time enough
    14         7      8       15
    14         7      12      15
    # it came late, and there is not
    14         7      13      16
    14         7      14      17
    14         7      15      18
    14         7      40      43
    1          1      2       5
    1          1      30      33
    2          1      2       5
"""
ROWS = [[int(word) for word in line.split()] for line in DAYS.splitlines()[2:] if line.strip() and "#" not in line]


@pytest.mark.parametrize(("to_answer", "nudge", "nudged", "lapse"), ROWS)
def test_the_day_of_the_nudge_and_the_day_of_the_end(to_answer: int, nudge: int, nudged: int, lapse: int) -> None:
    answer_by = CONFIRMED + timedelta(days=to_answer)
    assert nudge_day(CONFIRMED, answer_by) == CONFIRMED + timedelta(days=nudge)
    assert lapse_day(CONFIRMED, answer_by, CONFIRMED + timedelta(days=nudged)) == CONFIRMED + timedelta(days=lapse)


def test_whatever_happens_an_end_is_after_the_last_day_and_after_the_nudge() -> None:
    for to_answer in range(1, 40):
        answer_by = CONFIRMED + timedelta(days=to_answer)
        first = nudge_day(CONFIRMED, answer_by)
        assert CONFIRMED < first <= answer_by
        for late in range(60):
            nudged_on = first + timedelta(days=late)
            end = lapse_day(CONFIRMED, answer_by, nudged_on)
            assert end > answer_by and end > nudged_on
            assert late == 0 or end - nudged_on >= timedelta(days=3)
