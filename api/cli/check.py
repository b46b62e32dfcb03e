"""Is everything there that the service needs to start?"""

import click
from flask.cli import with_appcontext

from api.services import health


@click.command()
@with_appcontext
def check() -> None:
    """Exit with 0 when the database answers and its tables are those of this version."""
    state = health.storage_state()
    if state != health.READY:
        advice = "Run: flask --app wsgi db upgrade" if state == health.NOT_MIGRATED else "Is the database running?"
        raise click.ClickException(f"The storage is not ready ({state}). {advice}")
