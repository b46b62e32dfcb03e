"""Where a person who is not safe finds help, with or without our storage."""

from typing import Any

from data import help_lines
from data.db import StorageUnavailable, reading
from data.store import programs


def lines(language: str, slug: str | None, program_id: str | None) -> list[dict[str, Any]]:
    """The national lines always; the program's own after them when it is known and the storage answers."""
    return [_national(line, language) for line in help_lines.load()] + _of_program(slug, program_id)


def _national(line: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        "code": line["code"],
        "name": line[f"name_{language}"],
        "call": line.get("call"),
        "text": line.get("text"),
        "note": line[f"note_{language}"],
        "checked_on": line["checked_on"].isoformat(),
    }


def _of_program(slug: str | None, program_id: str | None) -> list[dict[str, Any]]:
    try:
        with reading(None):
            program = programs.by_slug(slug) if slug else programs.find(program_id)
    except StorageUnavailable:
        return []
    if program is None or not program.phone:
        return []
    return [
        {
            "code": "program",
            "name": program.name,
            "call": program.phone,
            "text": None,
            "note": None,
            "checked_on": None,
        }
    ]
