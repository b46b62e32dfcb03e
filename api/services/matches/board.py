"""Matches as coordinators work with them: by state, with names and whose turn it is; and one with its history."""

from collections.abc import Sequence
from typing import Any

from api import policy
from api.policy import Permission, Role
from api.services import audit
from api.services.acts import Act
from api.services.matches import reading
from api.services.pages import Listing, Page, listing
from api.services.programs import today_in
from data.db import transaction
from data.store import matches, people, programs
from matcher.lifecycle import MATCH, OPEN_STATES, MatchAction, MatchState, Party

BOTH, MENTEE, MENTOR, COORDINATOR, NOBODY = "both", "mentee", "mentor", "coordinator", "nobody"
FIRST_TALK = "first_talk"
TURN = {
    MatchState.CONFIRMED: BOTH,
    MatchState.MENTOR_ACCEPTED: MENTEE,
    MatchState.MENTEE_ACCEPTED: MENTOR,
    MatchState.ACCEPTED: COORDINATOR,
    MatchState.INTRODUCED: FIRST_TALK,
}
MOST_EVENTS = 100


def counts(act: Act) -> dict[str, int]:
    """How many there are in each state, without those of which the asker is one of the two."""
    _require_coordinator(act)
    with transaction(act.program_id):
        found = matches.count_by_state(act.actor.everyone_alike)
        return {state.value: found.get(state, 0) for state in MatchState}


def oldest_first(act: Act, state: MatchState | None, page: Page) -> Listing:
    """Of one state, or all that are open."""
    _require_coordinator(act)
    with transaction(act.program_id):
        states: Sequence[MatchState] = OPEN_STATES if state is None else (state,)
        found = matches.oldest_first(states, page, without=act.actor.everyone_alike)
        seen = policy.visible(act.actor, Permission.MATCH_READ, found.rows)
        audit.record(act, "matches_listed")
        names = people.preferred_names([each for match in seen for each in (match.mentee_id, match.mentor_id)])
        program = programs.find(act.program_id)
        today = today_in(program, act.now)

        def dump(match: Any) -> dict[str, Any]:
            return {
                "id": match.id,
                "state": match.state.value,
                "turn": TURN.get(match.state, NOBODY),
                "mentee": {"id": match.mentee_id, "name": names.get(match.mentee_id)},
                "mentor": {"id": match.mentor_id, "name": names.get(match.mentor_id)},
                "answer_by": match.answer_by,
                "days": max(0, (today - today_in(program, match.confirmed_at)).days),
            }

        return listing(found, dump, seen)


def one(act: Act, match_id: str) -> dict[str, Any]:
    """A coordinator who is one of the two gets what that party sees, and nothing besides: no names, no history."""
    _require_coordinator(act)
    with transaction(act.program_id):
        match = policy.require_on(act.actor, Permission.MATCH_READ, matches.find(match_id))
        shown: dict[str, Any] = {"match": reading.dump(act, match), "turn": NOBODY, "events": [], "answers": {}}
        program = programs.find(act.program_id)
        assert program is not None
        shown["time_zone"] = program.time_zone
        if policy.party_of(act.actor, match) is not None:
            return shown
        for kind, person_id in (("mentee", match.mentee_id), ("mentor", match.mentor_id)):
            audit.record(act, "identity_read", kind, person_id)
            shown[kind] = {"id": person_id, "name": people.preferred_names([person_id]).get(person_id)}
        if policy.allows(act.actor, Permission.MATCH_EVENTS, match):
            history = matches.events(match.id, Page(MOST_EVENTS)).rows
            shown["events"] = [reading.dump_event(event) for event in history]
        return shown | {"turn": TURN.get(match.state, NOBODY), "answers": _answers(act, match)}


def _answers(act: Act, match: Any) -> dict[str, list[str]]:
    """What each of the two can still say, for a coordinator who hears it from them."""
    if not policy.allows(act.actor, Permission.MATCH_MOVE, match):
        return {}
    said = (MatchAction.ACCEPT, MatchAction.DECLINE)
    can = {party.value: MATCH.actions_open_to(match.state, party) for party in (Party.MENTEE, Party.MENTOR)}
    answers = {party: [action.value for action in actions if action in said] for party, actions in can.items()}
    return {party: actions for party, actions in answers.items() if actions}


def _require_coordinator(act: Act) -> None:
    policy.require(act.actor, Permission.MATCH_LIST)
    if act.actor.role != Role.COORDINATOR:
        raise policy.Forbidden
