"""How much each factor counts: what past decisions speak for."""

from typing import Any

import click

from api.cli.output import Commands, as_json, print_json, program_id
from api.services.acts import by_system
from api.services.learning import proposing

_MEASURES = {"first": "chosen mentor first", "first_three": "in the first three"}

group = Commands("weights", help="How much each factor counts.")


@group.command("backtest")
@click.option("--program", "slug", required=True, help="The program's short name.")
@as_json
def backtest(slug: str, as_json: bool) -> None:
    """Try the weights in force, and those that past decisions speak for, on decisions they were not fitted on.

    Nothing is put in force.
    """
    found = proposing.propose_weights(by_system("weights_backtest", program_id(slug)))
    if as_json:
        print_json(found)
    else:
        _print(found)


def _print(found: dict[str, Any]) -> None:
    click.echo(f"{found['decisions']} decisions, weights of version {found['version']}.")
    if found["held_out"]:
        click.echo(f"\n{'':<20} {'now':>6} {'then':>6} {'gain':>7}  interval")
        for measure, name in _MEASURES.items():
            click.echo(_row(name, found["held_out"][measure]))
    if found["weights"]:
        click.echo(f"\n{'weight':<20} {'now':>6} {'then':>6}")
        for factor, now in found["current"].items():
            click.echo(f"{factor:<20} {now:>6.3f} {found['weights'][factor]:>6.3f}")
    click.echo(f"\n{found['text']}")
    if found["caution"]:
        click.echo(found["caution"])
    for each in found["groups"]:
        click.echo(f"{each['topic']}: {each['text']}")


def _row(name: str, gain: dict[str, Any]) -> str:
    now, then, more, low, high = (f"{100 * gain[key]:.1f}" for key in ("now", "then", "gain", "low", "high"))
    return f"{name:<20} {now:>5}% {then:>5}% {more:>6}%  {low}% to {high}%"
