"""People from a spreadsheet and back."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Any

import click

from api.cli.files import new_file, read_at_most
from api.cli.output import Commands, as_json, print_json, program_id
from api.schemas.spreadsheet import FORMS, LARGEST, Form, Role, read_table, write_row, write_table
from api.services import exports, imports
from api.services.acts import by_system
from api.services.imports import ImportRefused, Wrong
from api.services.kinds import Kind

SHOWN = 50

group = Commands("people", help="Mentees and mentors, from a spreadsheet and back.")
role_option = click.option("--role", required=True, type=click.Choice([kind.value for kind in Kind]))
form_option = click.option("--format", "form", type=click.Choice(FORMS), help="csv, unless FILE ends in .xlsx.")
output_option = click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="A new file; else it is printed."
)


@group.command("template")
@role_option
@form_option
@output_option
def template(role: Role, form: Form | None, output: Path | None) -> None:
    """Print the header that a spreadsheet begins with."""
    form = _form(form, output)
    with _destination(form, output) as out:
        write_table(out, form, role)


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--program", "slug", required=True, help="The program's short name.")
@role_option
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing.")
@as_json
def import_file(file: Path, slug: str, role: Role, dry_run: bool, as_json: bool) -> None:
    """Add everyone in FILE, an XLSX or a UTF-8 CSV with one row a person, 10,000 at most: all of them, or none."""
    table = read_table(role, read_at_most(file, LARGEST), _watch("Checking", quiet=as_json))
    wrong = [Wrong(*problem) for problem in table.problems]
    if not wrong:
        try:
            act = by_system("people_import", program_id(slug))
            watch = _watch("Writing", quiet=as_json)
            imports.import_people(act, Kind(role), table.rows, dry_run=dry_run, watch=watch)
        except ImportRefused as error:
            wrong = list(error.wrong)
    if as_json:
        print_json({"imported": 0 if wrong or dry_run else len(table.rows), "wrong": [row._asdict() for row in wrong]})
    elif not wrong:
        click.echo(f"{len(table.rows)} rows are fine; nothing was changed." if dry_run else f"{len(table.rows)} added.")
    if wrong:
        _refuse(wrong, quiet=as_json)


@group.command("export")
@click.option("--program", "slug", required=True, help="The program's short name.")
@role_option
@form_option
@output_option
@as_json
def export(slug: str, role: Role, form: Form | None, output: Path | None, as_json: bool) -> None:
    """Print everyone, or write them to FILE, in the columns of the template. It names people: keep it safe.

    Who has a match is written as waiting: the match stays in this program, and an import elsewhere takes them so.
    """
    if as_json and (form or output):
        raise click.UsageError("--json prints what is there, and goes without --format and --output.")
    act, form = by_system("people_export", program_id(slug)), _form(form, output)
    with _destination(form, output) as out:
        people = exports.export_people(act, Kind(role))
        rows = (write_row(role, *person) for person in _watch("Writing", quiet=output is None)(people))
        if as_json:
            print_json(list(rows))
        else:
            write_table(out, form, role, rows)


def _form(form: Form | None, output: Path | None) -> Form:
    return form or ("xlsx" if output and output.suffix.lower() == ".xlsx" else "csv")


def _destination(form: Form, output: Path | None) -> AbstractContextManager[IO[bytes]]:
    if output:
        return new_file(output)
    if form == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("A workbook can't be shown here. Name a file with --output.")
    return nullcontext(sys.stdout.buffer)


def _watch(label: str, *, quiet: bool) -> Callable[[Sequence[Any]], Iterable[Any]]:
    """A bar while the rows are gone through, where somebody is there to see it."""

    def watch(rows: Sequence[Any]) -> Iterator[Any]:
        hidden = quiet or not sys.stderr.isatty()
        with click.progressbar(
            rows, label=label, hidden=hidden, show_pos=True, file=sys.stderr, update_min_steps=50
        ) as bar:
            yield from bar

    return watch


def _refuse(wrong: list[Wrong], quiet: bool) -> None:
    if not quiet:
        for row in wrong[:SHOWN]:
            click.echo(f"line {row.line}, {row.column or 'the row'}: {row.reason}", err=True)
        more = f" The first {SHOWN} are shown." if len(wrong) > SHOWN else ""
        click.echo(f"Nothing was imported: {len(wrong)} to mend.{more}", err=True)
    raise SystemExit(2)
