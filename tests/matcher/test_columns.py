"""What columns find of many at once is what is found of each alone."""

from datetime import date
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import week
from matcher.comparison import Comparison
from matcher.people import Window
from matcher.pool.comparing import mean
from matcher.pool.weeks import Weeks
from matcher.weights import FACTORS
from tests.matcher import drawn
from tests.matcher.compared import comparisons
from tests.matcher.made import mentee, mentor

MONDAY = date(2026, 10, 26)
MANY = 2000
windows = st.lists(drawn.windows(), max_size=6).map(tuple)
all_week = st.just(tuple(Window(day * 1440, (day + 1) * 1440) for day in range(7)))


@settings(max_examples=60, deadline=None)
@given(windows | all_week, st.lists(windows | all_week, min_size=1, max_size=4), st.sampled_from(drawn.ZONES))
def test_quarter_hours_are_counted_alike_for_few_and_for_many(
    mine: tuple[Window, ...], theirs: list[tuple[Window, ...]], zone: str
) -> None:
    asker, others = mentee(weekly=mine), [mentor(time_zone=zone, weekly=each) for each in theirs]
    weeks = Weeks(MANY)
    for row, other in enumerate(others):
        weeks.write(row, other, MONDAY)
    rows = np.arange(MANY) % len(others)
    shared = [(week.shared_slots(asker, other, MONDAY) or 0).bit_count() for other in others]
    assert weeks.quarters(asker, MONDAY, np.arange(len(others))).tolist() == shared
    assert weeks.quarters(asker, MONDAY, rows).tolist() == [shared[row] for row in rows]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.just(1.0) | st.floats(0, 1), min_size=1, max_size=40), st.integers(1, 50))
def test_a_mean_is_that_of_the_whole_numbers_however_often_their_sum_wraps_round(
    found: list[float], times: int
) -> None:
    whole = sum(int(Fraction(each) * 2**62) for each in found) * times
    assert mean(np.array(found * times), len(found) * times) == whole / 2**62 / (len(found) * times)


@settings(max_examples=100, deadline=None)
@given(comparisons(least=1), st.integers(1, 14))
def test_places_are_the_same_whether_or_not_the_best_were_asked_for_first(compared: Comparison, limit: int) -> None:
    weights = dict.fromkeys(FACTORS, 0.1)
    everyone = compared.order(weights).best(len(compared))
    asked, unasked = compared.order(weights), compared.order(weights)
    assert asked.best(limit) == everyone[:limit]
    for order in (asked, unasked):
        assert [order.place(position) for position in everyone] == list(range(1, len(everyone) + 1))
        assert [order.next_after(position) for position in everyone] == [*everyone[1:], None]
