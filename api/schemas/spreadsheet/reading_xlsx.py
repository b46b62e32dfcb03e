"""A workbook as records. A process of its own takes it apart: see ``xlsx_child``."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from api.schemas.spreadsheet.records import LARGEST, MOST_COLUMNS, MOST_ROWS, Record, Unreadable

ZIPPED = b"PK"
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
MOST_SECONDS = 60
_CHILD = Path(__file__).with_name("xlsx_child.py")


def is_workbook(content: bytes) -> bool:
    """By what it is, whatever its name says."""
    return content.startswith((ZIPPED, OLD_OR_LOCKED))


def read_xlsx(content: bytes) -> Iterator[Record]:
    """Every row that has something in it, as wide as the header. Raises Unreadable."""
    if content.startswith(OLD_OR_LOCKED):
        reason = "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password."
        raise Unreadable(1, reason)
    width = 0
    for line in _taken_apart(content):
        number, cells, unread = json.loads(line)
        width = width or len(cells)
        cells += [""] * (width - len(cells))
        yield Record(number, cells, {int(place): reason for place, reason in unread.items()})


def _taken_apart(content: bytes) -> list[bytes]:
    limits = (str(limit) for limit in (LARGEST, MOST_ROWS, MOST_COLUMNS))
    # Neither the environment, where the keys are, nor anything else of this process goes along.
    try:
        child = subprocess.run(  # noqa: S603 (our own program)
            [sys.executable, "-I", _CHILD, *limits],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=MOST_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise Unreadable(1, "This workbook can't be read. Save it anew as .xlsx, or as “CSV UTF-8”.") from None
    lines = child.stdout.splitlines()
    if lines and lines[0].startswith(b"{"):
        raise Unreadable(**json.loads(lines[0]))
    return lines
