"""Mails are held while they are worked on, and let go of with what became of them, each time in a short transaction.

Whoever finds that a mail is not theirs any more leaves it alone: their lease ran out, and somebody else has it.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from api.services.mailing.places import Outcome, Place
from data.db import reading, transaction
from data.store import deliveries, programs
from data.store.deliveries import Claim, Queue

AT_ONCE = 20
LEASE = timedelta(minutes=15)
# Longer than all the time-outs of one mail together. No mail is begun that might not be done before its lease is.
LONGEST_TRY = timedelta(minutes=10)


def places_with_mail(now: datetime) -> list[Place]:
    """Asks each program in turn: no query spans them."""
    found = []
    with reading(None) as session:
        if deliveries.any_due(Queue.RESETS, now):
            found.append(Place(Queue.RESETS, None))
        for program_id in programs.ids():
            session.info["program_id"] = program_id
            if deliveries.any_due(Queue.NOTICES, now):
                found.append(Place(Queue.NOTICES, program_id))
    return found


def claim(place: Place, due_by: datetime, now: datetime) -> list[Claim]:
    with transaction(place.program_id):
        return deliveries.claim(place.queue, due_by=due_by, now=now, until=now + LEASE, limit=AT_ONCE)


def settle(place: Place, claims: Sequence[Claim], what: Callable[[Any], Outcome]) -> dict[str, Outcome]:
    """Do this to the row of each that is held still; what became of each, by message id."""
    with transaction(place.program_id):
        rows = {row.message_id: row for row in deliveries.all_held(place.queue, claims)}
        return {
            each.message_id: what(rows[each.message_id]) if each.message_id in rows else Outcome.ELSEWHERE
            for each in claims
        }


def release(place: Place, claims: Sequence[Claim]) -> None:
    """Untried, for whoever comes next."""
    with transaction(place.program_id):
        for row in deliveries.all_held(place.queue, claims):
            row.leased_until = None
