"""A coordinator confirms: the mentor's place is taken, and the two are asked."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, notices, pairs, retries
from api.services.acts import Act
from api.services.matches import common_ground
from api.services.matches import reading as shown
from api.services.programs import today_in
from api.services.refusals import (
    NOT_KNOWN_HERE,
    AlreadyMatched,
    AtCapacity,
    InvalidAnswer,
    NoConsent,
    NotEligible,
    NotWaiting,
)
from data.db import transaction
from data.store import consents, matches, people, programs
from data.store.people import Kind
from matcher.lifecycle import MatchState, MenteeStatus, Party
from matcher.rules import Reason


@dataclass(frozen=True, slots=True)
class Pair:
    mentee_id: str
    mentor_id: str


def confirm(act: Act, mentee_id: str, mentor_id: str, run_id: str | None, rationale: str) -> dict[str, Any]:
    """Raises Forbidden, InvalidAnswer for ids not known here, then the first that holds:

    AlreadyMatched, NotWaiting, NoConsent, AtCapacity, NotEligible.
    """
    policy.require(act.actor, Permission.MATCH_CONFIRM, Pair(mentee_id, mentor_id))
    with transaction(act.program_id):
        if (done := retries.earlier(act)) is not None:
            return shown.dump(act, policy.require_on(act.actor, Permission.MATCH_READ, matches.find(done)))
        mentor, mentee = people.lock(Kind.MENTOR, mentor_id), people.lock(Kind.MENTEE, mentee_id)
        _check_known(mentee, mentor, run_id)
        check_waiting(mentee)
        _check_eligible(act, mentee, mentor)
        match = _seat(act, mentee, mentor, run_id)
        event = matches.record(
            match, None, Party.COORDINATOR, MatchState.CONFIRMED, now=act.now, actor_id=act.actor.account_id
        )
        matches.add_note(event, rationale, by=act.actor.account_id, now=act.now)
        notices.tell_asked(act, match)
        audit.record(act, "match_confirm", "match", match.id)
        retries.keep(act, match.id)
        return shown.dump(act, match, {match.id: rationale})


def check_waiting(mentee: Any) -> None:
    """Whether someone may be looked for at all. Raises AlreadyMatched, NotWaiting, NoConsent, the first that holds."""
    check_may_be_sought(
        mentee.status,
        has_open_match=matches.open_of_mentee(mentee.id) is not None,
        agrees_to_matching=consents.in_force(Kind.MENTEE, mentee.id, "matching") is not None,
    )


def check_may_be_sought(status: MenteeStatus, *, has_open_match: bool, agrees_to_matching: bool) -> None:
    """Raises as ``check_waiting``, which looks up what is given here."""
    if status == MenteeStatus.MATCHED or has_open_match:
        raise AlreadyMatched("This mentee has a match under way.")
    if status != MenteeStatus.WAITING:
        raise NotWaiting("This mentee is not on the waiting list now.")
    if not agrees_to_matching:
        raise NoConsent("This mentee has not agreed to matching, or has taken it back.")


def _check_known(mentee: Any, mentor: Any, run_id: str | None) -> None:
    run = matches.find_run(run_id) if run_id is not None else None
    unknown = {
        "mentee_id": mentee is None,
        "mentor_id": mentor is None,
        "run_id": run_id is not None and not _showed(run, mentee, mentor),
    }
    if any(unknown.values()):
        raise InvalidAnswer({field: [NOT_KNOWN_HERE] for field, missing in unknown.items() if missing})


def _showed(run: Any, mentee: Any, mentor: Any) -> bool:
    if run is None or mentee is None or mentor is None or run.mentee_id != mentee.id:
        return False
    return mentor.id in run.mentor_ids


def _check_eligible(act: Act, mentee: Any, mentor: Any) -> None:
    objections = pairs.objections_to_matching(act, mentee, mentor)
    if [objection.reason for objection in objections] == [Reason.AT_CAPACITY]:
        raise AtCapacity("This mentor has no free place.")
    if objections:
        raise NotEligible(objections)


def _seat(act: Act, mentee: Any, mentor: Any, run_id: str | None) -> Any:
    """The lowest seat that is free, now that the mentor's row is held."""
    in_use = matches.seats_in_use(mentor.id)
    if len(in_use) >= mentor.capacity:
        raise AtCapacity("This mentor has no free place.")
    seat = next(number for number in range(1, len(in_use) + 2) if number not in in_use)
    program = programs.find(act.program_id)
    assert program is not None
    today = today_in(program, act.now)
    return matches.add(
        act.program_id,
        mentee.id,
        mentor.id,
        seat=seat,
        run_id=run_id,
        now=act.now,
        answer_by=today + timedelta(days=program.days_to_answer),
        common_ground=common_ground.found(mentee, mentor, today),
    )
