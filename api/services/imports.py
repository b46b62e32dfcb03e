"""People from a spreadsheet: all of them or none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from api import policy
from api.policy import Permission
from api.services import audit, people
from api.services.acts import Act
from api.services.people import Newcomer
from api.services.refusals import InvalidAnswer, Refused
from data.db import transaction
from data.store import people as store
from data.store import programs
from data.store.people import Kind

WRITTEN_AT_ONCE = 500

Rows = Sequence[tuple[int, Mapping[str, Any]]]
# Hands on what it is given, and may tell somebody how far that is.
Watch = Callable[[Sequence[Any]], Iterable[Any]]


class Wrong(NamedTuple):
    line: int
    column: str
    reason: str


class ImportRefused(Refused):
    """Nothing was changed; every wrong row with its line, column and reason."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        super().__init__("Nothing was imported.")
        self.wrong = tuple(wrong)


class Imported(NamedTuple):
    line: int
    person_id: str


def import_people(act: Act, kind: Kind, rows: Rows, *, dry_run: bool = False, watch: Watch = iter) -> list[Imported]:
    """Add everyone, by the line they stand on. Raises ImportRefused."""
    policy.require(act.actor, Permission.PEOPLE_IMPORT)
    try:
        with transaction(act.program_id):
            added = add_all(act, kind, rows, watch)
            if dry_run:
                raise _OnlyTried
            return added
    except _OnlyTried:
        return []


def add_all(act: Act, kind: Kind, rows: Rows, watch: Watch = iter) -> list[Imported]:
    """Inside the caller's transaction. Raises ImportRefused."""
    added: list[Imported] = []
    newcomers = iter(watch(_checked(act, kind, rows)))
    while some := list(islice(newcomers, WRITTEN_AT_ONCE)):
        written = people.add_all(act, kind, [newcomer for _, newcomer in some])
        added += [Imported(line, row.id) for (line, _), row in zip(some, written, strict=True)]
    audit.record(act, f"{kind.value}s_imported", "program", act.program_id)
    return added


class _OnlyTried(Exception):
    """Takes a trial's rows back."""


def _checked(act: Act, kind: Kind, rows: Rows) -> list[tuple[int, Newcomer]]:
    """Raises ImportRefused."""
    program, checked = programs.find(act.program_id), []
    wrong = _taken(kind, rows)
    taken = {each.line for each in wrong}
    for line, body in rows:
        if line in taken:
            continue
        try:
            checked.append((line, people.checked(act, kind, body, program)))
        except InvalidAnswer as error:
            wrong += [Wrong(line, column, reason) for column, reasons in error.errors.items() for reason in reasons]
    if wrong:
        raise ImportRefused(sorted(wrong))
    return checked


def _taken(kind: Kind, rows: Rows) -> list[Wrong]:
    here = store.external_ids(kind, [body["external_id"] for _, body in rows if body.get("external_id")])
    return [Wrong(line, "external_id", people.TAKEN) for line, body in rows if body.get("external_id") in here]
