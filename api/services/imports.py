"""People from a spreadsheet: all of them or none."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from api import policy
from api.policy import Permission
from api.services import audit, people
from api.services.acts import Act
from api.services.refusals import InvalidAnswer, Refused
from data.db import transaction
from data.store import people as store
from data.store.people import Kind


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


def import_people(
    act: Act, kind: Kind, rows: Sequence[tuple[int, Mapping[str, Any]]], *, dry_run: bool = False
) -> list[Imported]:
    """Add everyone, by the line they stand on. Raises ImportRefused."""
    policy.require(act.actor, Permission.PEOPLE_IMPORT)
    try:
        with transaction(act.program_id):
            added = add_all(act, kind, rows)
            if dry_run:
                raise _OnlyTried
            return added
    except _OnlyTried:
        return []


def add_all(act: Act, kind: Kind, rows: Sequence[tuple[int, Mapping[str, Any]]]) -> list[Imported]:
    """Inside the caller's transaction. Raises ImportRefused."""
    wrong = _taken(kind, rows)
    taken = {each.line for each in wrong}
    added = []
    for line, body in rows:
        if line in taken:
            continue
        try:
            added.append(Imported(line, people.add(act, kind, body).id))
        except InvalidAnswer as error:
            wrong += [Wrong(line, column, reason) for column, reasons in error.errors.items() for reason in reasons]
    if wrong:
        raise ImportRefused(sorted(wrong))
    audit.record(act, f"{kind.value}s_imported", "program", act.program_id)
    return added


class _OnlyTried(Exception):
    """Takes a trial's rows back."""


def _taken(kind: Kind, rows: Sequence[tuple[int, Mapping[str, Any]]]) -> list[Wrong]:
    here = store.external_ids(kind, [body["external_id"] for _, body in rows if body.get("external_id")])
    return [Wrong(line, "external_id", people.TAKEN) for line, body in rows if body.get("external_id") in here]
