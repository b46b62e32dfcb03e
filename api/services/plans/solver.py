"""Solves one plan in a process of its own, of numbers alone: see ``solving``.

python -m api.services.plans.solver 7, where 7 is the connection that it inherited.
"""

import os
import sys
from multiprocessing.connection import Connection

import numpy as np

from matcher.plan import plan

# Answering requests comes first.
NICER = 5


def main(handle: int) -> None:
    """Is sent the objective, the shape, places, pinned and forbidden pairs, then the scores; sends the share done again
    and again, and last the plan. Ends where nobody listens any longer."""
    os.nice(NICER)
    with Connection(handle) as asker:
        objective, shape, places, pinned, forbidden = asker.recv()
        scores = np.empty(shape)
        asker.recv_bytes_into(scores.data.cast("B"))
        asker.send(plan(scores, places, objective, pinned, forbidden, asker.send))


if __name__ == "__main__":
    main(int(sys.argv[1]))
