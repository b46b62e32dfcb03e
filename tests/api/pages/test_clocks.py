"""The next change of clocks, and what it does to a weekly time elsewhere."""

from datetime import UTC, datetime, time, timedelta

import pytest

from api.pages.week.clocks import next_change, seen_elsewhere

NOVEMBER = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
MARCH = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "now", "first", "minutes"),
    [
        ("America/Chicago", MARCH, "2026-03-08T03:00:00-05:00", 60),
        ("America/Chicago", NOVEMBER, "2027-03-14T03:00:00-05:00", 60),
        ("America/Chicago", datetime(2026, 10, 1, tzinfo=UTC), "2026-11-01T01:00:00-06:00", -60),
        ("America/Santiago", MARCH, "2026-04-04T23:00:00-04:00", -60),
        ("Australia/Lord_Howe", NOVEMBER, "2027-04-04T01:30:00+10:30", -30),
        ("Europe/Madrid", MARCH, "2026-03-29T03:00:00+02:00", 60),
    ],
)
def test_the_next_change_is_told_to_the_minute(zone: str, now: datetime, first: str, minutes: int) -> None:
    change = next_change(zone, now)
    assert change is not None
    assert (change.at.isoformat(), change.minutes) == (first, minutes)


@pytest.mark.parametrize("zone", ["America/Phoenix", "Asia/Tokyo", "Etc/UTC", "America/Puerto_Rico"])
def test_a_zone_whose_clocks_stand_has_no_change(zone: str) -> None:
    assert next_change(zone, NOVEMBER) is None


def test_a_change_is_found_within_the_days_asked_for_and_not_once_it_has_happened() -> None:
    sixty = timedelta(days=60)
    assert next_change("America/Chicago", NOVEMBER, sixty) is None
    assert next_change("America/Chicago", datetime(2027, 1, 14, 9, tzinfo=UTC), sixty) is not None
    the_moment = datetime(2027, 3, 14, 8, tzinfo=UTC)
    assert next_change("America/Chicago", the_moment - timedelta(minutes=1), sixty) is not None
    assert next_change("America/Chicago", the_moment, sixty) is None


@pytest.mark.parametrize(
    ("zone", "weekday", "at", "before", "after"),
    [
        ("America/Chicago", 1, time(18), "Tue 17:00", "Tue 16:00"),
        # On the day itself: what comes before the change is still in the old time.
        ("America/Chicago", 6, time(1), "Sun 00:00", "Sat 23:00"),
        ("America/Chicago", 6, time(9), "Sun 08:00", "Sun 07:00"),
        ("Europe/Madrid", 0, time(6), "Sun 22:00", "Sun 21:00"),
        ("America/Santiago", 1, time(18), "Tue 14:00", "Tue 15:00"),
    ],
)
def test_a_time_stays_here_and_moves_elsewhere(zone: str, weekday: int, at: time, before: str, after: str) -> None:
    change = next_change(zone, MARCH)
    assert change is not None
    seen = seen_elsewhere(change, weekday, at, "America/Phoenix")
    assert (seen.here.weekday(), seen.here.time()) == (weekday, at)
    assert [f"{moment:%a %H:%M}" for moment in (seen.before, seen.after)] == [before, after]
