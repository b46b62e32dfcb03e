"""Programs: made with their first people."""

import re
from zoneinfo import available_timezones

import click
from flask import current_app
from flask.cli import AppGroup

from api.cli.output import as_json, print_json
from api.policy import Role
from api.services import programs
from api.services.acts import by_system
from api.services.programs import NewProgram
from api.services.refusals import AlreadyExists
from data.ids import new_id

SLUG = re.compile(r"[a-z0-9](-?[a-z0-9]){1,58}")
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")

group = AppGroup("programs", help="Programs.")


@group.command("create")
@click.argument("name")
@click.option("--slug", required=True, help="The short name in addresses: small letters, digits, hyphens.")
@click.option("--administrator", "administrators", required=True, multiple=True, help="Email; may be given again.")
@click.option("--coordinator", "coordinators", required=True, multiple=True, help="Email; may be given again.")
@click.option("--time-zone", default="America/Chicago", show_default=True)
@click.option("--phone", help="The program's own line, shown wherever help is offered.")
@as_json
def create(
    name: str,
    slug: str,
    administrators: tuple[str, ...],
    coordinators: tuple[str, ...],
    time_zone: str,
    phone: str | None,
    as_json: bool,
) -> None:
    """Make a program and print a one-time secret for everyone who has no password yet."""
    staff = [(Role.ADMINISTRATOR, email) for email in administrators]
    staff += [(Role.COORDINATOR, email) for email in coordinators]
    _check(slug, time_zone, [email for _, email in staff])
    act = by_system("programs_create", new_id())
    try:
        invited = programs.create(act, NewProgram(name=name, slug=slug, time_zone=time_zone, phone=phone), staff)
    except AlreadyExists as error:
        raise click.UsageError(error.detail) from error
    if as_json:
        rows = [{"role": role, "email": email, "secret": secret} for role, email, secret in invited]
        print_json({"program_id": act.program_id, "invitations": rows})
        return
    base = current_app.config["SETTINGS"].base_url
    click.echo(f"{name} is there. Each of these works once, for {programs.INVITATION_DAYS} days:")
    for role, email, secret in invited:
        click.echo(f"  {role:14} {email:32} {secret}")
    click.echo(
        'To set a password: POST {"secret": "...", "password": "..."} to ' + f"{base}/api/v1/invitations/redemptions"
    )


def _check(slug: str, time_zone: str, emails: list[str]) -> None:
    if not SLUG.fullmatch(slug):
        raise click.UsageError("The short name is made of small letters, digits and single hyphens, 2 to 60 of them.")
    if time_zone not in available_timezones():
        raise click.UsageError(f"{time_zone!r} is not a time zone. An example: America/Chicago.")
    wrong = [email for email in emails if not EMAIL.fullmatch(email)]
    if wrong:
        raise click.UsageError(f"{wrong[0]!r} is not an email address.")
