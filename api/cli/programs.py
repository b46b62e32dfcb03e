"""Programs: made with their first people."""

import re

import click
from flask import current_app
from marshmallow import ValidationError, fields

from api.cli.output import Commands, as_json, print_json
from api.policy import Role
from api.schemas.fields import Email, Phone, Text, TimeZone
from api.services import programs
from api.services.acts import by_system
from api.services.programs import NewProgram
from api.services.refusals import AlreadyExists
from data.ids import new_id

SLUG = re.compile(r"[a-z0-9](-?[a-z0-9])+")
LONGEST_SLUG = 60
LONGEST_NAME = 200

group = Commands("programs", help="Programs.")


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
    staff = [(Role.ADMINISTRATOR, _read("--administrator", Email(), email)) for email in administrators]
    staff += [(Role.COORDINATOR, _read("--coordinator", Email(), email)) for email in coordinators]
    _check(slug, staff)
    name = _read("NAME", Text(LONGEST_NAME), name)
    time_zone = _read("--time-zone", TimeZone(), time_zone)
    phone = _read("--phone", Phone(), phone) if phone is not None else None
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


def _read(option: str, field: fields.String, value: str) -> str:
    """What the JSON face would take for this, and nothing else. Exits with 2."""
    try:
        read: str = field.deserialize(value)
    except ValidationError as error:
        raise click.UsageError(f"{option} {value!r}: {error.messages[0]}") from error
    return read


def _check(slug: str, staff: list[tuple[Role, str]]) -> None:
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise click.UsageError("The short name is made of small letters, digits and single hyphens, 2 to 60 of them.")
    given = [(role, email.casefold()) for role, email in staff]
    twice = [f"{email} as {role}" for (role, email), plain in zip(staff, given, strict=True) if given.count(plain) > 1]
    if twice:
        raise click.UsageError(f"{twice[0]} is given twice.")
