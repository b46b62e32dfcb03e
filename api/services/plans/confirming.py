"""Rows of a plan are confirmed, each as a match of its own: what stands in the way of one leaves the others done."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from api import policy
from api.policy import Permission
from api.services import audit, retries
from api.services.acts import Act
from api.services.matches import confirming
from api.services.plans.reading import rows_seen
from api.services.refusals import (
    NOT_KNOWN_HERE,
    AlreadyMatched,
    AtCapacity,
    InvalidAnswer,
    NoConsent,
    NotEligible,
    NotReady,
    NotWaiting,
    Refused,
)
from data.db import Conflict, transaction
from data.store import plans
from data.store.plans import PlanState

_OF_ONE_ROW = (AlreadyMatched, NotWaiting, NoConsent, AtCapacity, NotEligible, InvalidAnswer, Conflict)


def confirm(act: Act, plan_id: str, mentee_ids: Sequence[str], rationale: str) -> dict[str, Any]:
    """``confirmed``: mentee_id and match; ``refused``: mentee_id and the refusal of each.

    Every row is judged by what is there now, and not by what the plan was made from. The same request again tells of
    the matches that it made, and tries again what was refused. Raises NotFound, NotReady, InvalidAnswer.
    """
    mentors = _mentors(act, plan_id, mentee_ids)
    confirmed: list[dict[str, Any]] = []
    refused: list[tuple[str, Refused | Conflict]] = []
    for mentee_id in mentee_ids:
        try:
            match = confirming.confirm(_of_row(act, mentee_id), mentee_id, mentors[mentee_id], None, rationale)
        except _OF_ONE_ROW as refusal:
            refused.append((mentee_id, refusal))
        else:
            confirmed.append({"mentee_id": mentee_id, "match": match})
    return {"confirmed": confirmed, "refused": refused}


def _mentors(act: Act, plan_id: str, mentee_ids: Sequence[str]) -> dict[str, str]:
    """Of each of these mentees, the mentor in the plan. The request's key is kept before the first row is."""
    with transaction(act.program_id):
        plan = policy.require_on(act.actor, Permission.PLAN, plans.find(plan_id))
        again = retries.earlier(act) is not None
        if plan.state != PlanState.DONE or plan.found is None:
            raise NotReady("This plan is not ready: there is nothing in it to confirm.")
        mentors = {row["mentee_id"]: row["mentor_id"] for row in rows_seen(act, plan.found["assignments"])}
        unknown = [place for place, mentee_id in enumerate(mentee_ids) if mentee_id not in mentors]
        if unknown:
            raise InvalidAnswer({f"mentee_ids.{place}": [NOT_KNOWN_HERE] for place in unknown})
        if not again:
            audit.record(act, "plan_confirmed", "plan", plan.id)
            retries.keep(act, plan.id)
        return mentors


def _of_row(act: Act, mentee_id: str) -> Act:
    """A key of its own for each row, so that a request that was cut short goes on where it ended."""
    return act if act.retry is None else replace(act, retry=replace(act.retry, key=f"{act.retry.key}\n{mentee_id}"))
