"""A plan that is solved in a process of its own."""

from collections.abc import Callable
from os import kill
from pathlib import Path
from signal import SIGKILL
from threading import Event
from time import monotonic

import numpy as np
import pytest

from api.services.plans import solving
from matcher.plan import Objective, Plan, Progress, plan

PATIENCE = 10.0
SCORES = np.where(np.random.default_rng(1).random((30, 20)) < 0.4, np.random.default_rng(2).random((30, 20)), np.nan)
PLACES = np.random.default_rng(3).integers(0, 3, 20)
PINNED = [(int(row), int(column)) for row, column in np.argwhere(~np.isnan(SCORES) & (PLACES > 0))[:1]]
FORBIDDEN = [(int(row), int(column)) for row, column in np.argwhere(~np.isnan(SCORES))[-2:]]


@pytest.fixture(autouse=True)
def never_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "HERE_AT_MOST", 0)


def _solved(progress: Progress) -> Plan:
    return solving.solve(SCORES, PLACES, Objective.EVEN, PINNED, FORBIDDEN, progress)


def _children() -> set[int]:
    """Ids of the processes that the threads of this one have begun and not yet seen the end of."""
    return {int(each) for path in Path("/proc/self/task").glob("*/children") for each in path.read_text().split()}


def _solved_but(do: Callable[[int], None]) -> Plan:
    """Does something with the solver's process id before that has said anything."""
    before, done = _children(), Event()

    def once(share: float) -> None:
        if not done.is_set():
            done.set()
            (solver,) = _children() - before
            do(solver)

    try:
        return _solved(once)
    finally:
        assert _children() == before


@pytest.fixture
def asked_without_a_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "SECONDS_BETWEEN_LOOKS", 0.0)


def test_it_is_the_same_plan_as_here_and_progress_rises() -> None:
    shares: list[float] = []
    assert _solved(shares.append) == plan(SCORES, PLACES, Objective.EVEN, PINNED, FORBIDDEN)
    assert shares == sorted(shares)
    assert len(set(shares)) > 2


@pytest.mark.usefixtures("asked_without_a_wait")
def test_what_progress_raises_ends_the_process_at_once() -> None:
    class Cancelled(Exception):
        pass

    def cancel(solver: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        _solved_but(cancel)


@pytest.mark.usefixtures("asked_without_a_wait")
def test_a_process_that_ends_without_an_answer_is_told_and_was_given_no_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALONGSIDE_KEYS", "k1:secret")

    def look_and_kill(solver: int) -> None:
        last = monotonic() + PATIENCE
        while not Path(f"/proc/{solver}/cmdline").read_bytes():
            assert monotonic() < last
        assert Path(f"/proc/{solver}/environ").read_bytes() == b""
        kill(solver, SIGKILL)

    with pytest.raises(solving.SolverEnded):
        _solved_but(look_and_kill)
