"""Months and stages, to the day."""

from datetime import date

import pytest

from matcher.explain import Phrase
from matcher.stage import complete_months, months_on, stage_on, stage_words
from tests.matcher.made import TODAY


@pytest.mark.parametrize(
    ("since", "as_of", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2024, 2, 29), date(2028, 2, 28), 47),
        (date(2025, 11, 24), date(2026, 11, 23), 11),
        (date(2025, 11, 23), date(2026, 11, 23), 12),
        (date(2026, 11, 24), date(2026, 11, 23), 0),
    ],
)
def test_a_calendar_month_is_complete_on_its_day_or_on_a_shorter_months_last(
    since: date, as_of: date, months: int
) -> None:
    assert complete_months(since, as_of) == months


@pytest.mark.parametrize(
    ("stage", "since", "derived"),
    [
        (None, None, None),
        ("exploring", None, "exploring"),
        ("stable", date(2026, 11, 1), "early"),
        (None, date(2025, 11, 24), "early"),
        (None, date(2025, 11, 23), "sustained"),
        (None, date(2021, 11, 24), "sustained"),
        ("early", date(2021, 11, 23), "stable"),
        (None, date(2026, 11, 24), "early"),
    ],
)
def test_a_date_decides_the_stage_and_a_stated_one_only_without(
    stage: str | None, since: date | None, derived: str | None
) -> None:
    assert stage_on(stage, since, TODAY) == derived


def test_months_to_compare_are_days_or_those_of_the_stated_stage() -> None:
    assert months_on(None, date(2025, 11, 23), TODAY) == 365 / 30.4375
    assert months_on("stable", date(2026, 11, 24), TODAY) == 0
    assert [months_on(s, None, TODAY) for s in ("exploring", "early", "sustained", "stable")] == [0, 6, 36, 84]
    assert months_on(None, None, TODAY) is None


@pytest.mark.parametrize(
    ("since", "years"),
    [
        (date(2025, 11, 24), 0),
        (date(2025, 11, 23), 1),
        (date(2024, 11, 23), 2),
        (date(2022, 1, 1), 2),
        (date(2021, 11, 23), 5),
        (date(2016, 11, 23), 10),
        (date(1990, 1, 1), 20),
    ],
)
def test_a_card_tells_the_time_in_coarse_steps(since: date, years: int) -> None:
    assert stage_words("early", since, TODAY) == Phrase("stage_words.since", {"years": years})


def test_a_card_tells_a_stated_stage_and_nothing_where_nothing_is_said() -> None:
    assert stage_words("stable", None, TODAY) == Phrase("stage_words.stated", {"stage": "stable"})
    assert stage_words(None, None, TODAY) is None
