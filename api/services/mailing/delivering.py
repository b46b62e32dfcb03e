"""Mails leave: what is due is held, looked at again, written, sent, and marked, one after another.

No transaction is open while a mail server is spoken to. A mail may be sent a second time when the process dies between
the server's yes and the mark; it carries the same message id then, by which the receiving side knows it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from api import policy
from api.policy import Permission
from api.services.mailing import holding, letters, rows
from api.services.mailing.letters import Draft
from api.services.mailing.mailroom import Mailroom
from api.services.mailing.places import Outcome, Place
from api.services.mailing.preparing import prepare
from api.services.mailing.transport import Away, Failure, Line, NeverTaken, NotTakenNow
from data.db import StorageUnavailable
from data.store.deliveries import Claim


@dataclass(slots=True)
class Report:
    """What became of how many; why of those that did not leave, by message id; why no mail at all can leave."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)
    away: Failure | None = None

    def add(self, outcomes: dict[str, Outcome], failure: str | None = None) -> None:
        self.counts.update(outcomes.values())
        if failure is not None:
            self.failures.update(dict.fromkeys(outcomes, failure))


def deliver_due(mailroom: Mailroom) -> Report:
    """Everything that is due now. Raises StorageUnavailable; what was sent until then stays sent."""
    policy.require(mailroom.act(None).actor, Permission.MAIL_DELIVER)
    report = Report()
    begun = mailroom.clock()
    try:
        with mailroom.transport.open() as line:
            for place in holding.places_with_mail(begun):
                while not mailroom.stopped() and (claims := holding.claim(place, begun, mailroom.clock())):
                    _deliver_all(mailroom, line, place, claims, report)
    except Away as away:
        report.away = away.failure
    return report


def _deliver_all(mailroom: Mailroom, line: Line, place: Place, claims: Sequence[Claim], report: Report) -> None:
    """Raises Away, once all that are left were put back."""
    for number, claim in enumerate(claims):
        left = claims[number:]
        if mailroom.stopped() or mailroom.clock() > claim.leased_until - holding.LONGEST_TRY:
            holding.release(place, left)
            return
        try:
            _deliver(mailroom, line, place, claim, report)
        except Away as away:
            _put_back(mailroom, place, left, away.failure, report)
            raise
        except StorageUnavailable:
            raise
        except Exception as error:
            # One mail that can't be made must not keep the others from leaving. Its words may be a person's: the
            # kind of error is all that is told.
            _put_back(mailroom, place, [claim], Failure.INTERNAL, report)
            report.failures[claim.message_id] = f"{Failure.INTERNAL}: {type(error).__name__}"


def _deliver(mailroom: Mailroom, line: Line, place: Place, claim: Claim, report: Report) -> None:
    draft = prepare(mailroom.act(place.program_id), place, claim)
    if not isinstance(draft, Draft):
        report.add({claim.message_id: draft})
        return
    try:
        line.send(letters.write(mailroom.letterhead, draft, mailroom.clock()))
    except NeverTaken as refusal:
        given_up = partial(rows.give_up, failure=refusal.failure, now=mailroom.clock())
        report.add(holding.settle(place, [claim], given_up), refusal.failure)
    except NotTakenNow as refusal:
        _put_back(mailroom, place, [claim], refusal.failure, report)
    else:
        report.add(holding.settle(place, [claim], partial(rows.mark_sent, now=mailroom.clock())))


def _put_back(mailroom: Mailroom, place: Place, claims: Sequence[Claim], failure: Failure, report: Report) -> None:
    later = partial(rows.try_later, failure=failure, now=mailroom.clock())
    report.add(holding.settle(place, claims, later), failure)
