"""Whoever has a whole report, and knows how it was made, subtracts: no group that is not shown is pinned down."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from matcher.looking_back.disclosure import LEEWAY, SMALLEST, STEP, one_answer_each, rounded, several_answers

KEY = b"a program's own"
Sizes = dict[str, int]
Rule = Callable[[Sizes], Collection[str]]
sizes_of_groups = st.lists(
    st.one_of(st.integers(0, 3), st.integers(0, SMALLEST + 4), st.integers(0, 90)), min_size=2, max_size=9
).map(lambda sizes: {f"g{place}": size for place, size in enumerate(sizes)})


def large_ones(sizes: Sizes) -> list[str]:
    """The rule that is not enough: hide what is small, and nothing beside it."""
    return [group for group, size in sizes.items() if size >= SMALLEST]


def bounds(sizes: Sizes, shown: Collection[str]) -> dict[str, tuple[float, float]]:
    """What linear programming leaves open of each hidden group, from the shown ones and the total, all of them exact.

    Where all that is hidden is small, the attacker knows so.
    """
    hidden = [group for group in sizes if group not in shown]
    together = sum(sizes[group] for group in hidden)
    most = SMALLEST - 1 if all(sizes[group] < SMALLEST for group in hidden) else together
    return {
        group: tuple(
            sign * linprog(sign * (np.arange(len(hidden)) == place), A_eq=[[1] * len(hidden)], b_eq=[together],
                           bounds=(0, most)).fun
            for sign in (1, -1)
        )
        for place, group in enumerate(hidden)
    }  # fmt: skip


def pinned(sizes: Sizes, shown: Collection[str]) -> list[str]:
    """Hidden groups of somebody that are known to fewer than five sizes."""
    if len(shown) == len(sizes) or not sum(size for group, size in sizes.items() if group not in shown):
        return []
    return [group for group, (low, high) in bounds(sizes, shown).items() if round(high) - round(low) + 1 < LEEWAY]


@given(sizes_of_groups)
def test_no_hidden_group_is_pinned_by_the_total(sizes: Sizes) -> None:
    shown = one_answer_each(sizes)
    assert all(sizes[group] >= SMALLEST for group in shown)
    if shown:
        assert not pinned(sizes, shown)


@given(sizes_of_groups)
def test_what_is_left_is_nobody_or_eleven_and_more(sizes: Sizes) -> None:
    shown = one_answer_each(sizes)
    if shown:
        left = sum(size for group, size in sizes.items() if group not in shown)
        assert left == 0 or left >= SMALLEST


@pytest.mark.parametrize(
    "sizes",
    [
        {"en": 60, "es": 30, "pl": 4},
        {"en": 60, "es": 30, "pl": 10, "fr": 10},
    ],
    ids=["one is left over", "as full as they can be"],
)
def test_without_hiding_another_the_attacker_wins(sizes: Sizes) -> None:
    assert pinned(sizes, large_ones(sizes))
    assert not pinned(sizes, one_answer_each(sizes))


def open_to_who_knows_the_rule(rule: Rule, most: int) -> Iterator[tuple[Sizes, set[int]]]:
    """Of each hidden group of every small population: its sizes in all populations that look the same."""
    alike: dict[object, list[Sizes]] = defaultdict(list)
    for drawn in product(range(most), repeat=3):
        sizes = dict(zip("abc", drawn, strict=True))
        shown = tuple((group, sizes[group]) for group in rule(sizes))
        alike[sum(drawn), shown].append(sizes)
    for (people, shown), populations in alike.items():  # type: ignore[misc]
        # Where more people are than one group was drawn for, some that look the same were left out.
        if shown and SMALLEST <= people < most and people > sum(size for _, size in shown):
            for group in set("abc") - {group for group, _ in shown}:
                yield populations[0], {sizes[group] for sizes in populations}


def test_who_knows_the_rule_has_five_sizes_left_at_least() -> None:
    found = list(open_to_who_knows_the_rule(one_answer_each, 35))
    assert len(found) > 200
    assert min(len(sizes) for _, sizes in found) >= LEEWAY


def the_smallest_goes_too(sizes: Sizes) -> list[str]:
    """As is often done: beside a hidden group that is alone, the smallest of the others is hidden."""
    shown = sorted(large_ones(sizes), key=lambda group: (-sizes[group], group))
    left = sum(size for group, size in sizes.items() if group not in shown)
    return shown[:-1] if left < SMALLEST and shown else shown


def test_who_knows_that_the_smallest_goes_too_wins() -> None:
    assert min(len(sizes) for _, sizes in open_to_who_knows_the_rule(the_smallest_goes_too, 35)) == 1


# --- one person in several groups

patterns = st.lists(st.tuples(st.integers(1, 2**4 - 1), st.integers(1, 40)), min_size=1, max_size=6)
silent = st.one_of(st.just(0), st.integers(0, 40))
GROUPS = ("a", "b", "c", "d")


def sizes_of(crowd: Sequence[tuple[int, int]], not_said: int) -> tuple[Sizes, int]:
    sizes = {group: sum(n for bits, n in crowd if bits >> place & 1) for place, group in enumerate(GROUPS)}
    return {**sizes, "not_said": not_said}, sum(n for _, n in crowd) + not_said


def bounds_of_several(sizes: Sizes, people: int, shown: Collection[str]) -> dict[str, tuple[float, float]]:
    """Every way in which people may be in several groups is a variable, and none of them is told to the attacker."""
    within = np.array([[bits >> place & 1 for bits in range(1, 16)] + [0] for place in range(4)] + [[0] * 15 + [1]])
    rows = dict(zip(sizes, within, strict=True))
    known = np.array([np.ones(16), *(rows[group] for group in shown)])
    told = [people, *(sizes[group] for group in shown)]
    hidden = [group for group in sizes if group not in shown]
    all_small = all(sizes[group] < SMALLEST for group in hidden)
    limits = {"A_ub": [rows[group] for group in hidden], "b_ub": [SMALLEST - 1] * len(hidden)} if all_small else {}
    return {
        group: tuple(sign * linprog(sign * rows[group], A_eq=known, b_eq=told, **limits).fun for sign in (1, -1))
        for group in hidden
    }


def pinned_of_several(sizes: Sizes, people: int, shown: Collection[str]) -> list[str]:
    """Hidden groups of somebody that are known to fewer than five sizes."""
    if len(shown) == len(sizes):
        return []
    found = bounds_of_several(sizes, people, shown)
    return [group for group, (low, high) in found.items() if sizes[group] and round(high) - round(low) + 1 < LEEWAY]


@given(patterns, silent)
def test_where_people_are_in_several_no_hidden_group_is_pinned(crowd: Sequence[tuple[int, int]], not_said: int) -> None:
    sizes, people = sizes_of(crowd, not_said)
    # Of fewer people not even the total is told.
    assume(people >= SMALLEST)
    assert not pinned_of_several(sizes, people, several_answers(sizes, people, ("not_said",)))


@given(patterns, silent)
def test_those_who_are_not_in_a_group_are_a_cell_too(crowd: Sequence[tuple[int, int]], not_said: int) -> None:
    sizes, people = sizes_of(crowd, not_said)
    shown = several_answers(sizes, people, ("not_said",))
    for group in shown:
        assert people - sizes[group] == 0 or people - sizes[group] >= SMALLEST
        if group != "not_said" and "not_said" in shown:
            others = people - sizes["not_said"] - sizes[group]
            assert others == 0 or others >= SMALLEST


def test_where_people_are_in_several_the_attacker_wins_over_the_plain_rule() -> None:
    # 50 people, 40 in one group, and one group more: ten at least are in that, and it is not shown, so ten at most.
    sizes, people = {"a": 40, "b": 0, "c": 0, "d": 10, "not_said": 0}, 50
    only = {"a": 40, "d": 10}
    assert pinned_of_several(sizes, people, [group for group in sizes if group != "d"]) == ["d"]
    assert several_answers(only, people) == ()


# --- two topics of the same people

answers = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.integers(0, 40)), max_size=8)


@given(answers)
def test_two_topics_side_by_side_leave_eleven_people_open_in_every_crossing(
    drawn: Sequence[tuple[str, str, int]],
) -> None:
    """Fréchet's bounds, from the rows that are shown and the one of everyone else."""
    people = sum(n for _, _, n in drawn)
    tables = [
        {code: sum(n for *codes, n in drawn if codes[place] == code) for code in every}
        for place, every in enumerate(("ab", "xyz"))
    ]
    rows = []
    for sizes in tables:
        shown = one_answer_each(sizes)
        left = people - sum(sizes[group] for group in shown)
        rows.append([sizes[group] for group in shown] + ([left] if shown and left else []))
    for one, other in product(*rows):
        assert min(one, other) - max(0, one + other - people) >= SMALLEST


