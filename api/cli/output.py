"""What commands have in common: saying no with exit code 2, and printing data as JSON."""

import json
from typing import Any

import click

from api.services import programs

as_json = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")


def print_json(answer: Any) -> None:
    click.echo(json.dumps(answer, indent=2, default=str))


def program_id(slug: str) -> str:
    """The program with this short name. Exits with 2 when there is none."""
    found = programs.id_of(slug)
    if found is None:
        raise click.UsageError(f"There is no program with the short name {slug!r}.")
    return found
