"""What time brings: for a timer to call."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import click

from api.cli.output import Commands, as_json, print_json, program_id
from api.services.due import running
from api.services.due.running import Failure, Outcome, Report

SHOWN = 50
STEPS = ("nudged", "lapsed", "expiring", "plans_to_run_again", "plans_forgotten")

group = Commands("due", help="What time brings: nudges, lapses, training that runs out.")


@group.command("run")
@click.option("--program", "slug", help="The program's short name; every program when left out.")
@as_json
def run(slug: str | None, as_json: bool) -> None:
    """Do what is due by now. Once a day is enough; again, or twice at once, nobody is told twice."""
    report = running.run({slug: program_id(slug)} if slug else running.programs_by_slug())
    if as_json:
        print_json(_as_data(report))
    else:
        _print(report)
    failures = [(slug, failure) for slug, outcome in report.by_program.items() for failure in outcome.failures]
    failures += [("tidying up", failure) for failure in report.tidied.failures]
    if failures:
        _say_what_failed(failures, quiet=as_json)


def _as_data(report: Report) -> dict[str, Any]:
    return {
        "programs": [
            {"program": slug, **{step: outcome.done[step] for step in STEPS}, "failures": _failures(outcome)}
            for slug, outcome in report.by_program.items()
        ],
        "housekeeping": {**report.tidied.done, "failures": _failures(report.tidied)},
    }


def _failures(outcome: Outcome) -> list[dict[str, Any]]:
    return [failure._asdict() for failure in outcome.failures]


def _print(report: Report) -> None:
    for slug, outcome in report.by_program.items():
        click.echo(f"{slug}: {', '.join(_counted(outcome.done, STEPS))}")
    click.echo(f"housekeeping: {', '.join(_counted(report.tidied.done, report.tidied.done))} deleted")


def _counted(done: Counter[str], steps: Iterable[str]) -> list[str]:
    return [f"{done[step]} {step.replace('_', ' ')}" for step in steps]


def _say_what_failed(failures: list[tuple[str, Failure]], quiet: bool) -> None:
    if not quiet:
        for where, (kind, subject_id, error) in failures[:SHOWN]:
            click.echo(f"{where}: {kind} {subject_id or '(all)'}: {error}", err=True)
    raise click.ClickException(f"{len(failures)} could not be done now; the next run tries again.")
