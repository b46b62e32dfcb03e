"""What a file has in common with every other, before anybody asks what its cells mean."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

# In bytes. Ten thousand people who answer everything at length take about ten million.
LARGEST = 20_000_000
MOST_ROWS = 10_000
MOST_COLUMNS = 100


class Record(NamedTuple):
    """``line`` is where it begins; ``unread``: reasons by place of the cell, for cells that hold no answer."""

    line: int
    cells: Sequence[str]
    unread: Mapping[int, str] = {}


class Unreadable(Exception):
    """Nothing of the file is read; the line is where it stops making sense."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason
