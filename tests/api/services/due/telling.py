"""The job on days that a test chooses, and all that it puts into the outbox."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from api.services.due import running
from api.services.due.running import Outcome
from api.services.matches import confirming, moves
from api.services.matches.moves import Move
from data.db import reading, transaction
from data.models import Match, MatchEvent, OutboxMessage, Program
from matcher.lifecycle import MatchAction, Party
from tests.making import Making

# A Monday, at ten in the morning in Chicago, where the programs of the tests are.
CONFIRMED = datetime(2026, 10, 5, 15, tzinfo=UTC)


class Told(NamedTuple):
    """One notice, and the row it is."""

    id: str
    who: str
    notice: str
    channel: str
    match_id: str | None
    at: datetime


def day(number: int) -> datetime:
    """So many days after the confirmation, at the hour at which the job runs."""
    return CONFIRMED + timedelta(days=number, minutes=30)


def confirm(make: Making, now: datetime = CONFIRMED, **between: str) -> str:
    mentee_id, mentor_id = between.get("mentee_id") or make.mentee(), between.get("mentor_id") or make.mentor()
    with make.app.app_context():
        match = confirming.confirm(make.act(now=now), mentee_id, mentor_id, None, "They share a lot.")
    match_id: str = match["id"]
    return match_id


def say(
    make: Making, match_id: str, party: Party, action: MatchAction = MatchAction.ACCEPT, at: Any = CONFIRMED
) -> None:
    """An answer of one of the two, as a coordinator heard it by phone."""
    version = 1 if action == MatchAction.ACCEPT else None
    with make.app.app_context():
        moves.move(make.act(now=at), match_id, Move(action, text_version=version, for_party=party, heard="phone"))


def run(make: Making, now: datetime) -> Outcome:
    """What the job did in this program; it must not have failed anywhere."""
    with make.app.app_context():
        report = running.run({"here": make.program_id}, now)
    assert [*report.by_program["here"].failures, *report.tidied.failures] == []
    return report.by_program["here"]


def told(make: Making, since: Iterable[Told] = ()) -> list[Told]:
    """Everything in the outbox but for what was there before, by who is told and what."""
    with make.app.app_context(), reading(make.program_id) as session:
        rows = session.scalars(select(OutboxMessage)).all()
    found = [
        Told(row.id, row.recipient_kind, row.notice, row.channel, row.match_id, row.created_at)
        for row in sorted(rows, key=lambda row: (row.recipient_kind, row.notice))
    ]
    before = {each.id for each in since}
    return [each for each in found if each.id not in before]


def match_of(make: Making, match_id: str) -> Match:
    with make.app.app_context(), reading(make.program_id) as session:
        return session.scalars(select(Match).where(Match.id == match_id)).one()


def last_event(make: Making, match_id: str) -> MatchEvent:
    newest = select(MatchEvent).where(MatchEvent.match_id == match_id).order_by(MatchEvent.position.desc())
    with make.app.app_context(), reading(make.program_id) as session:
        return session.scalars(newest.limit(1)).one()


def change_program(make: Making, **settings: Any) -> None:
    with make.app.app_context(), transaction(None) as session:
        program = session.scalars(select(Program).where(Program.id == make.program_id)).one()
        for name, value in settings.items():
            setattr(program, name, value)
