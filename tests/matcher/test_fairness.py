"""The tables of a report: who is served how well, and how sure one may be of a difference."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.exposure import rows
from matcher.looking_back.drift import Confirmed, Listed, by_month
from matcher.looking_back.exposure import exposure
from matcher.looking_back.table import (
    EVERYONE_ELSE,
    NOT_SAID,
    Case,
    Kind,
    Measure,
    Row,
    everyone,
    tabulate,
)

KEY = b"a program's own"
WAITED = Measure("days_waited", Kind.MEDIAN_DAYS, more_is_better=False)
MENTORS = Measure("eligible_mentors", Kind.MEAN, more_is_better=True)
GENDERS = ("woman", "man", "nonbinary", "another")
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def crowd(topic: str, sizes: Mapping[str | None, int], values: Mapping[str | None, tuple[float, float]]) -> list[Case]:
    """``values``: days waited and eligible mentors, alike for all of a group."""
    return [
        Case(
            f"{group}-{number}",
            {topic: None if group is None else frozenset({group})},
            dict(zip(("days_waited", "eligible_mentors"), values.get(group, (30, 10)), strict=True)),
        )
        for group, size in sizes.items()
        for number in range(size)
    ]


def table(cases: Sequence[Case], topic: str = "gender", *, several: bool = False) -> dict[str, Row]:
    found = tabulate(topic, GENDERS, cases, (WAITED, MENTORS), several=several, key=KEY)
    return {row.group: row for row in found.rows}


def test_a_group_under_eleven_people_is_shown_with_the_others_only() -> None:
    found = table(crowd("gender", {"woman": 40, "man": 30, "nonbinary": 4, "another": 9}, {}))
    assert list(found) == ["woman", "man", EVERYONE_ELSE]


def test_a_hidden_group_that_is_alone_takes_another_with_it() -> None:
    found = table(crowd("gender", {"woman": 40, "man": 30, "nonbinary": 4, None: 20}, {}))
    assert list(found) == ["woman", "man", EVERYONE_ELSE]
    assert abs(found[EVERYONE_ELSE].people - 24) < 5


def test_two_groups_of_which_one_is_small_are_not_shown_at_all() -> None:
    assert table(crowd("gender", {"woman": 40, "nonbinary": 4}, {})) == {}


def test_has_not_said_is_a_group() -> None:
    assert list(table(crowd("gender", {"woman": 40, None: 30}, {}))) == ["woman", NOT_SAID]


def test_said_none_and_has_not_said_are_two_groups() -> None:
    cases = crowd("gender", {"woman": 40, None: 30}, {})
    cases += [Case(f"none-{n}", {"gender": frozenset()}, {"days_waited": 1, "eligible_mentors": 1}) for n in range(12)]
    assert list(table(cases, several=True)) == ["woman", NOT_SAID, "said_none"]


def test_waiting_is_told_in_whole_weeks_and_beside_the_shortest() -> None:
    found = table(crowd("gender", {"woman": 200, "man": 200}, {"woman": (20, 10), "man": (44, 10)}))
    woman, man = found["woman"].values["days_waited"], found["man"].values["days_waited"]
    assert (woman.value, man.value) == (21, 42)
    assert (woman.ratio, man.ratio, man.clear) == (1, 2, True)
    assert man.low is not None and man.high is not None
    assert 1 < man.low < 2 < man.high


def test_a_difference_between_small_groups_is_not_clear() -> None:
    found = table(crowd("gender", {"woman": 14, "man": 14}, {"woman": (28, 10), "man": (42, 10)}))
    assert found["man"].values["days_waited"].ratio == 1.5
    assert not found["man"].values["days_waited"].clear


def test_the_most_eligible_mentors_are_the_best_served() -> None:
    found = table(crowd("gender", {"woman": 400, "man": 400}, {"woman": (30, 40), "man": (30, 10)}))
    assert found["woman"].values["eligible_mentors"].ratio == 1
    assert found["man"].values["eligible_mentors"].ratio == pytest.approx(0.25, abs=0.02)


def test_of_fewer_than_eleven_people_nothing_is_told() -> None:
    cases = crowd("gender", {"woman": 10}, {})
    assert everyone(cases, (WAITED, MENTORS), KEY) is None
    assert table(cases) == {}


@given(st.lists(st.sampled_from([*GENDERS, None]), min_size=11, max_size=60), st.randoms())
def test_the_order_of_people_changes_nothing(genders: list[str | None], chance: object) -> None:
    cases = [
        Case(f"p{n}", {"gender": each and frozenset({each})}, {"days_waited": n, "eligible_mentors": n % 7})  # type: ignore[dict-item]
        for n, each in enumerate(genders)
    ]
    mixed = list(cases)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert table(cases) == table(mixed)


# --- exposure


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
def test_gini_is_the_mean_difference_of_two_over_twice_the_mean(times: list[int]) -> None:
    shown = np.array(times)
    by_pairs = np.abs(shown[:, None] - shown).mean() / (2 * shown.mean()) if shown.any() else 0
    assert exposure(shown).gini == pytest.approx(by_pairs)


def test_gini_is_nothing_where_all_are_shown_alike_and_near_one_where_one_is_always() -> None:
    assert exposure(np.full(100, 3)).gini == 0
    assert exposure(np.array([500] + [0] * 99)).gini == pytest.approx(0.99)
    assert exposure(np.array([], dtype=np.int64)).gini == 0


def test_spread_and_plans_show_more_mentors_at_a_small_price() -> None:
    """The benchmark's own figures, at a fifth of its size."""
    found = {row["way"]: row for row in rows(mentors=200, lists=100)}
    alone, spread = found["ten by score alone"], found["ten with spread"]
    assert spread["gini"] < alone["gini"]
    assert spread["never_shown"] < alone["never_shown"]
    assert spread["mean_score"] > 0.9 * alone["mean_score"]
    assert found["one by a plan, fair"]["gini"] < found["one by score alone"]["gini"]


# --- drift


def lists_for(mentees: int, month: date, scores: tuple[float, ...] = (0.8, 0.6)) -> list[Listed]:
    return [Listed(f"mentee-{number}", month.replace(day=1 + number % 28), scores) for number in range(mentees)]


def test_each_month_has_the_levels_of_its_scores() -> None:
    first, second = by_month([MARCH, APRIL], [*lists_for(20, MARCH), *lists_for(20, APRIL, (0.5,))], [], KEY)
    assert first.first_scores == (0.8, 0.8, 0.8)
    assert first.shown_scores == (0.6, 0.7, 0.8)
    assert second.first_scores == second.shown_scores == (0.5, 0.5, 0.5)


def test_a_month_of_fewer_than_eleven_mentees_is_not_told_of() -> None:
    often_the_same = [*lists_for(10, MARCH), *lists_for(10, MARCH)]
    (month,) = by_month([MARCH], often_the_same, [], KEY)
    assert (month.lists, month.first_scores, month.shown_scores) == (None, None, None)


def test_how_often_the_first_was_chosen_is_told_of_eleven_and_more() -> None:
    chosen = [Confirmed(f"mentee-{number}", MARCH, 1 if number < 150 else 3) for number in range(200)]
    (month,) = by_month([MARCH], [], chosen, KEY)
    assert month.first_chosen == pytest.approx(0.75, abs=0.03)
    (month,) = by_month([MARCH], [], chosen[:10], KEY)
    assert (month.confirmations, month.first_chosen) == (None, None)