# --- the same report again

PEOPLE = [f"person-{number}" for number in range(12)]


def test_asked_again_the_same_people_give_the_same_number() -> None:
    assert len({rounded(12, STEP, order, KEY, "people") for order in (PEOPLE, PEOPLE[::-1])}) == 1


@given(st.integers(SMALLEST, 200), st.binary(min_size=1, max_size=32))
def test_a_number_is_rounded_to_a_step_beside_it(people: int, key: bytes) -> None:
    told = rounded(people, STEP, map(str, range(people)), key, "people")
    assert told % STEP == 0
    assert abs(told - people) < STEP


def differences(before: int) -> list[float]:
    """What is left when the day before is taken away, with one person more today: by 300 programs' keys."""
    people = [f"person-{number}" for number in range(before + 1)]
    keys = [f"key {number}".encode() for number in range(300)]
    return [
        rounded(before + 1, STEP, people, key, "people") - rounded(before, STEP, people[:-1], key, "people")
        for key in keys
    ]


@pytest.mark.parametrize("before", [11, 12, 13])
def test_two_reports_that_differ_by_one_person_do_not_tell_so(before: int) -> None:
    found = differences(before)
    # As often as not nothing is seen, and what is seen points down as well as up, where one more has come.
    assert found.count(0) > 100
    assert found.count(STEP) > 20
    assert found.count(-STEP) > 20


@pytest.mark.parametrize("people", [11, 13, 14])
def test_rounding_is_right_on_average(people: int) -> None:
    ids = list(map(str, range(people)))
    told = [rounded(people, STEP, ids, f"key {number}".encode(), "people") for number in range(2000)]
    assert abs(sum(told) / len(told) - people) < 0.25


@given(st.lists(st.integers(0, 60), min_size=SMALLEST, max_size=40), st.integers(0, 60))
def test_who_knows_all_but_one_persons_number_is_left_ten_open(others: list[int], own: int) -> None:
    """The attacker has every other value, and takes them from the total."""
    told = rounded(sum(others) + own, STEP, map(str, range(len(others) + 1)), KEY, "times_suggested")
    fitting = [value for value in range(-STEP, 200) if abs(sum(others) + value - told) < STEP]
    assert own in fitting
    assert len(fitting) >= min(2 * STEP - 1, STEP + own)
