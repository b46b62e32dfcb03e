"""JSON as it is stored and sent: by orjson, which writes a ranking ten times as fast as the standard library."""

from collections.abc import Callable
from typing import Any

import orjson

# What a program's own classes mean as JSON is for ``default`` to say, and it says nothing by itself.
_PLAIN = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME


def dumps(value: Any, default: Callable[[Any], Any] | None = None) -> bytes:
    """In UTF-8, without spaces, names in the order they have. ``default`` turns what is not JSON into what is.

    Raises TypeError for what is not, integers of more than 64 bits and lone surrogates among it. A NaN is null.
    """
    return orjson.dumps(value, default=default, option=_PLAIN)


def text(value: Any) -> str:
    return dumps(value).decode()


def loads(written: bytes | str) -> Any:
    """Raises ValueError for what is not JSON."""
    return orjson.loads(written)
