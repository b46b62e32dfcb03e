"""Plans that were left when their process ended, and those of long ago."""

from datetime import timedelta

from api.services import audit
from api.services.acts import Act
from api.services.plans.running import LEFT_AFTER, is_left
from data.db import reading, transaction
from data.store import plans
from data.store.plans import PlanState

KEPT = timedelta(days=30)
TO_RUN_AGAIN, FORGOTTEN = "plans_to_run_again", "plans_forgotten"


def find(act: Act) -> list[str]:
    with reading(act.program_id):
        return list(plans.left_or_old(alive_until=act.now - LEFT_AFTER, made_until=act.now - KEPT))


def see_to(act: Act, plan_id: str) -> str | None:
    """Forget it, or write down that it is to be run again; None where neither is due any longer."""
    with transaction(act.program_id):
        plan = plans.lock(plan_id)
        if plan is None:
            return None
        if plan.created_at <= act.now - KEPT:
            plans.remove(plan)
            audit.record(act, "plan_discarded", "plan", plan_id)
            return FORGOTTEN
        if is_left(plan, act.now):
            plan.state = PlanState.TO_BE_RUN_AGAIN
            return TO_RUN_AGAIN
        return None
