"""A plan for the whole waiting list: a proposal, until rows of it are confirmed."""

from typing import Any

from api import background
from api.auth import asks, current_act
from api.errors import as_told, write_down
from api.policy import NotFound, Permission
from api.rest.blueprint import Blueprint
from api.rest.described import PLACE, refuses
from api.rest.lists import listed, page_of
from api.rest.preconditions import retriable
from api.schemas.lists import Plans
from api.schemas.plans import AskForPlan, Confirmations, ConfirmRows, Plan
from api.schemas.queries import ListQuery
from api.services.plans import asking, confirming, reading
from api.services.plans.running import PlanState
from api.services.refusals import (
    AlreadyMatched,
    AtCapacity,
    NoConsent,
    NotEligible,
    NotReady,
    NotWaiting,
    TooManyRequests,
)

blueprint = Blueprint("plans", "Plans for the waiting list")


@blueprint.route("/plans", methods=["POST"])
@blueprint.arguments(AskForPlan)
@blueprint.response(201, Plan, headers=PLACE)
@blueprint.alt_response(202, schema=Plan, headers=PLACE, success=True)
@asks(Permission.PLANS)
@refuses(NotFound, AlreadyMatched, NotWaiting, NoConsent, AtCapacity, NotEligible, TooManyRequests)
@retriable
def ask_for_plan(body: dict[str, Any]) -> Any:
    """Propose a mentor for everyone who waits, or for those named, as well as can be for all of them together.

    Nobody is asked by it. Up to 100,000 pairs of people it is answered at once (201); with more it is worked out in the
    background (202, `running`): read it again until it is `done`. Those named who may not be matched now are among the
    `unmatched`, with the reason.

    Sent again with the same Idempotency-Key, it is the same plan, as it is by now. One that is `to_be_run_again` is run
    again under its id, from what is known then.
    """
    plan = asking.ask(current_act(), body, background.current())
    status = 202 if plan["state"] == PlanState.RUNNING else 201
    return plan, status, {"Location": f"/api/v1/plans/{plan['id']}"}


@blueprint.route("/plans", methods=["GET"])
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, Plans)
@asks(Permission.PLANS)
def list_plans(query: dict[str, Any]) -> dict[str, Any]:
    """Plans without their rows, the newest first. They are kept for 30 days."""
    return listed(reading.newest_first(current_act(), page_of(query)), query)


@blueprint.route("/plans/<id:plan_id>", methods=["GET"])
@blueprint.response(200, Plan)
@asks(Permission.PLAN)
def get_plan(plan_id: str) -> dict[str, Any]:
    """One plan, or how far it is. One that is `to_be_run_again` was cut short.

    Ask for a new one, or send the request for this one again with its Idempotency-Key.
    """
    return reading.read(current_act(), plan_id)


@blueprint.route("/plans/<id:plan_id>", methods=["DELETE"])
@blueprint.response(204)
@asks(Permission.PLAN)
def discard_plan(plan_id: str) -> None:
    """Cancel a plan that is running, or forget any other. Matches that were confirmed from it stay.

    Once it is forgotten, the request for it with the same Idempotency-Key is 404: send a new key.
    """
    reading.discard(current_act(), plan_id)


@blueprint.route("/plans/<id:plan_id>/confirmations", methods=["POST"])
@blueprint.arguments(ConfirmRows)
@blueprint.response(200, Confirmations)
@asks(Permission.PLAN)
@refuses(NotReady)
@retriable
def confirm_rows(body: dict[str, Any], plan_id: str) -> dict[str, Any]:
    """Ask these mentees and the mentors that the plan has for them: each pair just as `POST /matches` would.

    One that can't be matched any longer is told under `refused`, and leaves the others done. Sent again with the same
    Idempotency-Key, those done are told again, and those refused are tried again.
    """
    done = confirming.confirm(current_act(), plan_id, body["mentee_ids"], body["rationale"])
    return {**done, "refused": [_refused(mentee_id, refusal) for mentee_id, refusal in done["refused"]]}


def _refused(mentee_id: str, refusal: Exception) -> dict[str, Any]:
    status, code, detail, more = as_told(refusal)
    write_down(code, status)
    return {"mentee_id": mentee_id, "code": code, "detail": detail, "reasons": more.get("reasons", [])}
