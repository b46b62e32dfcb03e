"""Matches as each asker may see them."""

from collections.abc import Mapping, Sequence
from typing import Any

from api import policy
from api.policy import BY, PARTIES, Actor, Permission, ShownState
from api.services.acts import Act
from api.services.pages import Listing, Page, listing
from data.db import reading
from data.store import matches, people
from data.store.people import Kind
from matcher import lifecycle
from matcher.lifecycle import MatchState


def state_for(actor: Actor, match: Any) -> str:
    """The state in the words that this asker is shown."""
    party = policy.party_of(actor, match)
    if party is not None:
        return policy.state_shown(match.state, party).value
    state: str = match.state.value
    return state


def dump(act: Act, match: Any, rationales: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A match as a dictionary for its asker: two shapes, one for a party and one for a coordinator.

    A coordinator who is one of the two sees of it what that party sees.
    """
    shown: dict[str, Any] = {
        "id": match.id,
        "state": state_for(act.actor, match),
        "answer_by": match.answer_by,
        "actions": _actions(act.actor, match),
    }
    if policy.party_of(act.actor, match) is not None:
        return shown
    if rationales is None:
        rationales = matches.rationales([match.id])
    return shown | {
        "mentee_id": match.mentee_id,
        "mentor_id": match.mentor_id,
        "confirmed_at": match.confirmed_at,
        "rationale": rationales.get(match.id),
        "run_id": match.run_id,
    }


def read(act: Act, match_id: str) -> dict[str, Any]:
    with reading(act.program_id):
        return dump(act, policy.require_on(act.actor, Permission.MATCH_READ, matches.find(match_id)))


def under_way(act: Act, mentee_id: str) -> dict[str, Any] | None:
    """The open match of a mentee whom the asker may read; None when there is none, or none that they may see.

    Nor one of which a coordinator is the other: from its address they would know with whom they are asked.
    """
    with reading(act.program_id):
        policy.require_on(act.actor, Permission.MENTEE_READ, people.find(Kind.MENTEE, mentee_id))
        match = matches.open_of_mentee(mentee_id)
        if match is None or not policy.visible(act.actor, Permission.MATCH_READ, [match]):
            return None
        if act.actor.role not in PARTIES and policy.party_of(act.actor, match) is not None:
            return None
        return dump(act, match)


def list_matches(act: Act, state: str | None, page: Page) -> Listing:
    """The newest first. A party filters by the states that they are shown."""
    policy.require(act.actor, Permission.MATCH_LIST)
    of = None
    if act.actor.role in PARTIES:
        assert act.actor.person_id is not None
        of = (Kind(act.actor.role.value), act.actor.person_id)
    with reading(act.program_id):
        # The state asked for is the true one, which a coordinator is not shown of a match of their own.
        own = act.actor.everyone_alike if state is not None and of is None else frozenset()
        found = matches.newest_first(_states(act.actor, state), of, page, without=own)
        seen = policy.visible(act.actor, Permission.MATCH_READ, found.rows)
        rationales = {} if of else matches.rationales([match.id for match in seen])
        return listing(found, lambda match: dump(act, match, rationales), seen)


def events(act: Act, match_id: str, page: Page) -> Listing:
    """The whole history of a match, the oldest first: ids and codes."""
    with reading(act.program_id):
        match = policy.require_on(act.actor, Permission.MATCH_EVENTS, matches.find(match_id))
        return listing(matches.events(match.id, page), dump_event)


def dump_event(event: Any) -> dict[str, Any]:
    return {
        "id": event.id,
        "at": event.at,
        "action": event.action,
        "from": event.from_state,
        "to": event.to_state,
        "by": event.by,
        "actor_id": event.actor_id,
        "for": event.for_party,
        "heard": event.heard,
        "reason": event.reason,
    }


def _actions(actor: Actor, match: Any) -> list[str]:
    if not policy.allows(actor, Permission.MATCH_MOVE, match):
        return []
    return [action.value for action in lifecycle.MATCH.actions_open_to(match.state, BY[actor.role])]


def _states(actor: Actor, state: str | None) -> Sequence[MatchState] | None:
    if state is None:
        return None
    if actor.role not in PARTIES:
        return [MatchState(state)]
    party = PARTIES[actor.role]
    return [each for each in MatchState if policy.state_shown(each, party) == ShownState(state)]
