"""Mail on its way out: delivered once, or for as long as this runs."""

import os
import signal
from dataclasses import replace
from threading import Event, Thread

import click
from flask import Flask, current_app

from api.cli.output import Commands, as_json, print_json
from api.logs import log, places
from api.services.mailing import delivering, status
from api.services.mailing.delivering import Report
from api.services.mailing.mailroom import Mailroom
from api.services.mailing.places import Outcome
from data.db import StorageUnavailable

EVERY_SECONDS = 5
LONGEST_WAIT = 60
# What a mail that is being sent when we are told to stop has left; then it is for whoever comes next.
SECONDS_TO_STOP = 1.5
SHOWN = 50
COUNTED = (Outcome.SENT, Outcome.LATER, Outcome.DEAD, Outcome.TASK, Outcome.NOT_NEEDED)

group = Commands("mail", help="Mails on their way out.")


@group.command("send")
@as_json
def send(as_json: bool) -> None:
    """Deliver what is due now, once. Exits with 0 also when some have to be tried again."""
    report = delivering.deliver_due(_mailroom())
    numbers = _in_numbers(report)
    if as_json:
        print_json(numbers | {"away": report.away})
        return
    click.echo("Sent: {sent}. To be tried again: {later}. Given up: {dead}. To be called: {task}.".format(**numbers))
    if report.away is not None:
        click.echo(f"No mail can leave just now ({report.away}).")


@group.command("status")
@as_json
def show_status(as_json: bool) -> None:
    """Count the mails that wait, are tried again, or were given up."""
    counted = status.counts()
    if as_json:
        print_json(counted)
        return
    for name, each in (("mails", counted), ("resets", counted["resets"])):
        dead = ", ".join(f"{failure} {number}" for failure, number in each["dead"].items())
        click.echo(f"{name}: {each['queued']} queued, {each['retrying']} to be tried again, given up: {dead or 'none'}")


@group.command("run")
@click.option("--every", default=EVERY_SECONDS, show_default=True, type=click.IntRange(1, 3600), help="Seconds.")
@click.option(
    "--parent", type=int, help="End as well when the process with this id, which started this one, has ended."
)
def run(every: int, parent: int | None) -> None:
    """Deliver mails until told to stop (SIGTERM or Ctrl+C)."""
    stop = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    mailroom = replace(_mailroom(), stopped=stop.is_set)
    # In a thread of its own, so that a server that does not answer can't keep us from stopping.
    worker = Thread(target=_keep_delivering, args=(app, mailroom, stop, every), daemon=True)
    worker.start()
    while not stop.wait(1):
        if not worker.is_alive():
            raise click.ClickException("Delivering ended by itself, which it never should.")
        if parent is not None and os.getppid() != parent:
            stop.set()
    worker.join(SECONDS_TO_STOP)


def _keep_delivering(app: Flask, mailroom: Mailroom, stop: Event, every: int) -> None:
    wait = every
    while not stop.is_set():
        with app.app_context():
            well = _deliver_and_log(mailroom)
        wait = every if well else min(2 * wait, max(every, LONGEST_WAIT))
        stop.wait(wait)


def _deliver_and_log(mailroom: Mailroom) -> bool:
    """Whether mails can leave: if not, we wait longer from time to time."""
    try:
        report = delivering.deliver_due(mailroom)
    except StorageUnavailable:
        log.error("mail_storage_unavailable")
        return False
    except Exception as error:
        # Never its words, which may be a person's.
        log.error("mail_internal_error", error=type(error).__name__, places=places(error))
        return False
    if report.counts:
        failures = dict(list(report.failures.items())[:SHOWN])
        log.info("mail", **_in_numbers(report), failures=failures, away=report.away)
    return report.away is None


def _in_numbers(report: Report) -> dict[str, int]:
    return {outcome.value: report.counts[outcome] for outcome in COUNTED}


def _mailroom() -> Mailroom:
    mailroom: Mailroom = current_app.config["MAILROOM"]
    return mailroom
