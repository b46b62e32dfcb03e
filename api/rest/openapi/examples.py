"""Examples as data: one story in chapters, which a test tells to the service word by word.

A step names its operation, who sends it, and what is sent and answered; one without a summary is told but not shown.
An id is written as where it was seen first, `=create_mentee.id`, and shown as an id would look.
"""

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

SYMBOL = "="
ID_LENGTH = 32
Step = dict[str, Any]


@cache
def chapters() -> dict[str, list[Step]]:
    """By the names of the files, in the order of the story."""
    found = sorted(files(__package__).joinpath("examples").iterdir(), key=lambda file: file.name)
    return {file.name: json.loads(file.read_text("utf-8")) for file in found if file.name.endswith(".json")}


def requests_of(operation: str) -> dict[str, Any]:
    """As a media type of the document has them: what was sent and went well."""
    shown = [step for step in _shown(operation) if step["status"] < 400 and "request" in step]
    return _examples([(step["summary"], step["request"]) for step in shown])


def answers_of(operation: str, status: int) -> dict[str, Any]:
    shown = [step for step in _shown(operation) if step["status"] == status and "response" in step]
    return _examples([(step["summary"], step["response"]) for step in shown])


def as_shown(written: Any) -> Any:
    """With ids that look like ids."""
    if isinstance(written, dict):
        return {name: as_shown(value) for name, value in written.items()}
    if isinstance(written, list):
        return [as_shown(value) for value in written]
    if isinstance(written, str) and written.startswith(SYMBOL):
        return hashlib.sha256(written.encode()).hexdigest()[:ID_LENGTH]
    return written


def _shown(operation: str) -> list[Step]:
    steps = [step for chapter in chapters().values() for step in chapter]
    return [step for step in steps if step["operation"] == operation and "summary" in step]


def _examples(found: list[tuple[str, Any]]) -> dict[str, Any]:
    if not found:
        return {}
    named = {_name(summary): {"summary": summary, "value": as_shown(value)} for summary, value in found}
    return {"examples": named}


def _name(summary: str) -> str:
    return "".join(char if char.isalnum() else "_" for char in summary.lower())
