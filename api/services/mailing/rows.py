"""What is written into the row of a mail when something became of it; always inside a transaction that holds it."""

from datetime import datetime
from typing import Any

from api.services.mailing.pauses import is_given_up, pause_after
from api.services.mailing.places import Outcome
from api.services.mailing.transport import Failure


def mark_sent(row: Any, now: datetime) -> Outcome:
    row.tries += 1
    row.failure = None
    finish(row, now)
    return Outcome.SENT


def finish(row: Any, now: datetime) -> Outcome:
    """Nothing has to be sent, or nothing more."""
    row.sent_at = now
    _let_go(row)
    return Outcome.NOT_NEEDED


def try_later(row: Any, failure: Failure, now: datetime) -> Outcome:
    """With a pause that grows from try to try; after days of it the mail is given up."""
    row.tries += 1
    if is_given_up(row.tries):
        return give_up(row, Failure.GAVE_UP, now)
    row.failure = failure.value
    row.leased_until = None
    row.next_try_at = now + pause_after(row.tries)
    return Outcome.LATER


def give_up(row: Any, failure: Failure, now: datetime) -> Outcome:
    row.dead_at = now
    row.failure = failure.value
    _let_go(row)
    return Outcome.DEAD


def hand_over(row: Any) -> Outcome:
    """A coordinator calls instead."""
    row.channel = "task"
    row.failure = None
    _let_go(row)
    return Outcome.TASK


def _let_go(row: Any) -> None:
    row.leased_until = row.next_try_at = None
