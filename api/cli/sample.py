"""The sample program that a newcomer starts with."""

from importlib.resources import files

import click

from api.cli.output import Commands, as_json, print_json
from api.schemas.spreadsheet import Role, Row, read_table
from api.services import sample
from api.services.acts import by_system
from api.services.refusals import AlreadyExists
from api.services.sample import Credentials
from data.ids import new_id

group = Commands("sample", help="The sample program, with made-up people.")


@group.command("load")
@as_json
def load(as_json: bool) -> None:
    """Load it into an empty database, and print who can sign in."""
    try:
        credentials = load_sample()
    except AlreadyExists as error:
        raise click.UsageError(error.detail) from error
    if as_json:
        print_json([each._asdict() for each in credentials])
    else:
        print_credentials(credentials)


def load_sample() -> list[Credentials]:
    """Raises AlreadyExists where there is a program already."""
    mentors, mentees = _rows("mentor"), _rows("mentee")
    return sample.load(by_system("sample_load", new_id()), mentors, mentees)


def print_credentials(credentials: list[Credentials]) -> None:
    for role, email, password in credentials:
        click.echo(f"  {role:14} {email:36} {password}")


def _rows(role: Role) -> list[Row]:
    content = files("data.samples").joinpath(f"{role}s.csv").read_bytes()
    table = read_table(role, content)
    if table.problems:
        raise click.ClickException(f"data/samples/{role}s.csv, line {table.problems[0].line}: {table.problems[0]}")
    return table.rows
