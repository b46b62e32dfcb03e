"""Requests and answers as they are really sent, as data: a file an operation. A test sends every one of them."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

# In a file: {"name of the example": {"summary": .., "by": .., "request": .., "response": ..}}
Example = Mapping[str, Any]


@cache
def examples(operation: str) -> Mapping[str, Example]:
    file = files(__package__).joinpath("examples", f"{operation}.json")
    found: dict[str, Example] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return found


def examples_of(operation: str, part: str) -> dict[str, Any]:
    """As a media type of the document has them."""
    found = {
        name: {"summary": each["summary"], "value": each[part]}
        for name, each in examples(operation).items()
        if part in each
    }
    return {"examples": found} if found else {}
