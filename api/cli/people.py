"""People from a spreadsheet."""

import csv
import sys
from pathlib import Path

import click

from api.cli.output import Commands, as_json, print_json, program_id
from api.schemas.spreadsheet import Role, columns, read_table, write_row
from api.services import exports, imports
from api.services.acts import by_system
from api.services.imports import ImportRefused, Wrong
from api.services.kinds import Kind

SHOWN = 50

group = Commands("people", help="Mentees and mentors, from a spreadsheet and back.")
role_option = click.option("--role", required=True, type=click.Choice([kind.value for kind in Kind]))


@group.command("template")
@role_option
def template(role: Role) -> None:
    """Print the header that a spreadsheet begins with."""
    csv.writer(sys.stdout, lineterminator="\n").writerow(columns(role))


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--program", "slug", required=True, help="The program's short name.")
@role_option
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing.")
@as_json
def import_file(file: Path, slug: str, role: Role, dry_run: bool, as_json: bool) -> None:
    """Add everyone in FILE, a UTF-8 CSV with one row a person: all of them, or none."""
    table = read_table(role, file.read_bytes())
    wrong = [Wrong(*problem) for problem in table.problems]
    if not wrong:
        try:
            act = by_system("people_import", program_id(slug))
            imports.import_people(act, Kind(role), table.rows, dry_run=dry_run)
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
@as_json
def export(slug: str, role: Role, as_json: bool) -> None:
    """Print everyone as a CSV with the columns of the template. It names people: keep it safe."""
    people = exports.export_people(by_system("people_export", program_id(slug)), Kind(role))
    rows = [write_row(role, profile, consents) for profile, consents in people]
    if as_json:
        print_json(rows)
        return
    writer = csv.DictWriter(sys.stdout, columns(role), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _refuse(wrong: list[Wrong], quiet: bool) -> None:
    if not quiet:
        for row in wrong[:SHOWN]:
            click.echo(f"line {row.line}, {row.column or 'the row'}: {row.reason}", err=True)
        more = f" The first {SHOWN} are shown." if len(wrong) > SHOWN else ""
        click.echo(f"Nothing was imported: {len(wrong)} to mend.{more}", err=True)
    raise SystemExit(2)
