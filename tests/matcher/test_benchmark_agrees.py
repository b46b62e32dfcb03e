"""The benchmark compares like with like: its ways of ranking give the same answer, in whatever time."""

from datetime import date

import pytest

from benchmarks.made_up import AS_OF, Maker
from benchmarks.rank import METHODS, Prepared, same
from data.vocabulary import load

EVERYONE = 60


@pytest.mark.parametrize("as_of", [AS_OF, date(2026, 3, 4), date(2026, 10, 21)])
@pytest.mark.parametrize(("seed", "silent"), [(1, 0.0), (2, 0.0), (3, 0.5), (4, 0.5)])
def test_all_rank_sixty_mentors_alike(seed: int, silent: float, as_of: date) -> None:
    vocabulary = load().matcher
    maker = Maker(vocabulary, seed, as_of)
    program = maker.program(EVERYONE)
    for mentee in (maker.mentee(silent), maker.flexible_mentee()):
        question = (Prepared(program, vocabulary), mentee, maker.between(program), EVERYONE)
        first, *others = (method(*question) for method in METHODS.values())
        assert first
        assert all(same(first, other) for other in others)


def test_a_difference_would_be_seen() -> None:
    assert same([("ana", 0.5), ("ben", 0.4)], [("ana", 0.5 + 1e-10), ("ben", 0.4)])
    assert not same([("ana", 0.5)], [("ana", 0.5 + 1e-8)])
    assert not same([("ana", 0.5), ("ben", 0.5)], [("ben", 0.5), ("ana", 0.5)])
    assert not same([("ana", 0.5)], [])
