"""Moving a match: judged by the state found under its lock.

The event, the consent, the notices and the audit entry stand in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api import policy
from api.policy import BY, Actor, Permission
from api.services import audit, notices, pairs, retries
from api.services.acts import Act
from api.services.matches import reading as shown
from api.services.programs import today_in
from api.services.refusals import InvalidAnswer, MoveNotPossible, NoConsent, NotEligible
from data import consent_texts
from data.db import transaction
from data.store import consents, matches, people, programs
from data.store.people import Kind
from matcher import lifecycle
from matcher.lifecycle import EndReason, MatchAction, MatchState, MenteeAction, MenteeStatus, Party

INTRODUCTION = "introduction"


@dataclass(frozen=True, slots=True)
class Move:
    """What was asked for. ``for_party`` and ``heard``: an answer that a coordinator heard by phone or otherwise."""

    action: MatchAction
    reason: EndReason | None = None
    note: str | None = None
    text_version: int | None = None
    for_party: Party | None = None
    heard: str | None = None

    @classmethod
    def asked_for(cls, body: Mapping[str, Any]) -> "Move":
        """``body``: as the schemas of either face hand it on."""
        consent = body.get("consent")
        return cls(
            body["action"],
            reason=body.get("reason"),
            note=body.get("note"),
            text_version=consent["text_version"] if consent else None,
            for_party=body.get("for"),
            heard=body.get("heard"),
        )


def move(act: Act, match_id: str, asked: Move) -> dict[str, Any]:
    """Raises NotFound, Forbidden, MoveNotPossible, NoConsent, NotEligible, InvalidAnswer."""
    with transaction(act.program_id):
        match = lock_all(act.actor, match_id)
        if retries.earlier(act) is not None:
            return shown.dump(act, match)
        by = asked.for_party or BY[act.actor.role]
        target = _target(act.actor, match, asked.action, by)
        if asked.action == MatchAction.ACCEPT:
            _give_consent(act, match, asked, by)
        if asked.action == MatchAction.INTRODUCE:
            _check_introduction(act, match)
        apply(act, match, asked, target)
        retries.keep(act, match.id)
        return shown.dump(act, match)


def apply(act: Act, match: Any, asked: Move, target: MatchState) -> None:
    """Write the move of a match that is locked: the state, the event, the note, the mentee's status, the notices."""
    by = BY[act.actor.role]
    event = matches.record(
        match,
        asked.action,
        by,
        target,
        now=act.now,
        actor_id=act.actor.account_id,
        for_party=asked.for_party,
        heard=asked.heard,
        reason=asked.reason,
    )
    if asked.note is not None:
        matches.add_note(event, asked.note, by=act.actor.account_id, now=act.now)
    _move_mentee(act, match, asked)
    notices.tell_moved(act, match, asked.action, asked.for_party or by)
    audit.record(act, f"match_{asked.action.value}", "match", match.id)


def lapse(act: Act, match: Any) -> None:
    """End a proposal that got no answer in time and whose rows are held. Only the service itself does this.

    Raises MoveNotPossible.
    """
    target = _target(act.actor, match, MatchAction.LAPSE, Party.SYSTEM)
    apply(act, match, Move(MatchAction.LAPSE, reason=EndReason.LAPSED), target)


def withdraw_because(act: Act, match_id: str, reason: EndReason) -> None:
    """Take a proposal back because something it stood on fell away; inside the transaction of what made it so."""
    match = matches.lock(match_id)
    if match is None or match.state not in lifecycle.BEFORE_INTRODUCTION:
        return
    system = Act(Actor.system(reason.value, act.program_id), act.now, act.request_id)
    target = _target(system.actor, match, MatchAction.WITHDRAW, Party.SYSTEM)
    apply(system, match, Move(MatchAction.WITHDRAW, reason=reason), target)


def lock_all(actor: Actor, match_id: str) -> Any:
    """The match, locked after its mentor and its mentee: everyone takes these locks in this order."""
    found = matches.find(match_id)
    policy.require_on(actor, Permission.MATCH_READ, found)
    assert found is not None
    people.lock(Kind.MENTOR, found.mentor_id)
    people.lock(Kind.MENTEE, found.mentee_id)
    return policy.require_on(actor, Permission.MATCH_MOVE, matches.lock(match_id))


def _target(actor: Actor, match: Any, action: MatchAction, by: Party) -> MatchState:
    try:
        return lifecycle.MATCH.next_state(match.state, action, by)
    except lifecycle.NotTheirs as error:
        raise policy.Forbidden from error
    except lifecycle.InvalidTransition as error:
        state = shown.state_for(actor, match)
        raise MoveNotPossible(f"A match that is {state} can't take this step ({action}).") from error


def _give_consent(act: Act, match: Any, asked: Move, by: Party) -> None:
    """The yes carries the consent to this introduction, with every element that 42 CFR 2.31 names."""
    assert asked.text_version is not None
    text = consent_texts.find(INTRODUCTION, asked.text_version)
    if text is None:
        raise InvalidAnswer({"consent.text_version": ["There is no such version of this text."]})
    kind = Kind(by.value)
    consents.add(
        kind,
        match.mentee_id if kind == Kind.MENTEE else match.mentor_id,
        act.program_id,
        purpose=INTRODUCTION,
        text_version=text.version,
        how=asked.heard or "online",
        given_on=today_in(programs.find(act.program_id), act.now),
        now=act.now,
        by=act.actor.account_id,
        match_id=match.id,
        elements=text.elements,
    )


def _check_introduction(act: Act, match: Any) -> None:
    """Look again at all that must hold on the day itself. Raises NoConsent, NotEligible."""
    mentee, mentor = people.find(Kind.MENTEE, match.mentee_id), people.find(Kind.MENTOR, match.mentor_id)
    for kind, person_id in ((Kind.MENTEE, match.mentee_id), (Kind.MENTOR, match.mentor_id)):
        if not consents.in_force(kind, person_id, "matching"):
            raise NoConsent("A consent to matching is missing or was taken back.")
        if not consents.in_force(kind, person_id, INTRODUCTION, match.id):
            raise NoConsent("A consent to this introduction is missing or was taken back.")
    objections = pairs.objections_to_introducing(act, mentee, mentor)
    if objections:
        raise NotEligible(objections)


def _move_mentee(act: Act, match: Any, asked: Move) -> None:
    mentee = people.find(Kind.MENTEE, match.mentee_id)
    if asked.action == MatchAction.INTRODUCE:
        mentee.status = lifecycle.MENTEE.next_state(mentee.status, MenteeAction.INTRODUCE, Party.SYSTEM)
    if asked.action == MatchAction.CLOSE and mentee.status == MenteeStatus.MATCHED:
        after = MenteeAction.COMPLETE if asked.reason == EndReason.COMPLETED else MenteeAction.WAIT_AGAIN
        mentee.status = lifecycle.MENTEE.next_state(mentee.status, after, Party.SYSTEM)
        if mentee.status == MenteeStatus.WAITING:
            mentee.waiting_since = today_in(programs.find(act.program_id), act.now)
