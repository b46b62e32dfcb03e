"""A plan is worked out: read, then solved outside of any transaction, then written.

The process that has a plan, waiting or worked on, says so now and then. One that nobody spoke of for a while was left:
its process has ended.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

from api.services.acts import Act
from api.services.plans import ground
from api.services.plans.solving import solve
from data.db import StorageUnavailable, transaction
from data.store import plans
from data.store.plans import PlanState as PlanState
from matcher.proposal import Proposal, propose

SECONDS_BETWEEN = 1.0
# Several times as long as `api.background` waits between two signs, for when the storage is busy.
LEFT_AFTER = timedelta(minutes=2)


class Stopped(Exception):
    """Nobody waits for this plan any longer."""


def run(act: Act, plan_id: str, asked: Mapping[str, Any], weights: Mapping[str, float]) -> None:
    """Whatever goes wrong, the plan does not stay as running: it is to be run again."""
    try:
        given = ground.gather(act, asked, weights)
        telling = Telling(act.program_id, plan_id)
        found = propose(given.mentees, given.between, given.pool, given.wanted, telling, solve)
        _end(
            act,
            plan_id,
            PlanState.DONE,
            {"not_now": given.not_now, "left_out": sorted(given.wanted.without), **kept(found)},
        )
    except Stopped:
        return
    except Exception:
        _end(act, plan_id, PlanState.TO_BE_RUN_AGAIN, None)
        raise


def still_here(program_id: str, plan_id: str) -> None:
    """Whoever worked on it, or will when others are done, is still there."""
    with suppress(StorageUnavailable), transaction(program_id):
        plans.still_there(plan_id, datetime.now(UTC))


def is_left(plan: Any, now: datetime) -> bool:
    return plan.state == PlanState.RUNNING and plan.alive_at <= now - LEFT_AFTER


def kept(found: Proposal) -> dict[str, Any]:
    """As JSON: ids, numbers and codes."""
    totals = found.plan.totals
    return {
        "assignments": [
            {
                "mentee_id": each.mentee_id,
                "mentor_id": each.mentor_id,
                "score": each.score,
                "first_choice_score": each.first_choice_score,
            }
            for each in found.assignments
        ],
        "left_over": [
            {
                "mentee_id": each.mentee_id,
                "reason": str(each.why),
                "excluded": [{"reason": reason, "count": count} for reason, count in each.excluded],
            }
            for each in found.left_over
        ],
        "totals": {
            "matched": totals.matched,
            "mean_score": totals.total / totals.matched if totals.matched else None,
            "worst_score": totals.worst,
            "lowest_tenth": totals.lowest_tenth,
            "blocking_pairs": totals.blocking_pairs,
            "mentors_with_a_free_place": found.with_places,
            "mentors_proposed": found.proposed,
        },
    }


def _end(act: Act, plan_id: str, state: PlanState, found: dict[str, Any] | None) -> None:
    """Nothing is kept of a plan that was cancelled or discarded in the meantime."""
    now = max(datetime.now(UTC), act.now)
    with transaction(act.program_id):
        plan = plans.lock(plan_id)
        if plan is None or plan.state != PlanState.RUNNING:
            return
        plan.state, plan.found, plan.finished_at = state, found, now
        if state == PlanState.DONE:
            plan.progress = 1.0


class Telling:
    """Keeps how far a plan is, every second. Raises Stopped where nobody waits for it any longer."""

    def __init__(self, program_id: str, plan_id: str) -> None:
        self._program_id, self._plan_id = program_id, plan_id
        self._next = monotonic() + SECONDS_BETWEEN

    def __call__(self, share: float) -> None:
        if monotonic() < self._next:
            return
        try:
            with transaction(self._program_id):
                going_on = plans.tell(self._plan_id, share, datetime.now(UTC))
        except StorageUnavailable:
            going_on = True  # Locked for once: there is another moment to tell.
        self._next = monotonic() + SECONDS_BETWEEN
        if not going_on:
            raise Stopped
