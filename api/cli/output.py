"""What commands have in common: saying no in one clear line, and printing data as JSON."""

import json
from typing import Any

import click
from flask.cli import AppGroup

from api.services import programs
from data.db import Conflict, StorageUnavailable

as_json = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")


class Commands(AppGroup):
    """A group whose commands end with one clear line when the storage says no."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StorageUnavailable:
            raise click.ClickException("The storage can't be reached just now. Nothing was changed.") from None
        except Conflict:
            raise click.ClickException("Somebody else changed this at the same moment. Nothing was changed.") from None


def print_json(answer: Any) -> None:
    click.echo(json.dumps(answer, indent=2, default=str))


def program_id(slug: str) -> str:
    """The program with this short name. Exits with 2 when there is none."""
    found = programs.id_of(slug)
    if found is None:
        raise click.UsageError(f"There is no program with the short name {slug!r}.")
    return found
