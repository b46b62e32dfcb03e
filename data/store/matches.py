"""Matches with their seat, the events of each, and the runs they came from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, or_, select

from data.db import Base, current_keyring, db
from data.ids import new_id
from data.models.matches import CONFIRM, IS_OPEN, Match, MatchEvent, Run, SealedNote
from data.prepared import write
from data.seal import Sealed
from data.store import paging
from data.store.paging import Found, Key, Page
from data.store.people import Kind
from matcher.lifecycle import (
    UNANSWERED,
    EndReason,
    MatchAction,
    MatchState,
    Party,
)


def find(match_id: str | None) -> Match | None:
    return db.session.scalar(select(Match).where(Match.id == match_id))


def by_id(match_ids: Collection[str]) -> dict[str, Match]:
    return {match.id: match for match in db.session.scalars(select(Match).where(Match.id.in_(match_ids)))}


def lock(match_id: str) -> Match | None:
    """The match as it is now, held until the transaction ends."""
    statement = select(Match).where(Match.id == match_id)
    return db.session.scalar(statement.with_for_update(key_share=True).execution_options(populate_existing=True))


def newest_first(
    states: Sequence[MatchState] | None, of: tuple[Kind, str] | None, page: Page, without: Collection[str] = ()
) -> Found:
    """``without``: people whose matches are left out, before the page is cut, so that no page tells of them."""
    statement = select(Match).where(*(_party(kind).not_in(without) for kind in Kind if without))
    if states is not None:
        statement = statement.where(Match.state.in_(list(states)))
    if of is not None:
        statement = statement.where(_party(of[0]) == of[1])
    return paging.find(statement, (Key(Match.confirmed_at, falling=True), Key(Match.id)), page)


def oldest_first(states: Sequence[MatchState], page: Page, without: Collection[str] = ()) -> Found:
    of_others = [_party(kind).not_in(without) for kind in Kind if without]
    statement = select(Match).where(Match.state.in_(list(states)), *of_others)
    return paging.find(statement, (Key(Match.confirmed_at), Key(Match.id)), page)


def count_by_state(without: Collection[str] = ()) -> dict[MatchState, int]:
    of_others = [_party(kind).not_in(without) for kind in Kind if without]
    statement = select(Match.state, func.count()).where(*of_others).group_by(Match.state)
    return {row[0]: row[1] for row in db.session.execute(statement)}


def open_by_mentee(mentee_ids: Collection[str], without: Collection[str] = ()) -> dict[str, str]:
    """The open match of each of these mentees who has one, by mentee; ``without``: none of these people is in it."""
    statement = select(Match.mentee_id, Match.id).where(
        Match.mentee_id.in_(mentee_ids), IS_OPEN, Match.mentee_id.not_in(without), Match.mentor_id.not_in(without)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def open_of_mentee(mentee_id: str) -> Match | None:
    return db.session.scalar(select(Match).where(Match.mentee_id == mentee_id, IS_OPEN))


def open_of(kind: Kind, person_id: str) -> Sequence[Match]:
    """A person's open matches, in a fixed order so that all who lock them do it alike."""
    return db.session.scalars(select(Match).where(_party(kind) == person_id, IS_OPEN).order_by(Match.id)).all()


def without_an_answer(today: date) -> Sequence[Any]:
    """Proposals not nudged yet, or past their last day: id, state, confirmed_at, answer_by, nudged_at, oldest first."""
    statement = select(Match.id, Match.state, Match.confirmed_at, Match.answer_by, Match.nudged_at).where(
        Match.state.in_(UNANSWERED), or_(Match.nudged_at.is_(None), Match.answer_by < today)
    )
    return db.session.execute(statement.order_by(Match.confirmed_at, Match.id)).all()


def seats_in_use(mentor_id: str) -> set[int]:
    return set(db.session.scalars(select(Match.seat).where(Match.mentor_id == mentor_id, IS_OPEN)))


def places_in_use(mentor_ids: Collection[str] | None = None) -> dict[str, int]:
    """How many open matches each of these mentors has, or each of the program; those without any left out."""
    statement = select(Match.mentor_id, func.count()).where(IS_OPEN, *_among(mentor_ids)).group_by(Match.mentor_id)
    return {row[0]: row[1] for row in db.session.execute(statement)}


def last_introductions(mentor_ids: Collection[str] | None = None) -> dict[str, datetime]:
    """Of these mentors, or of all: those who were ever introduced to somebody."""
    statement = (
        select(Match.mentor_id, func.max(Match.introduced_at))
        .where(Match.introduced_at.is_not(None), *_among(mentor_ids))
        .group_by(Match.mentor_id)
    )
    return {mentor_id: moment for mentor_id, moment in db.session.execute(statement) if moment is not None}


