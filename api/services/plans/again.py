"""What a plan was asked for, to be asked once more: as it was, or changed."""

from collections.abc import Mapping
from typing import Any

from api import policy
from api.policy import Permission
from api.services.acts import Act
from api.services.plans import asking
from api.services.plans.asking import ByAndBy
from data.db import reading
from data.store import people, plans
from data.store.people import Kind


def as_asked(act: Act, plan_id: str) -> dict[str, Any]:
    """As `api.schemas.plans.AskForPlan` reads it, without who is not here any longer. Raises NotFound.

    Without the asker's own profiles too: whatever a colleague wished for those is not theirs to see.
    """
    with reading(act.program_id):
        plan = policy.require_on(act.actor, Permission.PLAN, plans.find(plan_id))
        asked = plan.asked
        there = {kind: _there(act, kind, asked) for kind in Kind}
        named = asked["mentee_ids"]
        return {
            **asked,
            "mentee_ids": None if named is None else [each for each in named if each in there[Kind.MENTEE]],
            **{field: [pair for pair in asked[field] if _is_there(pair, there)] for field in ("pinned", "forbidden")},
        }


def ask_again(act: Act, plan_id: str, by_and_by: ByAndBy) -> dict[str, Any]:
    """Another plan, from what there is now. Raises NotFound, and what `asking.ask` does."""
    return asking.ask(act, as_asked(act, plan_id), by_and_by)


def _there(act: Act, kind: Kind, asked: Mapping[str, Any]) -> set[str]:
    named = {pair[f"{kind}_id"] for field in ("pinned", "forbidden") for pair in asked[field]}
    if kind == Kind.MENTEE:
        named |= set(asked["mentee_ids"] or ())
    return set(people.by_id(kind, named)) - act.actor.own_people


def _is_there(pair: Mapping[str, str], there: Mapping[Kind, set[str]]) -> bool:
    return all(pair[f"{kind}_id"] in ids for kind, ids in there.items())
