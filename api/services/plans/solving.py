"""Where a plan is solved: a large one in a process of its own, which can be ended at any moment.

So cancelling waits for no step, others are answered meanwhile, and the memory is given back. The process is sent
numbers: no name, no id, and no setting.
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.plan import Objective, Pair, Plan, Progress, plan

# Mentees x mentors that are solved right here: in half a second, and a process takes as long to begin.
HERE_AT_MOST = 1_000_000
SECONDS_BETWEEN_LOOKS = 0.5
_ROOT = Path(__file__).parents[3]


class SolverEnded(Exception):
    """Without an answer: out of memory, say."""


def solve(
    scores: NDArray[np.float64],
    places: NDArray[np.int64],
    objective: Objective,
    pinned: Sequence[Pair],
    forbidden: Sequence[Pair],
    progress: Progress,
) -> Plan:
    """As `matcher.plan.plan`, and ``progress`` is called twice a second as well. Raises SolverEnded."""
    if scores.size <= HERE_AT_MOST:
        return plan(scores, places, objective, pinned, forbidden, progress)
    with _solver() as solver:
        try:
            solver.send((objective, scores.shape, places, pinned, forbidden))
            solver.send_bytes(np.ascontiguousarray(scores).data.cast("B"))
            return _answer(solver, progress)
        except (EOFError, ConnectionError) as error:
            raise SolverEnded from error


def _answer(solver: Connection, progress: Progress) -> Plan:
    share = 0.0
    while True:
        if solver.poll(SECONDS_BETWEEN_LOOKS):
            told = solver.recv()
            if isinstance(told, Plan):
                return told
            share = told
        progress(share)


@contextmanager
def _solver() -> Iterator[Connection]:
    """Ended with the block. Where this process is killed, the solver ends when it next has something to say."""
    ours, its = Pipe()
    with ours:
        with its:
            command = [sys.executable, "-m", "api.services.plans.solver", str(its.fileno())]
            process = subprocess.Popen(  # noqa: S603 (our own program)
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=_ROOT, env={}, pass_fds=[its.fileno()]
            )
        with process:
            try:
                yield ours
            finally:
                process.kill()
