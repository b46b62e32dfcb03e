"""API tokens for integrations."""

import click

from api.cli.output import Commands, as_json, print_json, program_id
from api.services import sessions
from api.services.acts import by_system
from api.services.refusals import ChooseRole, WrongCredentials

HOURS = 720

group = Commands("tokens", help="API tokens.")


@group.command("create")
@click.argument("email")
@click.option("--program", "slug", help="The program's short name, for someone who is in several.")
@click.option("--role", help="For someone who has several roles.")
@click.option("--hours", default=HOURS, show_default=True, type=click.IntRange(1, 24 * 365))
@as_json
def create(email: str, slug: str | None, role: str | None, hours: int, as_json: bool) -> None:
    """Make a token for that person and print it, this once."""
    program = program_id(slug) if slug else None
    try:
        token = sessions.issue_for(by_system("tokens_create"), email, program, role, hours)
    except WrongCredentials as error:
        raise click.UsageError("There is no one with this email who may sign in.") from error
    except ChooseRole as error:
        choices = "\n".join(f"  --program {each.program_slug} --role {each.role}" for each in error.memberships)
        raise click.UsageError(f"Say which role, one of:\n{choices}") from error
    if as_json:
        print_json(token)
    else:
        click.echo(token["token"])