def add(
    program_id: str,
    mentee_id: str,
    mentor_id: str,
    *,
    seat: int,
    run_id: str | None,
    now: datetime,
    answer_by: date,
    common_ground: Mapping[str, Any],
) -> Match:
    match = Match(
        id=new_id(),
        program_id=program_id,
        mentee_id=mentee_id,
        mentor_id=mentor_id,
        seat=seat,
        state=MatchState.CONFIRMED,
        run_id=run_id,
        confirmed_at=now,
        answer_by=answer_by,
        common_ground=dict(common_ground),
    )
    db.session.add(match)
    db.session.flush()
    return match


def record(
    match: Match,
    action: MatchAction | None,
    by: Party,
    target: MatchState,
    *,
    now: datetime,
    actor_id: str | None,
    for_party: str | None = None,
    heard: str | None = None,
    reason: EndReason | None = None,
) -> MatchEvent:
    """Move the match and write the event; no action is the confirmation itself."""
    last = _last_event(match.id)
    event = MatchEvent(
        id=new_id(),
        program_id=match.program_id,
        match_id=match.id,
        position=last.position + 1 if last else 1,
        # A request that waited for the lock began before the one that held it; its event is no earlier all the same.
        at=max(now, last.at) if last else now,
        action=CONFIRM if action is None else action.value,
        from_state=None if action is None else match.state,
        to_state=target,
        by=by,
        actor_id=actor_id,
        for_party=for_party,
        heard=heard,
        reason=reason,
    )
    db.session.add(event)
    match.state = target
    if target == MatchState.INTRODUCED:
        match.introduced_at = now
    if target == MatchState.CLOSED:
        match.closed_at, match.closed_by_action, match.end_reason = now, action, reason
    db.session.flush()
    return event


def events(match_id: str, page: Page) -> Found:
    """The oldest first."""
    return paging.find(select(MatchEvent).where(MatchEvent.match_id == match_id), (Key(MatchEvent.position),), page)


def add_note(event: MatchEvent, words: str, *, by: str | None, now: datetime) -> None:
    note_id = new_id()
    sealed = current_keyring().seal(note_id, {"words": words})
    db.session.add(
        SealedNote(
            id=note_id,
            program_id=event.program_id,
            match_id=event.match_id,
            event_id=event.id,
            key_id=sealed.key_id,
            sealed=sealed.value,
            written_by=by,
            created_at=now,
        )
    )


def rationales(match_ids: Sequence[str]) -> dict[str, str]:
    """The words of each confirmation, by match; an erased one is left out."""
    statement = (
        select(SealedNote)
        .join(MatchEvent, MatchEvent.id == SealedNote.event_id)
        .where(SealedNote.match_id.in_(match_ids), MatchEvent.action == CONFIRM)
    )
    keyring = current_keyring()
    return {
        note.match_id: keyring.open(note.id, Sealed(note.key_id, note.sealed))["words"]
        for note in db.session.scalars(statement)
    }


_ADD_RUN = insert(Base.metadata.tables["runs"])


@dataclass(frozen=True, slots=True)
class NewRun:
    """A run as it was just written."""

    id: str
    generated_at: datetime
    as_of: date
    weights_version: int
    shown: Mapping[str, Any]


def add_run(
    program_id: str,
    mentee_id: str,
    *,
    as_of: date,
    weights_version: int,
    shown: Mapping[str, Any],
    now: datetime,
    by: str | None,
) -> NewRun:
    run = NewRun(new_id(), now, as_of, weights_version, shown)
    write(
        _ADD_RUN,
        {
            "id": run.id,
            "program_id": program_id,
            "mentee_id": mentee_id,
            "generated_at": now,
            "as_of": as_of,
            "weights_version": weights_version,
            "shown": shown,
            "mentor_ids": [each["mentor_id"] for each in (*shown["suggestions"], *(shown.get("also") or ()))],
            "asked_by": by,
        },
    )
    return run


def find_run(run_id: str | None) -> Run | None:
    return db.session.scalar(select(Run).where(Run.id == run_id))


def _among(mentor_ids: Collection[str] | None) -> list[ColumnElement[bool]]:
    return [] if mentor_ids is None else [Match.mentor_id.in_(mentor_ids)]


def _last_event(match_id: str) -> MatchEvent | None:
    newest = select(MatchEvent).where(MatchEvent.match_id == match_id).order_by(MatchEvent.position.desc())
    return db.session.scalars(newest.limit(1)).first()


def _party(kind: Kind):  # type: ignore[no-untyped-def]
    return Match.mentee_id if kind == Kind.MENTEE else Match.mentor_id
