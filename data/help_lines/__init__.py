"""Crisis lines, from a dated file in the package: there even when the database is not."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(files(__name__).joinpath("lines.toml").read_text("utf-8"))["line"])
