"""Plans as coordinators read them, and the end of one.

What a coordinator is a party of as a person is not shown to them: who was proposed to whom is not theirs to know.
"""

from collections.abc import Collection, Mapping, Sequence
from statistics import fmean
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit
from api.services.acts import Act
from api.services.pages import Listing, Page, listing
from api.services.pairs import in_words
from api.services.plans.running import is_left
from data.db import reading, transaction
from data.store import plans
from data.store.plans import PlanState
from matcher.explain import Phrase
from matcher.plan import lowest_tenth


def read(act: Act, plan_id: str) -> dict[str, Any]:
    """Raises NotFound."""
    with reading(act.program_id):
        return dump(act, policy.require_on(act.actor, Permission.PLAN, plans.find(plan_id)))


def newest_first(act: Act, page: Page) -> Listing:
    """Without whom each proposes."""
    policy.require(act.actor, Permission.PLANS)
    with reading(act.program_id):
        return listing(plans.newest_first(page), lambda plan: _head(act, plan))


def discard(act: Act, plan_id: str) -> None:
    """One that is running is cancelled, any other forgotten. Raises NotFound."""
    with transaction(act.program_id):
        plan = policy.require_on(act.actor, Permission.PLAN, plans.lock(plan_id))
        if state_of(act, plan) == PlanState.RUNNING:
            plan.state, plan.cancel_asked, plan.finished_at = PlanState.CANCELLED, True, act.now
            audit.record(act, "plan_cancelled", "plan", plan.id)
        else:
            plans.remove(plan)
            audit.record(act, "plan_discarded", "plan", plan.id)


def state_of(act: Act, plan: Any) -> PlanState:
    """As it is now: a plan that nobody works on any longer is to be run again, whether or not that was written."""
    return PlanState.TO_BE_RUN_AGAIN if is_left(plan, act.now) else PlanState(plan.state)


def dump(act: Act, plan: Any) -> dict[str, Any]:
    found = plan.found or {"assignments": [], "left_over": [], "not_now": [], "totals": None}
    everyone_left = [*found["left_over"], *found["not_now"]]
    assignments, left_over = rows_seen(act, found["assignments"]), rows_seen(act, everyone_left)
    sees_all = (len(assignments), len(left_over)) == (len(found["assignments"]), len(everyone_left))
    totals = found["totals"] if sees_all else _of_what_is_seen(found["totals"], assignments)
    return {
        **_head(act, plan),
        "assignments": assignments,
        "unmatched": [_without_a_mentor(act, each, found.get("left_out", ())) for each in left_over],
        "totals": totals and {**totals, "unmatched": len(left_over)},
    }


def _of_what_is_seen(totals: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The totals of these rows alone: what is left of the plan's own by subtraction would be the rows not seen."""
    scores = sorted(row["score"] for row in rows)
    return {
        "matched": len(scores),
        "mean_score": fmean(scores) if scores else None,
        "worst_score": scores[0] if scores else None,
        "lowest_tenth": lowest_tenth(scores),
        "blocking_pairs": None,
        "mentors_with_a_free_place": totals["mentors_with_a_free_place"],
        "mentors_proposed": len({row["mentor_id"] for row in rows}),
    }


def rows_seen(act: Act, rows: list[Any]) -> list[Any]:
    return [row for row in rows if not act.actor.own_people & {row["mentee_id"], row.get("mentor_id")}]


def _head(act: Act, plan: Any) -> dict[str, Any]:
    return {
        "id": plan.id,
        "state": state_of(act, plan),
        "progress": plan.progress,
        "objective": plan.asked["objective"],
        "weights_version": None if plan.asked["weights"] else plan.weights_version,
        "as_of": plan.as_of,
        "created_at": plan.created_at,
        "generated_at": plan.finished_at if plan.state == PlanState.DONE else None,
    }


def _without_a_mentor(act: Act, row: Mapping[str, Any], left_out: Collection[str]) -> dict[str, Any]:
    """``left_out``: mentors of whom nothing was counted. A count with the asker in it would say what the other said."""
    excluded = row.get("excluded", []) if act.actor.own_people <= set(left_out) else []
    reason = {"reason": row["reason"], "text": in_words(act, Phrase(f"left_over.{row['reason']}"))}
    return {"mentee_id": row["mentee_id"], "reasons": [reason], "excluded": excluded}
