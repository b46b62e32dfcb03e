"""The week as a ring of quarter hours, over zones and clock changes."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import week
from matcher.people import Person, Window
from matcher.shared import SharedWindow, common_windows
from tests.matcher import drawn, oracle
from tests.matcher.made import TODAY, at, mentee, mentor

MONDAY = date(2026, 11, 23)
ALL_WEEK = tuple(Window(day * 1440, (day + 1) * 1440) for day in range(7))
quick = settings(max_examples=100, deadline=None)
rings = st.integers(0, (1 << week.SLOTS) - 1)


def turned(slots: int, by: int) -> int:
    return ((slots << by) | (slots >> (week.SLOTS - by))) & ((1 << week.SLOTS) - 1)


def free(zone: str, *weekly: Window) -> Person:
    return mentee(time_zone=zone, weekly=weekly)


@pytest.mark.parametrize(
    ("as_of", "monday"),
    [
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 11, 24), date(2026, 11, 30)),
        (date(2026, 11, 29), date(2026, 11, 30)),
    ],
)
def test_the_reference_week_begins_on_the_monday_on_or_after(as_of: date, monday: date) -> None:
    assert week.reference_monday(as_of) == monday


@pytest.mark.parametrize("zone", drawn.ZONES)
def test_every_zone_covers_the_whole_ring_in_a_week_without_clock_change(zone: str) -> None:
    assert sorted(week.utc_slots(zone, MONDAY)) == list(range(week.SLOTS))


@quick
@given(rings, st.integers(0, week.SLOTS))
def test_turning_the_ring_turns_what_is_usable(slots: int, by: int) -> None:
    assert week.usable(turned(slots, by)) == turned(week.usable(slots), by)


@quick
@given(rings)
def test_what_is_usable_is_shared_stays_usable_and_leaves_nobody_alone(slots: int) -> None:
    usable = week.usable(slots)
    assert usable & ~slots == 0
    assert week.usable(usable) == usable
    assert week.usable(slots & ~usable) == 0


@quick
@given(
    drawn.weeks, drawn.weeks, st.sampled_from(drawn.ZONES), st.sampled_from(drawn.ZONES), st.sampled_from(drawn.AS_OF)
)
def test_shared_minutes_agree_with_sets_of_moments_and_with_either_side(
    one: tuple[Window, ...] | None, other: tuple[Window, ...] | None, here: str, there: str, as_of: date
) -> None:
    first, second = free(here, *one or ()), free(there, *other or ())
    monday = week.reference_monday(as_of)
    shared = week.shared_slots(first, second, monday)
    assert shared == week.shared_slots(second, first, monday)
    assert week.minutes(shared or 0) == oracle.usable_minutes(first, second, as_of)


@quick
@given(drawn.weeks, drawn.weeks, st.sampled_from(drawn.ZONES), st.sampled_from(drawn.AS_OF))
def test_windows_shown_are_within_both_peoples_times(
    one: tuple[Window, ...] | None, other: tuple[Window, ...] | None, there: str, as_of: date
) -> None:
    first, second = free("America/Chicago", *one or ()), free(there, *other or ())
    monday = week.reference_monday(as_of)
    shared = week.shared_slots(first, second, monday) or 0
    shown = week.local_windows(first, shared, monday)
    table = week.utc_slots("America/Chicago", monday)
    covered = {table[minute // 15] for window in shown for minute in range(window.start, window.end, 15)}
    assert covered == {slot for slot in range(week.SLOTS) if shared >> slot & 1}
    assert all(window.start // 1440 == (window.end - 1) // 1440 for window in shown)
    assert all(earlier.end <= later.start for earlier, later in pairwise(shown))


def test_summer_time_in_one_zone_only_moves_the_shared_hour() -> None:
    chicago, london = (
        free("America/Chicago", at("tue", "12:00", "13:00")),
        free("Europe/London", at("tue", "18:00", "19:00")),
    )
    assert week.shared_slots(chicago, london, date(2026, 11, 23)) != 0
    # Between the changes of autumn in Europe and in America they are an hour nearer.
    assert week.shared_slots(chicago, london, date(2026, 10, 26)) == 0


def test_a_time_that_occurs_twice_is_its_first_occurrence() -> None:
    sunday = 6 * week.SLOTS_IN_DAY
    table = week.utc_slots("America/Chicago", date(2026, 10, 26))
    half_past_one, two = sunday + 6, sunday + 8
    assert table[half_past_one] == (half_past_one + 5 * 4) % week.SLOTS
    assert table[two] == (two + 6 * 4) % week.SLOTS


def test_shared_windows_are_merged_and_told_in_the_askers_own_time() -> None:
    kim = mentee(weekly=(at("tue", "18:00", "19:00"), at("tue", "19:00", "20:00"), at("sun", "22:00", "24:00")))
    ana = mentor(
        time_zone="America/New_York",
        weekly=(at("tue", "19:30", "20:45"), at("mon", "00:00", "00:30"), at("tue", "20:45", "21:00")),
    )
    assert common_windows(kim, ana, TODAY) == (
        SharedWindow("tue", "18:30", "20:00"),
        SharedWindow("sun", "23:00", "23:30"),
    )


def test_a_shared_run_over_midnight_is_cut_there() -> None:
    kim = mentee(weekly=(at("mon", "23:00", "24:00"), at("tue", "00:00", "01:00")))
    ana = mentor(weekly=(at("mon", "23:30", "24:00"), at("tue", "00:00", "00:15")))
    assert common_windows(kim, ana, TODAY) == (
        SharedWindow("mon", "23:30", "24:00"),
        SharedWindow("tue", "00:00", "00:15"),
    )


def test_a_lone_quarter_hour_is_neither_counted_nor_shown() -> None:
    kim, ana = mentee(weekly=(at("mon", "09:00", "10:00"),)), mentor(weekly=(at("mon", "09:45", "11:00"),))
    assert week.shared_slots(kim, ana, MONDAY) == 0
    assert common_windows(kim, ana, TODAY) == ()


def test_the_whole_week_is_shared_with_everyone() -> None:
    one, other = free("Asia/Kathmandu", *ALL_WEEK), free("Pacific/Honolulu", *ALL_WEEK)
    assert week.minutes(week.shared_slots(one, other, MONDAY) or 0) == timedelta(days=7).total_seconds() / 60


def test_whoever_has_not_said_when_is_not_said_to_share_nothing() -> None:
    assert week.shared_slots(mentee(), mentor(weekly=()), MONDAY) is None
    assert week.shared_slots(mentee(weekly=()), mentor(weekly=ALL_WEEK), MONDAY) == 0


def test_a_run_over_the_end_of_the_ring_counts_whole() -> None:
    last, first = 1 << (week.SLOTS - 1), 1
    assert week.usable(last | first) == last | first
    assert week.usable(last) == week.usable(first) == 0
