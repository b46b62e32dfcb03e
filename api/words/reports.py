"""The words of the reports that look back, by language: as sentences, and as a file for a spreadsheet."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import ModuleType
from typing import Any

from api.words.en import reports as english
from api.words.es import reports as spanish

_WORDS: Mapping[str, ModuleType] = {"en": english, "es": spanish}
# Beside its label a group's code has nothing to say to a reader.
_FOR_PROGRAMS = {"group"}
NOTES = tuple(english.NOTES)
PLACES = 3


def note(report: str, language: str) -> list[str]:
    """What the report does not tell, a sentence or two each."""
    return list(_WORDS[language].NOTES[report])


def group(code: str, language: str) -> str:
    return str(_WORDS[language].GROUPS[code])


def sheet(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], language: str) -> list[list[str]]:
    """A header that tells what each column is, and a line a row; what is not shown is an empty cell."""
    words = _WORDS[language]
    kept = [column for column in columns if column not in _FOR_PROGRAMS]
    return [[words.COLUMNS[column] for column in kept], *([_cell(row[each], words) for each in kept] for row in rows)]


def _cell(value: Any, words: ModuleType) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.{PLACES}f}".rstrip("0").rstrip(".")
    if isinstance(value, date):
        return value.isoformat()
    return str(words.WORDS.get(str(value), value))
