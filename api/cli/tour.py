"""What a newcomer reads in the terminal: a first ranked list, who can sign in, what to try."""

from collections.abc import Mapping
from textwrap import indent
from typing import Any

import click

from api.cli.sample import print_credentials
from api.services import programs, sample
from api.services.acts import by_system
from api.services.sample import Credentials
from api.services.suggestions import asking

SHOWN = 5
PARTS_SHOWN = 4
TO_TRY = """\
curl -s {base}/api/v1/help
curl -s {base}/api/v1/tokens -H 'Content-Type: application/json' \\
     -d '{{"email": "{email}", "password": "{password}"}}'
curl -s '{base}/api/v1/mentees?status=waiting' -H 'Authorization: Bearer THE-TOKEN'"""


def print_tour(fresh: list[Credentials], base_url: str) -> None:
    """``fresh``: those who got a password just now; it is shown this once."""
    program_id = programs.id_of(sample.HARBOR.slug)
    if program_id is not None:
        _print_first_list(program_id)
    if fresh:
        click.echo("\nWho can sign in (made-up people; the passwords are shown this once):")
        print_credentials(fresh)
    else:
        click.echo("\nPasswords were shown at the first start. For a token without one:")
        click.echo(f"  set -a; . instance/local.env; .venv/bin/flask --app wsgi tokens create {sample.COORDINATOR}")
    password = next((each.password for each in fresh if each.email == sample.COORDINATOR), "THE-PASSWORD")
    click.echo(f"\nOpen {base_url} in a browser, and sign in as one of them.")
    click.echo("\nTo try in another terminal:")
    click.echo(indent(TO_TRY.format(base=base_url, email=sample.COORDINATOR, password=password), "  "))


def _print_first_list(program_id: str) -> None:
    found = asking.first_on_the_waiting_list(by_system("tour", program_id), SHOWN)
    if found is None:
        return
    mentee, ranked = found
    pool = ranked["pool"]
    click.echo(f"\n{mentee} has waited longest. {pool['eligible']} of {pool['considered']} mentors could be asked:")
    for row in ranked["suggestions"]:
        _print_row(row)
    left_out = ", ".join(f"{each['reason']} {each['count']}" for each in pool["excluded"])
    click.echo(f"\n  Left out, by the first reason: {left_out or 'nobody'}")


def _print_row(row: Mapping[str, Any]) -> None:
    mentor = row["mentor"]
    about = "; ".join(filter(None, (mentor["stage_words"], f"free places: {mentor['free_places']}")))
    click.echo(f"\n  {row['rank']}. {mentor['preferred_name']}  {row['score']:.2f}  ({about})")
    strongest = sorted(row["factors"], key=lambda part: -part["contribution"])
    for part in strongest[:PARTS_SHOWN]:
        click.echo(f"     {part['contribution']:.2f} {part['factor']:13} {part['because']}")
